import { isDeepStrictEqual } from "node:util";
import { describe } from "../../core/errors";
import { flattenNumbers } from "./check";

/**
 * Looks at an answer: undefined where it is right, "unanswered" where there is none yet, else a sentence that says
 * what is wrong without giving the answer away.
 */
export type Judge = (answer: unknown) => Verdict | Promise<Verdict>;
export type Verdict = undefined | "unanswered" | { wrong: string };

/** A judge of functions: calls the answer with each list of arguments and compares with what `solution` gives. */
export function judgeFunction<Args extends readonly unknown[]>(
  solution: (...args: Args) => unknown,
  cases: readonly Args[],
  tolerance = 1e-9,
): Judge {
  return (answer) => {
    if (answer === undefined) return "unanswered";
    if (typeof answer !== "function") {
      return { wrong: `a function was expected but your answer is ${describe(answer)}` };
    }
    const silent: Args[] = [];
    for (const args of cases) {
      const copy = structuredClone(args) as Args;
      const given: unknown = (answer as (...args: Args) => unknown)(...copy);
      if (!isDeepStrictEqual(copy, args)) {
        return { wrong: "your function changes what it was given: make something new instead" };
      }
      if (given === undefined) silent.push(args);
      else if (!close(given, solution(...args), tolerance)) {
        return {
          wrong: `for (${list(args)}) your function gives ${short(given)}, which is not right`,
        };
      }
    }
    if (silent.length === 0) return undefined;
    if (silent.length === cases.length) return "unanswered";
    return { wrong: `for (${list(silent[0])}) your function gives nothing` };
  };
}

/** A judge of one value. */
export function judgeValue(expected: unknown, tolerance = 1e-9): Judge {
  return (answer) => {
    if (answer === undefined) return "unanswered";
    return close(answer, expected, tolerance)
      ? undefined
      : { wrong: `${short(answer)} is not right` };
  };
}

/** A judge of several functions under one name: the first that is wrong or missing is reported. */
export function judgeParts(judges: Readonly<Record<string, Judge>>): Judge {
  return (answer) => {
    if (answer === undefined) return "unanswered";
    const parts = Object.entries(judges);
    const verdicts = parts.map(
      ([name, judge]) => judge((answer as Record<string, unknown> | null)?.[name]) as Verdict,
    );
    const at = verdicts.findIndex((verdict) => typeof verdict === "object");
    if (at >= 0) return { wrong: `${parts[at][0]}: ${(verdicts[at] as { wrong: string }).wrong}` };
    const missing = verdicts.filter((verdict) => verdict === "unanswered").length;
    if (missing === 0) return undefined;
    return missing === parts.length ? "unanswered" : { wrong: "one of the parts is still missing" };
  };
}

function close(given: unknown, expected: unknown, tolerance: number): boolean {
  if (typeof expected === "string" || typeof expected === "boolean") return given === expected;
  try {
    const a = flattenNumbers(given);
    const b = flattenNumbers(expected);
    return (
      a.size === b.size &&
      [...a].every(([key, value]) => Math.abs(value - (b.get(key) ?? NaN)) <= tolerance)
    );
  } catch {
    return false;
  }
}

const list = (args: readonly unknown[]) => args.map((arg) => short(arg)).join(", ");

function short(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toPrecision(10)));
  if (typeof value === "string") return describe(value); // in quotes: "42" is no number
  const text = typeof value === "object" ? JSON.stringify(value, finite) : String(value);
  const plain = text?.replace(/"(NaN|-?Infinity)"/g, "$1");
  if (plain && plain.length <= 80) return plain;
  // of long lists the first digits say most
  const brief = plain?.replace(/-?\d+\.\d{4,}(e-?\d+)?/g, (digits) =>
    String(Number(Number(digits).toPrecision(3))),
  );
  return brief && brief.length <= 120 ? brief : describe(value);
}

/** Numbers that JSON would write as null, by their names. */
const finite = (_: string, value: unknown) =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
