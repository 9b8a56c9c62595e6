// Built in notebook 06-layers-and-losses: pictures become rows.
import { requireOptions } from "../errors";
import { sizeOf, type LayerConfig } from "./layer";
import { PassThrough } from "./pass-through";

/**
 * Examples of any shape as rows of numbers: [28, 28] becomes [784]. The numbers lie row by row already, so that nothing
 * is computed. Backward: the gradient as it came.
 */
export class Flatten extends PassThrough {
  constructor(options: object = {}) {
    super("flatten");
    requireOptions("Flatten", options, []);
  }

  shapeAfter(shape: readonly number[]): readonly number[] {
    return [sizeOf(shape)];
  }

  config(): LayerConfig {
    return { class: "Flatten" };
  }
}
