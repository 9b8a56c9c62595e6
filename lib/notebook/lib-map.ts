import { readdirSync, readFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";

/** A file of the library with what its head comment says of the notebook that builds it. */
export interface MapEntry {
  /** Seen from the project's folder, such as "lib/core/matrix.ts". */
  readonly file: string;
  /** Names of notebooks, such as "02-in-matrices". */
  readonly notebooks: readonly string[];
  /** The head comment. */
  readonly remark: string;
}

const LIB = resolve(__dirname, "..");
const HEAD = /^\/\/ Built in notebook (.+)/;

/** Every file of lib/ whose head comment names a notebook. */
export function mapEntries(): MapEntry[] {
  return ["core", "io", "backends", "notebook"].flatMap((floor) =>
    readdirSync(join(LIB, floor), { recursive: true, encoding: "utf8" })
      .map((name) => name.split(sep).join("/"))
      .filter((name) => name.endsWith(".ts"))
      .sort()
      .flatMap((name) => {
        const head = HEAD.exec(readFileSync(join(LIB, floor, name), "utf8"));
        if (!head) return [];
        const notebooks = head[1].match(/\d\d-[a-z0-9-]+/g) ?? [];
        return [{ file: `lib/${floor}/${name}`, notebooks, remark: head[1] }];
      }),
  );
}

/** Prints the files that the library gained in a notebook, such as libMap("02-in-matrices"). */
export function libMap(notebook: string): void {
  const entries = mapEntries().filter((entry) => entry.notebooks.includes(notebook));
  if (entries.length === 0) {
    const known = [...new Set(mapEntries().flatMap((entry) => entry.notebooks))].sort();
    throw new RangeError(`libMap knows no notebook "${notebook}": try one of ${known.join(", ")}`);
  }
  const wide = Math.max(38, ...entries.map(({ file }) => file.length + 2));
  for (const { file, remark } of entries) console.log(`${file.padEnd(wide)}${remark}`);
}
