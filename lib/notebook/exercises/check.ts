// Built in notebook 01-or-and-xor-by-hand: compare, say how far apart, go on or stop.
import { describe } from "../../core/errors";
import { Matrix } from "../../core/matrix";

/** Numbers in any form that checkClose compares: one, lists, lists of lists, Matrix, or objects of named ones. */
export type Numbers = number | object;

/**
 * Compares two sets of numbers entry by entry and prints "✓ name: largest difference …".
 * tolerance is absolute. Throws Error, with the place of the largest difference, where it is exceeded or the forms differ.
 */
export function checkClose(
  name: string,
  actual: Numbers,
  expected: Numbers,
  tolerance: number,
): void {
  const a = flattenNumbers(actual);
  const b = flattenNumbers(expected);
  if (a.size !== b.size || [...a.keys()].some((key) => !b.has(key))) {
    throw new Error(
      `✗ ${name}: the two have different forms: ${describe(actual)} and ${describe(expected)}`,
    );
  }
  let largest = 0;
  let where = "";
  for (const [key, value] of a) {
    const difference = Math.abs(value - (b.get(key) ?? NaN));
    if (!(difference <= largest)) {
      largest = difference;
      where = key;
    }
    if (Number.isNaN(difference)) break;
  }
  if (!(largest <= tolerance)) {
    const at = where && ` at ${where}`;
    throw new Error(
      `✗ ${name}: ${a.get(where)} and ${b.get(where)} differ by ${largest.toExponential(1)}${at}, more than ${tolerance}`,
    );
  }
  const shown = largest === 0 ? "0" : largest.toExponential(1);
  const count = a.size === 1 ? "" : ` of ${a.size} numbers`;
  console.log(`✓ ${name}: largest difference${count} ${shown} (allowed ${tolerance})`);
}

/** Prints "✓ claim" where it holds; throws Error where it does not. */
export function checkTrue(claim: string, holds: boolean): void {
  if (!holds) throw new Error(`✗ not true here: ${claim}`);
  console.log(`✓ ${claim}`);
}

/** Every number with the path that leads to it, such as "weights[2][0]". */
export function flattenNumbers(
  value: unknown,
  path = "",
  into = new Map<string, number>(),
): Map<string, number> {
  if (typeof value === "number") {
    into.set(path, value);
  } else if (value instanceof Matrix) {
    flattenNumbers(value.toArray(), path, into);
  } else if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    Array.from(value as ArrayLike<unknown>, (part, i) =>
      flattenNumbers(part, `${path}[${i}]`, into),
    );
  } else if (typeof value === "object" && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      flattenNumbers(part, path ? `${path}.${name}` : name, into);
    }
  } else {
    throw new TypeError(
      `checkClose expects numbers${path && ` at ${path}`} but got ${describe(value)}`,
    );
  }
  return into;
}
