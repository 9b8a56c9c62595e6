// Inputs that are scaled as they are read.
import type { Examples } from "../examples";
import type { Scaler } from "./scaler";

/** Examples as a scaler changes them. The rows that it is given may have other numbers than those it was fitted to. */
export function scaledExamples(examples: Examples, scaler: Scaler): Examples {
  const { rows, cols } = examples;
  const raw = new Float64Array(cols);
  return {
    rows,
    cols,
    gather(out, order, start, count) {
      for (let i = 0; i < count; i++) {
        examples.gather(raw, order, start + i, 1);
        scaler.change(raw, out, i * cols);
      }
    },
  };
}
