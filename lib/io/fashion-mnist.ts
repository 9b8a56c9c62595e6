// Built in notebook 10-fashion-mnist: 70,000 pictures of clothes, from wherever they are.
import type { IdxDataSet, ImageDataSet } from "./data-set";
import { NoMirror } from "./download";
import { loadIdxDataSet, type LoadOptions } from "./load-idx";

/** Fashion-MNIST: 60,000 + 10,000 pictures of clothes. Source and licence: data/README.md. */
export const fashionMnistDataSet: IdxDataSet = {
  name: "fashion-mnist",
  files: {
    trainImages: {
      name: "train-images-idx3-ubyte",
      sha256: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    },
    trainLabels: {
      name: "train-labels-idx1-ubyte",
      sha256: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    },
    testImages: {
      name: "t10k-images-idx3-ubyte",
      sha256: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    },
    testLabels: {
      name: "t10k-labels-idx1-ubyte",
      sha256: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    },
  },
  mirrors: [
    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
  ],
};

/** What the class numbers 0 … 9 stand for. */
export const fashionClasses = [
  "T-shirt/top",
  "trouser",
  "pullover",
  "dress",
  "coat",
  "sandal",
  "shirt",
  "sneaker",
  "bag",
  "ankle boot",
] as const;

/**
 * Fashion-MNIST from the first place that has it: the folder that NEURONOTES_DATA or options.folder names, the cache in
 * data/, the mirrors. `source` tells which it was.
 * images: { data: bytes (0 background), shape: [n, 28, 28], scale: 1/255 }; labels: n class numbers, named by fashionClasses.
 * Throws Error where a file in the named folder is damaged, and where no place has them all.
 * Source: Xiao, Rasul and Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms", 2017.
 */
export async function loadFashionMnist(options: LoadOptions = {}): Promise<ImageDataSet> {
  try {
    return await loadIdxDataSet(fashionMnistDataSet, options);
  } catch (error) {
    if (!(error instanceof NoMirror)) throw error;
    throw new Error(
      `Fashion-MNIST could not be fetched: ${error.message}. Nothing of it came with the install: try again with a network, ` +
        `or put its four files into a folder fashion-mnist and name the folder above it by NEURONOTES_DATA (data/README.md)`,
      { cause: error },
    );
  }
}
