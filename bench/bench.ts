// `npm run bench`: how fast the library trains, beside others and alone, and what a reader feels in a notebook.
// A full run writes bench/speed.md. README.md has the options.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadMnist, peakGigaflops, type ImageDataSet } from "neuronotes";
import { writeBeside } from "../lib/io/write-beside";
import { epochSeconds } from "./epoch-seconds";
import { growth } from "./growth";
import { interleaved } from "./interleave";
import { machine } from "./machine";
import { notebookFeel } from "./notebook-feel";
import { allParts, parseOptions, type Options, type Part } from "./options";
import { flopsPerImage } from "./flops";
import { programs, type Program } from "./programs";
import { ratioTable } from "./ratios";
import { recipes } from "./recipes";
import { reportText, type Report } from "./report";
import { entries, type Row } from "./samples";
import { median } from "./statistics";
import { targets } from "./targets";
import { SEEDS, timeToAccuracy, type TimeToAccuracy } from "./time-to-accuracy";
import workloads from "./workloads.json";

const say = (line: string) => console.log(line);

async function fullMnist(): Promise<ImageDataSet> {
  const mnist = await loadMnist({ say });
  if (mnist.train.labels.length === 60_000) return mnist;
  throw new Error("the full MNIST is needed: run `npm start -- --prepare` with a network first");
}

/** Peers and engines in turn, the ratios, and D's share of the processor's peak. */
async function measurePeers(report: Report, options: Options, all: Program[]): Promise<void> {
  const { repetitions, seconds } = report;
  const chosen = all.filter(
    ({ engine }) => options.engines.length === 0 || options.engines.includes(engine),
  );
  const peaks: number[] = [];
  const measured = await interleaved({
    programs: chosen,
    workloads: options.workloads,
    repetitions,
    seconds,
    warmUp: seconds,
    say,
    before: (workload) => {
      if (workload === "D") peaks.push(peakGigaflops());
    },
  });
  report.measured = measured;
  report.ratios = ratioTable(measured.rows, targets);
  const wasm = measured.rows.find((row) => row.workload === "D" && row.engine === "wasm");
  if (wasm && peaks.length > 0) {
    const reached = (median(wasm.speeds) * flopsPerImage(workloads.D.units)) / 1e9;
    report.peak = { peak: median(peaks), reached };
  }
}

/** A part that cannot be measured yet or here is left out with a line; the others are still worth having. */
async function attempt(part: Part, options: Options, work: () => Promise<void>): Promise<void> {
  if (!options.parts.includes(part)) return;
  say(`\n== ${part}`);
  try {
    await work();
  } catch (error) {
    say(`${part}: left out: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

function writeJson(path: string, rows: readonly Row[], times: readonly TimeToAccuracy[]): void {
  const accuracies = times.map(({ recipe, median: seconds }) => ({
    workload: `time to ${100 * recipe.accuracy} %`,
    engine: "wasm",
    threads: 1,
    seconds: Number.isFinite(seconds) ? seconds : null,
  }));
  writeFileSync(path, `${JSON.stringify([...entries(rows), ...accuracies], undefined, 2)}\n`);
  say(`written: ${path}`);
}

async function main(): Promise<void> {
  const all = programs();
  const options = parseOptions(process.argv.slice(2), {
    workloads: Object.keys(workloads),
    engines: [...new Set(all.map(({ engine }) => engine))],
  });
  const [repetitions, seconds] = options.quick ? [1, 0.4] : [5, 1.5];
  const report: Report = { machine: machine(), repetitions, seconds, workloads: options.workloads };

  await attempt("peers", options, () => measurePeers(report, options, all));
  await attempt("accuracy", options, async () => {
    const mnist = await fullMnist();
    const seeds = options.quick ? SEEDS.slice(0, 1) : SEEDS;
    const times: TimeToAccuracy[] = [];
    for (const recipe of recipes) times.push(await timeToAccuracy(recipe, mnist, seeds));
    report.times = times;
  });
  await attempt("growth", options, async () => {
    const wasm = all.find(({ engine }) => engine === "wasm") as Program;
    report.growths = await growth(wasm, options.quick ? 1 : 3, options.quick ? 0.3 : 1);
  });
  await attempt("notebook", options, async () => {
    report.epochs = await epochSeconds(await fullMnist(), repetitions);
    report.feel = notebookFeel();
  });

  const text = reportText(report);
  say(`\n${text}`);
  if (options.json) writeJson(options.json, report.measured?.rows ?? [], report.times ?? []);
  const everything =
    options.parts.length === allParts.length &&
    options.engines.length === 0 &&
    options.workloads.length === Object.keys(workloads).length;
  if (everything && !options.quick && !process.exitCode) {
    await writeBeside(join(__dirname, "speed.md"), text);
    say("written: bench/speed.md");
  } else {
    say("bench/speed.md is written by a full run only.");
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
