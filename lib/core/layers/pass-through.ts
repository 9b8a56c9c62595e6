import type { Matrix } from "../matrix";
import { Layer, type LayerParts } from "./layer";

/** A layer whose numbers come out as they went in: it only says something about their shape. */
export abstract class PassThrough extends Layer {
  #output!: Matrix;

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
}
