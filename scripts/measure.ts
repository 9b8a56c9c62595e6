// `npm run measure [digits spiral ...]`: what takes many seeds or many minutes. Writes its parts of bench/measured.md.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeBeside } from "../lib/io/write-beside";
import { measureDigits } from "./measure/digits";
import { measureFashion } from "./measure/fashion";
import { measureLive } from "./measure/live";
import { measurePlayground } from "./measure/playground";
import { measureSpiral } from "./measure/spiral";

const TARGET = join(__dirname, "..", "bench", "measured.md");
const TITLE = "# What was measured over several seeds";

/** Each gives a section that begins with "## ". */
const parts: Record<string, () => Promise<string>> = {
  digits: measureDigits,
  spiral: measureSpiral,
  fashion: measureFashion,
  live: measureLive,
  playground: measurePlayground,
};

const mark = (name: string) => `<!-- ${name} -->`;

/** The sections that the file holds already, by name. */
function sections(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const piece of text.split(/^(?=<!-- \w+ -->$)/m).slice(1)) {
    const [first, ...rest] = piece.split("\n");
    found.set(first.slice(5, -4), rest.join("\n").trim());
  }
  return found;
}

async function main(wanted: string[]): Promise<void> {
  const unknown = wanted.find((name) => !parts[name]);
  if (unknown) {
    throw new Error(
      `nothing to measure is called ${unknown}: there are ${Object.keys(parts).join(", ")}`,
    );
  }
  const have = sections(existsSync(TARGET) ? readFileSync(TARGET, "utf8") : "");
  for (const name of wanted.length ? wanted : Object.keys(parts)) {
    const section = await parts[name]();
    console.log(`\n${section}\n`);
    have.set(name, section);
    const text = Object.keys(parts).flatMap((part) => {
      const section = have.get(part);
      return section ? [`${mark(part)}\n${section}`] : [];
    });
    await writeBeside(TARGET, `${[TITLE, ...text].join("\n\n")}\n`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
