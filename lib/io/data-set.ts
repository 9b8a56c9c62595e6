// Built in notebook 04-mnist: what there is to know of a data set.

/** Pictures with their classes: n pictures of 28 × 28 bytes (0 background, 255 ink), n class numbers. */
export interface LabelledImages {
  readonly images: {
    readonly data: Uint8Array;
    readonly shape: readonly [number, number, number];
    readonly scale: number;
  };
  readonly labels: Uint8Array;
}

/** A data set in its two parts, and where it came from. */
export interface ImageDataSet {
  readonly train: LabelledImages;
  readonly test: LabelledImages;
  readonly source: string;
}

/** A file of a data set: its name as published (without .gz) and the SHA-256 of its unpacked bytes. */
export interface DataFile {
  readonly name: string;
  readonly sha256: string;
}

/** What there is to know of a data set that comes as four IDX files. */
export interface IdxDataSet {
  /** Its folder's name. */
  readonly name: string;
  readonly files: {
    readonly trainImages: DataFile;
    readonly trainLabels: DataFile;
    readonly testImages: DataFile;
    readonly testLabels: DataFile;
  };
  /** Addresses to which name + ".gz" is added, in the order in which they are tried. */
  readonly mirrors: readonly string[];
}

/** Bytes times this are numbers between 0 and 1. */
export const PIXEL_SCALE = 1 / 255;
