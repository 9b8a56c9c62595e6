import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";
import {
  flatParameters,
  parameterCount,
  perLayer,
  type FigureActivation,
  type WithParameters,
} from "./net-snapshots";
import { base64, quantize } from "./quantize";

/**
 * A canvas to write a digit on with mouse, finger, pen or keys, and what a trained net makes of it while one writes: the
 * 28 × 28 numbers it sees (prepared as MNIST was: ink fitted into 20 × 20, centre of mass in the middle), its hidden
 * activations, its ten outputs and its guess.
 * network: the trained net, or its parameters in one row. sizes: 784 inputs, 10 outputs. samples: real digits behind
 * buttons, 784 bytes each.
 * bits: of a weight in the page, by default 16 where that stays below 50,000 weights, else 8, with one scale a neuron.
 * Measured on a [784, 30, 10] net and MNIST's 10,000 test digits: at 16 bits an output differs by at most 0.0002 and no guess;
 * at 8 bits by at most 0.05, and 8 guesses in 10,000.
 * Throws RangeError where the shapes do not fit.
 */
export function drawDigit(options: {
  network: WithParameters | ArrayLike<number>;
  sizes?: number[];
  activations?: FigureActivation | FigureActivation[];
  samples?: { pixels: ArrayLike<number>; label?: number | string }[];
  bits?: 8 | 16;
}): Figure {
  const { network, sizes = [784, 30, 10], samples = [] } = options;
  const activations = perLayer(sizes, options.activations ?? "sigmoid", "drawDigit");
  if (sizes[0] !== 784 || sizes[sizes.length - 1] !== 10) {
    throw new RangeError(
      `drawDigit expects 784 inputs and 10 outputs but got sizes [${sizes.join(", ")}]`,
    );
  }
  const flat = "parameters" in network ? flatParameters(network) : Array.from(network);
  const count = parameterCount(sizes);
  if (flat.length !== count) {
    throw new RangeError(
      `drawDigit: a net [${sizes.join(", ")}] has ${count} parameters but got ${flat.length}: are the sizes those of the net?`,
    );
  }
  const wrong = samples.find(({ pixels }) => pixels.length !== 784);
  if (wrong) {
    throw new RangeError(
      `drawDigit expects samples of 784 bytes but got one of ${wrong.pixels.length}`,
    );
  }
  const bits = options.bits ?? (count < 50_000 ? 16 : 8);
  let at = 0;
  const layers = activations.map((_, l) => {
    const [inputs, units] = [sizes[l], sizes[l + 1]];
    const weights = quantize(flat.slice(at, at + inputs * units), bits, units);
    at += inputs * units;
    const bias = flat.slice(at, at + units).map((v) => Number(v.toPrecision(7)));
    at += units;
    return { weights, bias };
  });
  const digits = samples.map(({ pixels, label }, i) => ({
    label: String(label ?? i + 1),
    pixels: base64(Uint8Array.from(pixels)),
  }));
  const hiddenHeight = sizes
    .slice(1, -1)
    .map((units) => [units, Math.ceil(Math.sqrt(units * 1.2))])
    .reduce((sum, [units, columns]) => sum + Math.ceil(units / columns) * (112 / columns) + 28, 0);
  return widgetFigure("draw-digit", {
    parts: ["digits"],
    pageParts: ["drawing-pad"],
    data: { sizes, activations, layers, samples: digits },
    height: Math.max(328, 140 + hiddenHeight) + (digits.length ? 62 : 16),
    alt:
      "A canvas to write a digit on. Beside it what the net sees, its hidden neurons, a bar for each of its ten " +
      `outputs, and its guess.${digits.length ? ` The picture shows a handwritten ${digits[0].label}.` : ""}`,
  });
}
