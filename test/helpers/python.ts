import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(__dirname, "..", "..");
const path = [
  resolve(root, ".venv", "bin", "python"),
  resolve(root, ".venv", "Scripts", "python.exe"),
].find((candidate) => existsSync(candidate));

/** False where Python with NumPy is there, else why a test cannot run. */
export const withoutNumpy: string | false = !path
  ? "there is no .venv with Python yet: npm start makes it"
  : spawnSync(path, ["-c", "import numpy"]).status !== 0
    ? "the Python in .venv has no NumPy"
    : false;

/** Runs Python code with arguments (sys.argv[1:]) and returns what it printed. */
export function python(code: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(path ?? "python", ["-c", code, ...args], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`Python failed:\n${stderr}`);
  return stdout;
}
