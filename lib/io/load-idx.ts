// Built in notebook 04-mnist: a data set is looked for in a folder, in the cache, at the mirrors.
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  PIXEL_SCALE,
  type DataFile,
  type IdxDataSet,
  type ImageDataSet,
  type LabelledImages,
} from "./data-set";
import { downloadFrom, verified } from "./download";
import { parseIdx } from "./idx";
import { writeBeside } from "./write-beside";

export interface LoadOptions {
  /** A folder that holds the data set's own folder; else the environment variable NEURONOTES_DATA. */
  folder?: string;
  /** Where downloads are kept; data/cache beside the library unless told otherwise. */
  cache?: string;
  /** Other addresses than the data set's own; [] for no download. */
  mirrors?: readonly string[];
  /** Gets a line of text for each file that is fetched; console.log unless told otherwise. */
  say?: (line: string) => void;
}

/** data/cache beside lib/. */
const defaultCache = resolve(__dirname, "..", "..", "data", "cache");

/**
 * The four files of a data set, checked by hash, from the first place that has them all: the named folder, the
 * cache, the mirrors (kept in the cache then). Files may be packed by gzip or not.
 * Throws Error where a file in the named folder is damaged, and where no place has them.
 */
export async function loadIdxDataSet(
  set: IdxDataSet,
  options: LoadOptions = {},
): Promise<ImageDataSet> {
  const { say = console.log, mirrors = set.mirrors } = options;
  const folder = options.folder ?? process.env.NEURONOTES_DATA;
  if (folder) {
    const found = await readAll(set, (file) => fromFolder(join(folder, set.name), file));
    if (found) return { ...found, source: "the folder that NEURONOTES_DATA or `folder` names" };
  }
  const cache = join(options.cache ?? defaultCache, set.name);
  let downloaded = false;
  const read = await readAll(set, async (file) => {
    const cached = await fromCache(cache, file, say);
    if (cached) return cached;
    downloaded = true;
    return fromMirrors(cache, file, mirrors, say);
  });
  return { ...(read as Parts), source: downloaded ? "download" : "the cache in data/" };
}

interface Parts {
  train: LabelledImages;
  test: LabelledImages;
}

type Read = (file: DataFile) => Promise<Uint8Array | undefined>;

async function readAll({ files }: IdxDataSet, read: Read): Promise<Parts | undefined> {
  const part = async (imageFile: DataFile, labelFile: DataFile) => {
    const images = await read(imageFile);
    const labels = images && (await read(labelFile));
    return images && labels && toImages(images, imageFile.name, labels, labelFile.name);
  };
  const train = await part(files.trainImages, files.trainLabels);
  const test = train && (await part(files.testImages, files.testLabels));
  return train && test && { train, test };
}

function toImages(
  imageBytes: Uint8Array,
  imageName: string,
  labelBytes: Uint8Array,
  labelName: string,
): LabelledImages {
  const { data, shape } = parseIdx(imageBytes, imageName);
  const { data: labels } = parseIdx(labelBytes, labelName);
  const [n, height, width] = shape;
  if (shape.length !== 3 || n !== labels.length) {
    throw new Error(
      `${imageName} has shape [${shape.join(", ")}] but ${labelName} holds ${labels.length} labels: they do not belong together`,
    );
  }
  return { images: { data, shape: [n, height, width], scale: PIXEL_SCALE }, labels };
}

async function fromFolder(folder: string, file: DataFile): Promise<Uint8Array | undefined> {
  for (const path of [join(folder, file.name), join(folder, `${file.name}.gz`)]) {
    if (!existsSync(path)) continue;
    try {
      return verified(await readFile(path), file, path);
    } catch (cause) {
      throw new Error(
        `${(cause as Error).message}. Put the published file there, or take it away: then the cache and the mirrors are asked.`,
        { cause },
      );
    }
  }
  return undefined;
}

/** A damaged file in the cache is deleted, so that it is fetched again. */
async function fromCache(
  cache: string,
  file: DataFile,
  say: (line: string) => void,
): Promise<Uint8Array | undefined> {
  const path = join(cache, `${file.name}.gz`);
  if (!existsSync(path)) return undefined;
  try {
    return verified(await readFile(path), file, path);
  } catch {
    say(`The cached ${file.name}.gz is damaged: it is deleted and fetched again.`);
    await rm(path, { force: true });
    return undefined;
  }
}

async function fromMirrors(
  cache: string,
  file: DataFile,
  mirrors: readonly string[],
  say: (line: string) => void,
): Promise<Uint8Array> {
  let shown = 0;
  const bytes = await downloadFrom(mirrors, file, (received, total) => {
    const quarter = total > 2 ** 20 ? Math.floor((4 * received) / total) : 0;
    if (quarter > shown) {
      shown = quarter;
      say(`${file.name}: ${(received / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`);
    }
  });
  try {
    await writeBeside(join(cache, `${file.name}.gz`), bytes);
  } catch (error) {
    say(`${file.name} is here but cannot be kept: ${(error as Error).message}`);
  }
  return verified(bytes, file, file.name);
}
