// `npm run bench`: how fast the library trains, and what a reader feels in a notebook. Writes bench/speed.md.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { loadMnist, Network, type ImageDataSet } from "neuronotes";
import { writeBeside } from "../lib/io/write-beside";

const ROOT = join(__dirname, "..");
const REPETITIONS = 5;
const BATCH_SIZES = [1, 10, 128];

interface KernelReport {
  kernel: {
    kernelStart: number;
    firstImport: number;
    importAgain: number;
    kernelMegabytes: number;
  };
  slowCells: { notebook: string; cell: number; seconds: number; trains: boolean; line: string }[];
}

/** Seconds of one epoch of [784, 30, 10] over all training digits, for each batch size, taken in turn. */
async function epochSeconds(mnist: ImageDataSet): Promise<Map<number, number[]>> {
  const seconds = new Map(BATCH_SIZES.map((size) => [size, [] as number[]]));
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    for (const batchSize of BATCH_SIZES) {
      const net = new Network([784, 30, 10], { learningRate: 0.3, seed: repetition });
      const history = await net.fit(mnist.train.images, mnist.train.labels, { batchSize });
      seconds.get(batchSize)?.push(history.seconds);
    }
  }
  return seconds;
}

function kernelReport(): KernelReport {
  const candidates = [".venv/bin/python", ".venv/Scripts/python.exe"].map((path) =>
    join(ROOT, path),
  );
  const python = candidates.find((path) => existsSync(path));
  if (!python)
    throw new Error("there is no Python environment yet: run `npm start -- --prepare` first");
  const folder = mkdtempSync(join(tmpdir(), "neuronotes-"));
  try {
    const file = join(folder, "kernel.json");
    execFileSync(python, [join(__dirname, "kernel.py"), file], { stdio: "inherit" });
    return JSON.parse(readFileSync(file, "utf8")) as KernelReport;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report(
  epochs: Map<number, number[]>,
  images: number,
  { kernel, slowCells }: KernelReport,
): string {
  const middle = (values: number[]) =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const rows = [...epochs].map(([batchSize, seconds]) => {
    const perSecond = Math.round(images / middle(seconds)).toLocaleString("en");
    return `| ${batchSize} | ${Math.min(...seconds).toFixed(2)} s | ${middle(seconds).toFixed(2)} s | ${perSecond} |`;
  });
  const cells = slowCells.map(
    ({ notebook, cell, seconds, trains, line }) =>
      `| ${notebook}, cell ${cell} | ${seconds.toFixed(1)} s | ${trains ? "yes" : "no"} | \`${line.replace(/\|/g, "\\|").slice(0, 70)}\` |`,
  );
  return `# Speed and memory

## One epoch of MNIST

[784, 30, 10], sigmoid, quadratic cost, ${images.toLocaleString("en")} images, plain engine, float32, shuffled, by \`net.fit\`; ${REPETITIONS} repetitions in turn.

| batch size | fastest | median | images a second (median) |
|---|---|---|---|
${rows.join("\n")}

## In a notebook

| | |
|---|---|
| the kernel starts in | ${kernel.kernelStart.toFixed(1)} s |
| first import of library and figures | ${kernel.firstImport.toFixed(2)} s |
| the import cell run again (fastest of 5) | ${kernel.importAgain.toFixed(2)} s |
| memory of the kernel with library, figures and MNIST | ${kernel.kernelMegabytes.toFixed(0)} MB |

Cells of the series that take more than a second, each in a fresh run of its notebook:

| cell | seconds | trains | first line |
|---|---|---|---|
${cells.join("\n")}

Measured on ${new Date().toISOString().slice(0, 10)} by \`npm run bench\`; Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores, ${cpus()[0].model.trim()}.
`;
}

async function main(): Promise<void> {
  const mnist = await loadMnist();
  const epochs = await epochSeconds(mnist);
  const text = report(epochs, mnist.train.labels.length, kernelReport());
  await writeBeside(join(__dirname, "speed.md"), text);
  console.log(text);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
