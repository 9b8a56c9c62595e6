// Checks of single fields. Every message names the field and says what it takes; what arrived is shown cut short.

/** What arrived, in few signs, whatever it is. */
export function name(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string")
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return value === null ? "null" : typeof value === "object" ? "an object" : String(typeof value);
}

export function number(
  field: string,
  value: unknown,
  [low, high]: readonly [number, number],
): number {
  if (typeof value === "number" && value >= low && value <= high) return value;
  throw new RangeError(
    `playground expects ${field} to be a number from ${low} to ${high} but got ${name(value)}`,
  );
}

export function whole(field: string, value: unknown, range: readonly [number, number]): number {
  if (Number.isInteger(value)) return number(field, value, range);
  throw new RangeError(
    `playground expects ${field} to be a whole number from ${range[0]} to ${range[1]} but got ${name(value)}`,
  );
}

export function oneOf<T extends string>(field: string, value: unknown, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw new RangeError(
    `playground expects ${field} to be one of ${known.join(", ")} but got ${name(value)}`,
  );
}

export function list(field: string, value: unknown, most: number): unknown[] {
  if (Array.isArray(value) && value.length <= most) return value as unknown[];
  throw new RangeError(
    `playground expects ${field} to be a list of at most ${most} but got ${name(value)}`,
  );
}

export function text(field: string, value: unknown, most: number): string {
  if (typeof value === "string" && value.length <= most) return value;
  throw new RangeError(
    `playground expects ${field} to be text of at most ${most} signs but got ${name(value)}`,
  );
}
