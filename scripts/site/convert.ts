import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { python, rooms } from "./places";

export interface Converted {
  /** HTML of each notebook, by name. */
  notebooks: Record<string, string>;
  /** Coloured HTML of each file of code, by path. */
  sources: Record<string, string>;
}

/**
 * nbconvert's HTML of notebooks (texts of .ipynb files) and Pygments's of files of code, in one run of Python.
 * Throws Error with what Python said where it fails.
 */
export function convert(
  notebooks: Record<string, string>,
  sources: Record<string, string>,
): Converted {
  const { status, stdout, stderr, error } = spawnSync(python, [join(__dirname, "convert.py")], {
    input: JSON.stringify({ template: join(rooms, "notebook"), notebooks, sources }),
    encoding: "utf8",
    env: { ...process.env, PYTHONUTF8: "1" },
    maxBuffer: 1 << 28,
  });
  if (status !== 0) {
    throw new Error(`nbconvert failed: ${error?.message ?? stderr.trim().slice(-2000)}`);
  }
  return JSON.parse(stdout) as Converted;
}
