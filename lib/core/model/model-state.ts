// Built in notebook 04-mnist: parameters by name, to be kept and put back.
import { describe } from "../errors";
import { Matrix } from "../matrix";

interface Named {
  readonly name: string;
  readonly value: Matrix;
}

/** A copy of all parameters by name. */
export function copyState(parameters: readonly Named[]): Record<string, Matrix> {
  return Object.fromEntries(parameters.map((p) => [p.name, p.value.copy()]));
}

/** Writes parameters by name. Throws RangeError, and changes nothing, where a name or a shape does not fit. */
export function writeState(
  parameters: readonly Named[],
  state: Readonly<Record<string, Matrix>>,
): void {
  const names = parameters.map((p) => p.name);
  const unknown = Object.keys(state).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new RangeError(
      `setState knows no ${unknown.join(", ")}: this model has ${names.join(", ")}`,
    );
  }
  for (const { name, value } of parameters) {
    const given = state[name];
    if (!(given instanceof Matrix) || given.rows !== value.rows || given.cols !== value.cols) {
      throw new RangeError(
        `setState expects ${name} as Matrix [${value.shape.join(", ")}] but got ${describe(given)}`,
      );
    }
  }
  for (const { name, value } of parameters) value.data.set(state[name].data);
}
