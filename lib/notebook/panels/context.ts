import { toExamples } from "../../core/examples";
import type { MatrixLike } from "../../core/matrix";
import type { Sequential } from "../../core/model/sequential";
import { toTargets, type Labels } from "../../core/targets";
import { mostClasses } from "../drawing/palette";

/** What panels are made from: who asks, how many numbers go in and come out, and the examples that are drawn. */
export interface PanelContext {
  /** Who asks, for errors: "liveView". */
  what: string;
  inputs: number;
  outputs: number;
  /** Outputs are probabilities of classes, and the likeliest is the answer. */
  classes: boolean;
  /** Names of classes or outputs. */
  names?: readonly string[];
  /** The model that learns, where it is one of the library's. */
  model?: Sequential;
  examples?: DrawnExamples;
}

/** Examples as figures take them. */
export interface DrawnExamples {
  /** [n, inputs] */
  rows: Float64Array[];
  /** [n, outputs]; missing where nobody said what they should give. */
  targets?: Float64Array[];
  /** The class of each; missing where targets are no classes. */
  labels?: number[];
  /** As the library takes them, all of them. */
  X: MatrixLike;
  y?: Labels;
}

/**
 * The examples, at most so many of them: of more, every second, third, … is taken.
 * Throws what fit throws for data that do not fit or are not finite.
 */
export function drawnExamples(
  what: string,
  { X, y, inputs, outputs }: { X: MatrixLike; y?: Labels; inputs?: number; outputs: number },
  most = 1000,
): DrawnExamples {
  const examples = toExamples(what, X, inputs);
  const wanted = y === undefined ? undefined : toTargets(what, y, outputs, examples.rows);
  const every = Math.ceil(examples.rows / most);
  const chosen = Uint32Array.from(
    { length: Math.ceil(examples.rows / every) },
    (_, i) => i * every,
  );
  const rows = Array.from(chosen, (_, i) => {
    const row = new Float64Array(examples.cols);
    examples.gather(row, chosen, i, 1);
    return row;
  });
  const targets =
    wanted &&
    Array.from(chosen, (_, i) => {
      const row = new Float64Array(outputs);
      wanted.gather(row, chosen, i, 1);
      return row;
    });
  const labels =
    wanted?.kind === "classes" ? targets?.map((row) => row.indexOf(Math.max(...row))) : undefined;
  return { rows, targets, labels, X, y };
}

/** At most so many of a list: of more, every second, third, … */
export function everySo<T>(list: readonly T[], most: number): T[] {
  const every = Math.ceil(list.length / most);
  return list.filter((_, i) => i % every === 0);
}

/** A name for each output, as given or "class 0", "output 1". Throws RangeError where there are not as many, or no colours for them. */
export function namesOf({ what, outputs, classes, names }: PanelContext): string[] {
  if (classes && outputs > mostClasses) {
    throw new RangeError(
      `${what} has colours for ${mostClasses} classes but there are ${outputs}: show a confusion matrix instead`,
    );
  }
  if (names && names.length !== outputs) {
    throw new RangeError(
      `${what} expects a name for each of ${outputs} ${classes ? "classes" : "outputs"} but got ${names.length}: ${names.join(", ")}`,
    );
  }
  return names
    ? [...names]
    : Array.from({ length: outputs }, (_, k) => (classes ? `class ${k}` : `output ${k + 1}`));
}
