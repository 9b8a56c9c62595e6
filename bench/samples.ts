// What was measured: for each workload and program one speed a repetition.
import type { Program } from "./programs";
import { median } from "./statistics";

export interface Row {
  workload: string;
  engine: string;
  title: string;
  kind: Program["kind"];
  threads: number;
  /** Images per second, one for each repetition, in their order. */
  speeds: number[];
  /** Mean number of cores that were busy meanwhile, over the whole program. */
  cores: number[];
}

/** A line of the file that --json writes. imagesPerSecond is the median of the repetitions. */
export interface Entry {
  workload: string;
  engine: string;
  threads: number;
  imagesPerSecond: number;
  fastest: number;
  cores: number;
}

export function entries(rows: readonly Row[]): Entry[] {
  return rows.map(({ workload, engine, threads, speeds, cores }) => ({
    workload,
    engine,
    threads,
    imagesPerSecond: median(speeds),
    fastest: Math.max(...speeds),
    cores: median(cores),
  }));
}
