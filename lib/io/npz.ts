// Built in notebook 04-mnist: several arrays in one file.
import { readFile } from "node:fs/promises";
import { unzipSync, zipSync } from "fflate";
import { decodeNpy, encodeNpy, type NpyValue } from "./npy";
import { writeBeside } from "./write-beside";
import { damagedFiles } from "./zip-checksums";

/** The same arrays give the same bytes, whatever the clock says. */
const FIXED_TIME = new Date(1980, 0, 1);

/** Saves named arrays and texts; numpy.load reads the file. The old file stays until the new one is whole. */
export async function saveNpz(
  path: string,
  entries: Readonly<Record<string, NpyValue>>,
): Promise<void> {
  const files = Object.entries(entries).map(([name, value]) => [`${name}.npy`, encodeNpy(value)]);
  await writeBeside(path, zipSync(Object.fromEntries(files), { mtime: FIXED_TIME, level: 6 }));
}

/** Reads what saveNpz or numpy.savez wrote. Throws Error where the file is missing, foreign, cut off or damaged. */
export async function loadNpz(path: string): Promise<Record<string, NpyValue>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new Error(`could not read ${path}: ${(cause as Error).message}`, { cause });
  }
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes);
  } catch (cause) {
    throw new Error(
      `${path}: expected a .npz file (a zip of arrays) but it cannot be unpacked (${bytes.length} bytes): it is foreign, cut off or damaged`,
      { cause },
    );
  }
  const damaged = damagedFiles(bytes, files);
  if (damaged.length > 0) {
    throw new Error(
      `${path}: ${damaged.join(", ")} does not have the checksum it was saved with: the file is damaged; save or fetch it again`,
    );
  }
  const entries = Object.entries(files).map(([file, content]) => {
    const name = file.replace(/\.npy$/, "");
    return [name, decodeNpy(content, `${path}, ${name}`)];
  });
  return Object.fromEntries(entries);
}
