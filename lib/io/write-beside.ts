import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";

const FOLDER = "the folder may not be written: choose another one";
const FILE_AS_FOLDER = "a part of the path is a file, not a folder";

/** What to do about an error of the file system, by its code. */
const CURES: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full: make room and try again",
  EDQUOT: "your share of the disk is used up: make room and try again",
  EACCES: FOLDER,
  EPERM: `${FOLDER}, or close the program that has the file open`,
  EROFS: "the disk is read-only: choose another one",
  EISDIR: "that is a folder: add a file name",
  ENOTDIR: FILE_AS_FOLDER,
  EEXIST: FILE_AS_FOLDER,
};

/**
 * Writes a file whole or not at all: the bytes go into a file beside it, which is then renamed.
 * Missing folders are made. Throws Error that says what to do where the disk is full or the place cannot be written.
 */
export async function writeBeside(path: string, bytes: Uint8Array | string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await replace(await realpath(path).catch(() => path), bytes);
  } catch (cause) {
    const { code = "", message = String(cause) } = cause as NodeJS.ErrnoException;
    throw new Error(
      `could not write ${path}: ${CURES[code] ?? message}. Nothing was left behind.`,
      {
        cause,
      },
    );
  }
}

async function replace(path: string, bytes: Uint8Array | string): Promise<void> {
  const beside = `${path}.${randomBytes(6).toString("hex")}.part`;
  const clear = () => rmSync(beside, { force: true });
  process.once("exit", clear);
  try {
    const old = await stat(path).catch(() => undefined);
    const file = await open(beside, "wx", old?.mode);
    try {
      // writeFile goes on until every byte is written; a single write may stop early on a disk that is nearly full.
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } finally {
    process.off("exit", clear);
    await rm(beside, { force: true });
  }
}
