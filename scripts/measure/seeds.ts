// What the measurements share: the median, a row of a table, a line about the machine.
import { cpus } from "node:os";
import { currentBackend } from "neuronotes";

export interface Run {
  accuracy: number;
  seconds: number;
}

/** The one in the middle; of an even number the mean of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) / 2;
  return (sorted[Math.floor(at)] + sorted[Math.ceil(at)]) / 2;
}

const percent = (value: number) => `${(100 * value).toFixed(2)} %`;

/** Runs a setting once with each seed, tells about each run, and gives the row of the table. */
export async function rowOf(
  name: string,
  seeds: readonly number[],
  run: (seed: number) => Promise<Run>,
): Promise<string> {
  const runs: Run[] = [];
  for (const seed of seeds) {
    const { accuracy, seconds } = await run(seed);
    runs.push({ accuracy, seconds });
    console.log(`${name}, seed ${seed}: ${accuracy} in ${seconds.toFixed(2)} s`);
  }
  const found = runs.map(({ accuracy }) => accuracy);
  const took = runs.map(({ seconds }) => seconds);
  return (
    `| ${name} | ${percent(median(found))} | ${percent(Math.min(...found))} | ` +
    `${found.map(percent).join(", ")} | ${median(took).toFixed(2)} s |`
  );
}

export const tableHead =
  "| setting | median | lowest | each seed | seconds of training (median) |\n|---|---|---|---|---|";

/** Backend, dtype, date, command and machine of a measurement. */
export function circumstances(part: string): string {
  const [{ model }] = cpus();
  return (
    `Backend ${currentBackend().name}, float32. Measured on ${new Date().toISOString().slice(0, 10)} by \`npm run measure ${part}\`; ` +
    `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores, ${model.trim()}.`
  );
}
