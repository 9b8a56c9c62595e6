// Built in notebook 10-fashion-mnist: a picture of the reader's own, as the net sees it.
import { fashionClasses } from "../../io/fashion-mnist";
import { Sequential } from "../../core/model/sequential";
import type { Figure } from "../drawing/figure";
import { foldedLayers } from "./folded-layers";
import { widgetFigure } from "./frame";
import { base64, quantize } from "./quantize";

/** Characters that the weights may take in the page. */
const MOST = 700_000;

/**
 * A place for a picture of the reader's own: dropped, chosen or pasted. The page decodes it, makes it grey, finds the thing
 * on its background, inverts and stretches the greys, fits the thing into 28 × 28 as Fashion-MNIST did, and shows it as the
 * net sees it, with the net's share for each class. Two buttons leave preparation out, to see what that does; one mirrors.
 * network: a trained model with 784 inputs (0 background, 1 ink), in dense layers, batch normalization, dropout and
 * activations. names: of its classes. samples: pictures behind buttons, 784 bytes each.
 * bits: of a weight in the page, by default 16 where that stays below 100,000 weights, else 8, with one scale a neuron.
 * No kernel and no network is needed; only PNG, JPEG, GIF, WebP and BMP are read, up to 20 MB and 40 million pixels.
 * Throws RangeError where the shapes do not fit, or the weights would make the page too large.
 */
export function dropPicture(options: {
  network: Sequential;
  names?: readonly string[];
  samples?: { pixels: ArrayLike<number>; label: string }[];
  bits?: 8 | 16;
}): Figure {
  const { network, names = fashionClasses, samples = [] } = options;
  if (network.scaler) {
    throw new RangeError(
      "dropPicture gives inputs from 0 to 1 and cannot know what a scaler was fitted to: take a model without one",
    );
  }
  const layers = foldedLayers(network, "dropPicture");
  const [first, last] = [layers[0], layers[layers.length - 1]];
  if (first.inputs !== 784 || last.units !== names.length) {
    throw new RangeError(
      `dropPicture expects 784 inputs and an output for each of the ${names.length} names but the model has ` +
        `${first.inputs} inputs and ${last.units} outputs`,
    );
  }
  if (last.activation !== "softmax") {
    throw new RangeError(
      `dropPicture shows shares that sum to 1: it expects softmax at the end but got ${last.activation}`,
    );
  }
  const wrong = samples.find(({ pixels }) => pixels.length !== 784);
  if (wrong) {
    throw new RangeError(
      `dropPicture expects samples of 784 bytes but got one of ${wrong.pixels.length}`,
    );
  }
  const count = layers.reduce((sum, { weights }) => sum + weights.length, 0);
  const bits = options.bits ?? (count < 100_000 ? 16 : 8);
  const size = Math.ceil((count * bits) / 6);
  if (size > MOST) {
    throw new RangeError(
      `dropPicture would put ${size} characters of weights into the page, more than ${MOST}: ` +
        `${bits === 16 ? "take bits: 8" : "show a smaller net"}`,
    );
  }
  return widgetFigure("drop-picture", {
    parts: ["digits", "clothes", "picture-kind"],
    pageParts: ["picture-file"],
    data: {
      names,
      layers: layers.map(({ weights, bias, units, ...rest }) => ({
        ...rest,
        units,
        weights: quantize(weights, bits, units),
        bias: Array.from(bias, (b) => Number(b.toPrecision(7))),
      })),
      samples: samples.map(({ pixels, label }) => ({
        label,
        pixels: base64(Uint8Array.from(pixels)),
      })),
    },
    height:
      Math.max(284, 60 + 26 * names.length) + 62 + rowsOf(samples) * 40 + (samples.length ? 6 : 0),
    alt:
      "A place to drop, choose or paste a picture of one's own. Beside it what the net sees of it, 28 by 28 pixels, and its " +
      `share for each of ${names.length} classes.${samples.length ? ` The picture shows a ${samples[0].label}.` : ""}`,
  });
}

/** Rows that the buttons take in a page of the usual width. */
function rowsOf(samples: readonly { label: string }[]): number {
  let rows = 0;
  let room = 0;
  for (const { label } of samples) {
    const width = 28 + 7.3 * label.length + 6;
    if (width > room) {
      rows++;
      room = 766;
    }
    room -= width;
  }
  return rows;
}
