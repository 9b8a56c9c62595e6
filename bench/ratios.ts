// How many times as fast as the peers.
import type { Row } from "./samples";
import { median } from "./statistics";
import type { Target } from "./targets";

/** A ratio beside the least that it should be. */
export interface Ratio {
  peer: string;
  ratio: number;
  target: number;
}

export interface RatioLine {
  workload: string;
  threads: number;
  /** Our engine that is compared. */
  ours: string;
  numpy?: Ratio;
  pytorch?: Ratio;
  javascript?: Ratio;
}

/** The median over the repetitions of ours / theirs: both sides of each quotient are of one repetition. */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): number {
  const pairs = Math.min(ours.length, theirs.length);
  return median(Array.from({ length: pairs }, (_, i) => ours[i] / theirs[i]));
}

/** One line for each target whose engine of ours was measured; a peer that was not is left out of its line. */
export function ratioTable(rows: readonly Row[], targets: readonly Target[]): RatioLine[] {
  return targets.flatMap((target) => {
    const here = rows.filter((row) => row.workload === target.workload);
    const ours = fastest(
      here.filter((row) => row.kind === "ours" && row.threads === target.threads),
    );
    if (!ours) return [];
    const against = (theirs: Row | undefined, least: number): Ratio | undefined =>
      theirs && { peer: theirs.title, ratio: ratioOf(ours.speeds, theirs.speeds), target: least };
    const python = (engine: string) =>
      here.find((row) => row.engine === engine && row.threads === target.threads);
    // None of the JavaScript peers starts threads in Node: they have as many as they can use.
    const javascript = fastest(here.filter((row) => row.kind === "javascript"));
    return [
      {
        workload: target.workload,
        threads: target.threads,
        ours: ours.engine,
        numpy: against(python("numpy"), target.numpy),
        pytorch: against(python("pytorch"), target.pytorch),
        javascript: against(javascript, target.javascript),
      },
    ];
  });
}

function fastest(rows: readonly Row[]): Row | undefined {
  return [...rows].sort((a, b) => median(b.speeds) - median(a.speeds))[0];
}
