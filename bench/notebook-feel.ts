// What a reader feels in a notebook: kernel.py asks a real kernel.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface NotebookFeel {
  kernel: {
    kernelStart: number;
    firstImport: number;
    importAgain: number;
    kernelMegabytes: number;
    /** Seconds of the same training without and with a live display; medians of runs in turn. */
    withoutLive: number;
    withLive: number;
  };
  slowCells: { notebook: string; cell: number; seconds: number; trains: boolean; line: string }[];
}

const ROOT = join(__dirname, "..");

/** Throws Error where the notebooks' Python environment is missing. */
export function notebookFeel(): NotebookFeel {
  const candidates = [".venv/bin/python", ".venv/Scripts/python.exe"].map((path) =>
    join(ROOT, path),
  );
  const python = candidates.find((path) => existsSync(path));
  if (!python)
    throw new Error("there is no Python environment yet: run `npm start -- --prepare` first");
  const folder = mkdtempSync(join(tmpdir(), "neuronotes-"));
  try {
    const file = join(folder, "kernel.json");
    execFileSync(python, [join(__dirname, "kernel.py"), file], { stdio: "inherit" });
    return JSON.parse(readFileSync(file, "utf8")) as NotebookFeel;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
