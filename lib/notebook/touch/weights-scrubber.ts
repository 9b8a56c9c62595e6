import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";
import { base64, colourLimit } from "./quantize";

/**
 * The incoming weights of hidden neurons as pictures, with a slider through the epochs: blue above zero, vermilion below,
 * one scale for all (the size that 99.5 % of the last weights stay under; larger ones are cut).
 * snapshots: a copy of the first layer's weights, row-major [inputs, units], at some epochs (0: before the training);
 * note: words below the epoch, its accuracy for example. units: which neurons (the first 12). inputs: a square number.
 * Each picture takes one byte a weight: 12 neurons of 28 × 28 at 9 epochs make 113 kB of page.
 * start: the snapshot shown first (the last one). Throws RangeError where the shapes do not fit or it gets too large.
 */
export function weightsScrubber(options: {
  snapshots: {
    epoch: number;
    weights: ArrayLike<number> | { data: ArrayLike<number> };
    note?: string;
  }[];
  units?: number[];
  inputs?: number;
  start?: number;
}): Figure {
  const { snapshots, inputs = 784, start } = options;
  const lists = snapshots.map(({ weights }) => ("data" in weights ? weights.data : weights));
  const side = Math.sqrt(inputs);
  const hidden = (lists[0]?.length ?? 0) / inputs;
  if (!Number.isInteger(side) || !Number.isInteger(hidden) || hidden < 1) {
    throw new RangeError(
      `weightsScrubber expects weights [${inputs}, units] of square pictures but got ${lists[0]?.length ?? "no"} weights`,
    );
  }
  const units = options.units ?? Array.from({ length: Math.min(12, hidden) }, (_, k) => k);
  if (
    lists.some((list) => list.length !== lists[0].length) ||
    units.some((k) => !(k >= 0 && k < hidden))
  ) {
    throw new RangeError(
      `weightsScrubber expects snapshots of one size and units from 0 to ${hidden - 1} but got units [${units.join(", ")}] ` +
        `and sizes [${lists.map((list) => list.length).join(", ")}]`,
    );
  }
  const bytes = snapshots.length * units.length * inputs;
  if (bytes > 300_000) {
    throw new RangeError(
      `weightsScrubber would store ${bytes} weights, more than 300000: show fewer epochs or fewer units`,
    );
  }
  const one = (list: ArrayLike<number>, k: number) =>
    Array.from({ length: inputs }, (_, i) => list[i * hidden + k]);
  const last = lists[lists.length - 1];
  const limit = colourLimit(units.flatMap((k) => one(last, k)));
  if (!Number.isFinite(limit)) {
    throw new RangeError("weightsScrubber expects finite weights: did the training diverge?");
  }
  const pixels = new Int8Array(bytes);
  let at = 0;
  for (const list of lists) {
    for (const k of units) {
      for (const value of one(list, k)) {
        pixels[at++] = Math.round(127 * Math.min(1, Math.max(-1, value / limit)));
      }
    }
  }
  const columns = Math.min(units.length, 6);
  const size = Math.min(150, Math.floor((760 - 12 * (columns - 1)) / columns));
  const epochs = snapshots.map((s) => s.epoch);
  return widgetFigure("weights-scrubber", {
    data: {
      epochs,
      notes: snapshots.map((s) => s.note ?? ""),
      names: units.map((k) => `neuron ${k + 1}`),
      ...{ side, limit, start, pixels: base64(pixels) },
    },
    height: 46 + Math.ceil(units.length / columns) * (size + 24) + 62,
    alt:
      `The incoming weights of ${units.length} hidden neurons as pictures of ${side} × ${side}, with a slider from epoch ` +
      `${epochs[0]} to ${epochs[epochs.length - 1]}: blue above zero, vermilion below.`,
  });
}
