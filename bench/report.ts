// bench/speed.md: everything that was measured in one run, with the machine that it was measured on.
import type { Growth } from "./growth";
import type { Measured } from "./interleave";
import type { Machine } from "./machine";
import type { NotebookFeel } from "./notebook-feel";
import type { RatioLine } from "./ratios";
import { median } from "./statistics";
import {
  accuracyTable,
  growthTables,
  markdownTable,
  peersTable,
  ratiosTable,
  speedTable,
} from "./tables";
import { peakShare } from "./targets";
import type { TimeToAccuracy } from "./time-to-accuracy";

export interface PeakReport {
  /** 10⁹ multiplications and additions a second. */
  peak: number;
  reached: number;
}

export interface Report {
  machine: Machine;
  repetitions: number;
  seconds: number;
  workloads: readonly string[];
  measured?: Measured;
  ratios?: readonly RatioLine[];
  peak?: PeakReport;
  times?: readonly TimeToAccuracy[];
  growths?: readonly Growth[];
  epochs?: ReadonlyMap<number, readonly number[]>;
  feel?: NotebookFeel;
}

export function reportText(report: Report): string {
  const parts = [
    "# Speed and memory",
    machineText(report),
    report.measured && peersText(report),
    report.peak && peakText(report.peak),
    report.times && `## Time to an accuracy\n\n${timesText(report.times)}`,
    report.growths && `## How the cost grows\n\n${growthText(report.growths)}`,
    report.epochs && epochsText(report.epochs),
    report.feel && feelText(report.feel),
    `Measured on ${new Date().toISOString().slice(0, 10)} by \`npm run bench\`.`,
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function machineText({ machine }: Report): string {
  const simd = machine.simdBits ? `SIMD of ${machine.simdBits} bits` : "SIMD width unknown";
  return (
    `${machine.processor}, ${machine.cores} cores, ${simd} (WebAssembly has 128), ${machine.memoryGigabytes} GB; ` +
    `Node ${machine.node}, ${machine.system}. What is measured, and how it is kept fair: [README](README.md).`
  );
}

function peersText({ measured, ratios, repetitions, seconds, workloads }: Report): string {
  if (!measured) return "";
  const { rows, leftOut } = measured;
  const missing = leftOut.length ? `\n\nLeft out:\n\n- ${leftOut.join("\n- ")}` : "";
  return `## Beside others

Images per second in training on MNIST, float32, plain SGD, shuffled anew each epoch: the median of ${repetitions} repetitions (in
brackets the fastest) of ${seconds} s each, one program after the other.

A: [784, 30, 10] sigmoid, quadratic cost, batch 1. B: the same, batch 10. C: [784, 128, 128, 10] ReLU and softmax, batch 128.
D: [784, 1024, 1024, 10], the same, batch 256.

${speedTable(rows, workloads)}

How many times as fast as the others (at least so many × are the aim, set for NumPy and PyTorch with 512-bit SIMD):

${ratiosTable(ratios ?? [])}

${peersTable(measured)}${missing}`;
}

function peakText({ peak, reached }: PeakReport): string {
  const share = reached / peak;
  const verdict = share >= peakShare ? "✔" : "✘";
  return (
    `D on the wasm engine: ${reached.toPrecision(3)} GFLOP/s, ${Math.round(100 * share)} % of the ${peak.toPrecision(3)} ` +
    `that one core's 128-bit multiplications and additions reach here (≥ ${100 * peakShare} %) ${verdict}. ` +
    "Products with a zero of an image are counted, though the engine may skip them."
  );
}

function timesText(times: readonly TimeToAccuracy[]): string {
  return `One core, wasm engine; the clock counts the making of the model, training, and every look at the 10,000 test images. Five
seeds, one after the other.

${accuracyTable(times)}`;
}

function growthText(growths: readonly Growth[]): string {
  return `The wasm engine, one thread; ReLU and softmax, categorical cross-entropy. GFLOP/s count every multiplication and addition
of the matrix products, also those with a zero of an image, which the engine may skip.

${growthTables(growths)}`;
}

function epochsText(epochs: ReadonlyMap<number, readonly number[]>): string {
  const rows = [...epochs].map(([batchSize, seconds]) => [
    `${batchSize}`,
    `${Math.min(...seconds).toFixed(2)} s`,
    `${median(seconds).toFixed(2)} s`,
  ]);
  return `## One epoch of MNIST

What a reader waits for in notebook 04: [784, 30, 10], sigmoid, quadratic cost, 60,000 images, the default engine, by \`net.fit\`.

${markdownTable(["batch size", "fastest", "median"], rows)}`;
}

function feelText({ kernel, slowCells }: NotebookFeel): string {
  const live = (100 * (kernel.withLive - kernel.withoutLive)) / kernel.withoutLive;
  const facts = [
    ["the kernel starts in", `${kernel.kernelStart.toFixed(1)} s`],
    ["first import of library and figures", `${kernel.firstImport.toFixed(2)} s`],
    ["the import cell run again (fastest of 5)", `${kernel.importAgain.toFixed(2)} s`],
    [
      "memory of the kernel with library, figures and MNIST",
      `${kernel.kernelMegabytes.toFixed(0)} MB`,
    ],
    [
      "five epochs in batches of 10, without and with the live display (medians of 5)",
      `${kernel.withoutLive.toFixed(2)} s, ${kernel.withLive.toFixed(2)} s: ${live.toFixed(1)} %`,
    ],
  ];
  const cells = slowCells.map(({ notebook, cell, seconds, trains, line }) => [
    `${notebook}, cell ${cell}`,
    `${seconds.toFixed(1)} s`,
    trains ? "yes" : "no",
    `\`${line.replace(/\|/g, "\\|").slice(0, 70)}\``,
  ]);
  return `## In a notebook

${markdownTable(["", ""], facts)}

Cells of the series that take more than a second, each in a fresh run of its notebook:

${markdownTable(["cell", "seconds", "trains", "first line"], cells)}`;
}
