import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";

/**
 * Writes a file whole or not at all: the bytes go into a file beside it, which is then renamed.
 * Missing folders are made. Throws Error that says what to do where the disk is full or the place cannot be written.
 */
export async function writeBeside(path: string, bytes: Uint8Array | string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, typeof bytes === "string" ? bytes : Buffer.from(bytes));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    const cure: Record<string, string> = {
      ENOSPC: "the disk is full: make room and try again",
      EACCES: "the folder may not be written: choose another one",
      EPERM: "the folder may not be written: choose another one",
      EROFS: "the disk is read-only: choose another one",
      EISDIR: "that is a folder: add a file name",
      ENOTDIR: "a part of the path is a file, not a folder",
    };
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`could not write ${path}: ${cure[code] ?? message}. Nothing was left behind.`, {
      cause,
    });
  }
}
