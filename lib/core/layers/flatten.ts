// Built in notebook 06-layers-and-losses: pictures become rows.
import { requireOptions } from "../errors";
import type { Matrix } from "../matrix";
import { Layer, sizeOf, type LayerConfig, type LayerParts } from "./layer";

/**
 * Examples of any shape as rows of numbers: [28, 28] becomes [784]. The numbers lie row by row already, so that nothing
 * is computed. Backward: the gradient as it came.
 */
export class Flatten extends Layer {
  #output!: Matrix;

  constructor(options: object = {}) {
    super("flatten");
    requireOptions("Flatten", options, []);
  }

  shapeAfter(shape: readonly number[]): readonly number[] {
    return [sizeOf(shape)];
  }

  get output(): Matrix {
    return this.#output;
  }

  override get passesThrough(): boolean {
    return true;
  }

  protected make({ kernels }: LayerParts): void {
    this.#output = kernels.matrix(1, this.inputs);
  }

  compute(X: Matrix): Matrix {
    return (this.#output = X);
  }

  propagate(gradient: Matrix, _rows: number, needInputs: boolean): Matrix | undefined {
    return needInputs ? gradient : undefined;
  }

  config(): LayerConfig {
    return { class: "Flatten" };
  }
}
