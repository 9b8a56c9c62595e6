import { createRequire } from "node:module";

/** What a display message carries: one form for each MIME type, and remarks on them. */
export interface DisplayMessage {
  data: Record<string, string>;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}

type WriteDisplay = (message: DisplayMessage, update?: boolean) => void;

/**
 * The way to the cell that runs now: a function that sends a display to it, or undefined outside a tslab kernel.
 * tslab is looked for among the modules that are loaded already, so that the library works without it.
 */
export function currentCell(): WriteDisplay | undefined {
  for (const [file, module] of Object.entries(require.cache)) {
    if (!/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file)) continue;
    const write: unknown = module?.exports?.lastWriteDisplayData; // null until the first cell has run
    if (typeof write === "function") return write as WriteDisplay;
  }
  return undefined;
}

/** True in a cell of a notebook, false in a program or a test. */
export function inKernel(): boolean {
  return currentCell() !== undefined;
}

/** The versions of the kernel and its compiler, or undefined outside a tslab kernel. */
export function kernelVersions(): { tslab: string; typescript: string } | undefined {
  for (const file of Object.keys(require.cache)) {
    if (!/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file)) continue;
    try {
      // a small file beside the one that runs: it reads the versions of what is loaded already
      return createRequire(file)("./public.js").versions;
    } catch {
      return undefined;
    }
  }
  return undefined;
}
