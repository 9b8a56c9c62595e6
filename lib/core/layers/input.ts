// Built in notebook 06-layers-and-losses: what goes in, said once.
import { requireOptions } from "../errors";
import { shapeFrom, type LayerConfig } from "./layer";
import { PassThrough } from "./pass-through";

export interface InputOptions {
  /** Of one example: 784, or [28, 28]. */
  shape: number | readonly number[];
}

/**
 * Says what goes into a model: new Input({ shape: 2 }) as its first layer stands for the option inputs: 2.
 * Nothing is computed. Throws RangeError where shape is no whole numbers above 0.
 */
export class Input extends PassThrough {
  readonly #given: readonly number[];

  constructor(options: InputOptions) {
    super("input");
    requireOptions("Input", options, ["shape"]);
    this.#given = shapeFrom("Input", options.shape);
  }

  override get outputShape(): readonly number[] {
    return this.#given;
  }

  shapeAfter(shape: readonly number[], name: string): readonly number[] {
    if (shape.join() !== this.#given.join()) {
      throw new RangeError(
        `${name} expects [${this.#given.join(", ")}] for each example but got [${shape.join(", ")}] from what lies before it: ` +
          `an Input is the first layer, and says what the data hold`,
      );
    }
    return shape;
  }

  config(): LayerConfig {
    return { class: "Input", shape: this.#given };
  }
}
