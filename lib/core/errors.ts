/** Says in a few words what a value is, for the "but got" part of an error message. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return `a function (${value.name || "without a name"})`;
  if (typeof value !== "object") return String(value);
  const shape = (value as { shape?: unknown }).shape;
  const name = value.constructor?.name ?? "object";
  if (Array.isArray(shape)) return `${name} [${shape.join(", ")}]`;
  if (Array.isArray(value)) {
    const first: unknown = value[0];
    if (Array.isArray(first))
      return `an array of ${value.length} rows, the first of ${first.length}`;
    return `an array of ${value.length}`;
  }
  if (ArrayBuffer.isView(value))
    return `${name} of ${(value as unknown as ArrayLike<number>).length}`;
  return `an object with ${Object.keys(value).slice(0, 5).join(", ") || "no keys"}`;
}

/** Throws a RangeError unless value is a whole number of at least min. */
export function requireWhole(where: string, name: string, value: unknown, min: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < min) {
    throw new RangeError(
      `${where} expects ${name} to be a whole number of at least ${min} but got ${describe(value)}`,
    );
  }
  return value;
}

/** Throws a RangeError unless value is a finite number greater than zero. */
export function requirePositive(where: string, name: string, value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value) || value <= 0) {
    throw new RangeError(
      `${where} expects ${name} to be a number above 0 but got ${describe(value)}`,
    );
  }
  return value;
}

/** Throws a RangeError unless value is a finite number of at least 0. */
export function requireAtLeastZero(where: string, name: string, value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
    throw new RangeError(
      `${where} expects ${name} to be a number of at least 0 but got ${describe(value)}`,
    );
  }
  return value;
}

/** Throws a RangeError unless value is a number from 0 to below 1. */
export function requireShare(where: string, name: string, value: unknown): number {
  if (typeof value !== "number" || !(value >= 0 && value < 1)) {
    throw new RangeError(
      `${where} expects ${name} to be a number from 0 to below 1 but got ${describe(value)}`,
    );
  }
  return value;
}

/** Returns table[key], or throws a RangeError that lists the known names. */
export function requireKnown<T>(
  where: string,
  kind: string,
  key: string,
  table: Readonly<Record<string, T>>,
): T {
  if (typeof key !== "string" || !Object.prototype.hasOwnProperty.call(table, key)) {
    const known = Object.keys(table).join(", ");
    throw new RangeError(`${where} knows no ${kind} ${describe(key)}: try one of ${known}`);
  }
  return table[key];
}

/**
 * Throws a TypeError where options are no object, or hold a key that is not in known: most often a typing error.
 */
export function requireOptions(where: string, options: object, known: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const example = known.length > 0 ? ` such as { ${known[0]}: … }` : "";
    throw new TypeError(`${where} expects options${example} but got ${describe(options)}`);
  }
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) {
      throw new TypeError(`${where} knows no option "${key}": it takes ${known.join(", ")}`);
    }
  }
}

/** A number that should be finite is not. The message says what and where; the caller adds step and cure. */
export class NotFinite extends Error {}
