// `npm run lib-map`: writes the table "notebook → files of lib" into README, from the head comments of the files.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeBeside } from "../lib/io/write-beside";
import { mapEntries } from "../lib/notebook/lib-map";

const README = join(__dirname, "..", "README.md");
const BEGIN = "<!-- lib-map: made by `npm run lib-map` -->";
const END = "<!-- end of lib-map -->";

/** The table, one row for each notebook. */
export function libMapTable(): string {
  const entries = mapEntries();
  const notebooks = [...new Set(entries.flatMap((entry) => entry.notebooks))].sort();
  const rows = notebooks.map((notebook) => {
    const files = entries.filter((entry) => entry.notebooks.includes(notebook));
    const links = files.map(({ file }) => `[${file.replace(/^lib\//, "")}](${file})`);
    return `| \`${notebook}\` | ${links.join(", ")} |`;
  });
  return ["| built in notebook | files of `lib/` |", "|---|---|", ...rows].join("\n");
}

/** README with the table as it should be. Throws Error where its two marks are missing. */
export function withLibMap(readme: string): string {
  const from = readme.indexOf(BEGIN);
  const to = readme.indexOf(END);
  if (from < 0 || to < from) throw new Error(`README.md lacks the lines "${BEGIN}" and "${END}"`);
  return `${readme.slice(0, from)}${BEGIN}\n\n${libMapTable()}\n\n${readme.slice(to)}`;
}

if (require.main === module) {
  void writeBeside(README, withLibMap(readFileSync(README, "utf8")));
}
