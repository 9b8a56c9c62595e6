// The options of `npm run bench -- …`.
import { parseArgs } from "node:util";

export interface Options {
  /** Where the measurements go as JSON. */
  json?: string;
  /** One short repetition: to see that everything runs, not to quote. */
  quick: boolean;
  workloads: string[];
  /** Names of engines and peers; all where empty. */
  engines: string[];
  parts: Part[];
}

/** What can be measured, in this order. */
export const allParts = ["peers", "accuracy", "growth", "notebook"] as const;
export type Part = (typeof allParts)[number];

/** Throws RangeError that lists the names where one is unknown. */
export function parseOptions(
  args: readonly string[],
  known: { workloads: readonly string[]; engines: readonly string[] },
): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "string" },
      quick: { type: "boolean", default: false },
      only: { type: "string", default: "" },
      engines: { type: "string", default: "" },
      parts: { type: "string", default: "" },
    },
  });
  const workloads = chosen("--only", values.only, known.workloads);
  const engines = chosen("--engines", values.engines, known.engines);
  const parts = chosen("--parts", values.parts, allParts);
  // Whoever names workloads or engines wants to see those.
  const narrowed = workloads.length + engines.length > 0;
  return {
    json: values.json,
    quick: values.quick,
    workloads: workloads.length ? workloads : [...known.workloads],
    engines,
    parts: parts.length ? parts : narrowed ? ["peers"] : [...allParts],
  };
}

function chosen<Name extends string>(option: string, text: string, known: readonly Name[]): Name[] {
  const names = text.split(",").filter(Boolean);
  const unknown = names.filter((name) => !(known as readonly string[]).includes(name));
  if (unknown.length > 0) {
    throw new RangeError(`${option} knows no ${unknown.join(", ")}: there are ${known.join(", ")}`);
  }
  return names as Name[];
}
