// What this backend covers, and what it says about the rest.
import { describe } from "../../core/errors";
import type { DType } from "../../core/matrix";

/** The entry of that name, or a RangeError that says what is covered and what to take instead. */
export function requireCovered<T>(
  kind: string,
  name: string | undefined,
  table: Readonly<Record<string, T>>,
): T {
  if (name !== undefined && Object.prototype.hasOwnProperty.call(table, name)) return table[name];
  throw new RangeError(
    `backend "jax" does not cover the ${kind} ${describe(name)}: it covers ${Object.keys(table).join(", ")}. ` +
      `Take one of these, or make the model with the option backend: "plain", which covers all`,
  );
}

/** Throws RangeError unless the numbers are float32. */
export function requireCoveredDtype(dtype: DType): void {
  if (dtype === "float32") return;
  throw new RangeError(
    `backend "jax" computes float32 but got dtype ${describe(dtype)}: the option backend: "plain" computes float64`,
  );
}
