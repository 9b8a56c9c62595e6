// The playground's speed in Chromium: this library beside the nn.ts of TensorFlow's playground, in one page and turn by
// turn, and the pictures a second of the playground itself. Writes playground.md.
//
//   NN_TS=/path/to/nn.ts node --require ts-node/register bench/playground.ts
//
// nn.ts is github.com/tensorflow/playground, src/nn.ts (Apache 2.0); it is not part of this project. Without it only the
// library and the pictures are measured, and nothing is written.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { writeBeside } from "../lib/io/write-beside";
import { launchChromium } from "../test/browser/chromium";
import { openPlayground } from "../test/browser/playground-page";
import { machine } from "./machine";

const ROUNDS = 9;
const SECONDS = 1.5;

/** Runs in the page, bundled: one round of each, by turns; examples a second. */
const race = (nn: string | undefined) => `
import { Dense, Sequential, SGD, circles } from ${JSON.stringify(join(__dirname, "..", "lib", "browser.ts"))};
${nn ? `import * as nn from ${JSON.stringify(nn)};` : "const nn = undefined;"}
const { X, y } = circles({ samplesPerClass: 250, noise: 0.1, seed: 1 });
const targets = Float32Array.from(y, (c) => (c ? 1 : -1));
const points = X.toArray();
const layer = (units) => new Dense({ units, activation: "tanh" });
const model = new Sequential([layer(8), layer(8), layer(1)], { inputs: 2, seed: 1 });
model.compile({ loss: "quadratic", optimizer: new SGD({ learningRate: 0.03 }) });
const net = nn && nn.buildNetwork([2, 8, 8, 1], nn.Activations.TANH, nn.Activations.TANH, null, ["x", "y"]);

async function library(milliseconds) {
  const began = performance.now();
  let examples = 0;
  while (performance.now() - began < milliseconds) {
    await model.fit(X, targets, { epochs: 20, batchSize: 10 });
    examples += 20 * 500;
  }
  return (1000 * examples) / (performance.now() - began);
}

function other(milliseconds) {
  const began = performance.now();
  let examples = 0;
  while (performance.now() - began < milliseconds) {
    for (let i = 0; i < 500; i++) {
      nn.forwardProp(net, points[i]);
      nn.backProp(net, targets[i], nn.Errors.SQUARE);
      if ((i + 1) % 10 === 0) nn.updateWeights(net, 0.03, 0);
    }
    examples += 500;
  }
  return (1000 * examples) / (performance.now() - began);
}

globalThis.race = async (rounds, milliseconds) => {
  await library(milliseconds);
  if (nn) other(milliseconds);
  const found = [];
  for (let i = 0; i < rounds; i++) {
    found.push([await library(milliseconds), nn ? other(milliseconds) : NaN]);
  }
  return { backend: model.backend, found, accuracy: model.evaluate(X, targets).loss };
};
`;

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
const thousands = (value: number) => Math.round(value).toLocaleString("en-US");
const range = (values: number[]) =>
  `${thousands(Math.min(...values))} to ${thousands(Math.max(...values))}`;

async function examplesPerSecond(browser: Browser, nn: string | undefined) {
  const folder = mkdtempSync(join(tmpdir(), "neuronotes-"));
  try {
    const entry = join(folder, "race.js");
    writeFileSync(entry, race(nn));
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: "iife",
      target: "es2022",
      minify: true,
    });
    const page = await browser.newPage();
    await page.setContent("<!doctype html><title>race</title>");
    await page.addScriptTag({ content: outputFiles[0].text });
    const got = (await page.evaluate(`race(${ROUNDS}, ${1000 * SECONDS})`)) as {
      backend: string;
      found: [number, number][];
    };
    await page.close();
    return got;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Pictures {
  /** By the clock. */
  perSecond: number;
  epochsPerSecond: number;
  /** Milliseconds of a processor that a picture takes: of the page's own thread, and of all the browser's processes. */
  thread: number;
  whole: number;
}

/** Pictures of the page itself while it plays: 8-8-3 on 500 points to learn from. */
async function picturesOf(browser: Browser, pace: number): Promise<Pictures[]> {
  const page = await openPlayground(
    browser,
    { data: "spiral", classes: 3, points: 1000, trainShare: 50, layers: [8, 8], pace },
    { viewport: { width: 1280, height: 860 } },
  );
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const system = await browser.newBrowserCDPSession();
  const threadSeconds = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN;
  };
  const wholeSeconds = async () => {
    const { processInfo } = await system.send("SystemInfo.getProcessInfo");
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  await page.getByRole("button", { name: "Play" }).click();
  await page.waitForTimeout(3000);
  const found: Pictures[] = [];
  for (let round = 0; round < 5; round++) {
    const [thread, whole] = [await threadSeconds(), await wholeSeconds()];
    const [pictures, epochs, seconds] = (await page.evaluate(`new Promise((done) => {
      const epoch = document.querySelector(".epoch");
      const count = () => +epoch.textContent.replace(/\\D/g, "");
      let pictures = 0;
      const watch = new MutationObserver(() => pictures++);
      watch.observe(epoch, { childList: true });
      const [began, first] = [performance.now(), count()];
      setTimeout(() => {
        watch.disconnect();
        done([pictures, count() - first, (performance.now() - began) / 1000]);
      }, 3000);
    })`)) as number[];
    found.push({
      perSecond: pictures / seconds,
      epochsPerSecond: epochs / seconds,
      thread: (1000 * ((await threadSeconds()) - thread)) / pictures,
      whole: (1000 * ((await wholeSeconds()) - whole)) / pictures,
    });
  }
  await page.close();
  return found;
}

async function main(): Promise<void> {
  const nn = process.env["NN_TS"];
  const load = loadavg()[0];
  const browser = await launchChromium();
  const version = browser.version();
  const { backend, found } = await examplesPerSecond(browser, nn);
  const [ours, theirs] = [found.map(([a]) => a), found.map(([, b]) => b)];
  const ratios = found.map(([a, b]) => a / b);
  const paces: [string, number][] = [
    ["1 epoch", 1],
    ["5 epochs", 5],
    ["fastest", 50],
  ];
  const rows: string[] = [];
  for (const [name, pace] of paces) {
    const found = await picturesOf(browser, pace);
    const middle = (of: (one: Pictures) => number) => median(found.map(of));
    const whole = middle((one) => one.whole);
    rows.push(
      `| ${name} | ${middle((one) => one.perSecond).toFixed(0)} | ${thousands(middle((one) => one.epochsPerSecond))} | ${middle((one) => one.thread).toFixed(1)} ms | ${whole.toFixed(1)} ms | ${(1000 / whole).toFixed(0)} |`,
    );
  }
  await browser.close();
  const { processor, cores, system, node } = machine();
  const text = `# The playground

Written by \`NN_TS=… node --require ts-node/register bench/playground.ts\`, on ${new Date().toISOString().slice(0, 10)}: Chromium
${version} without a graphics card, Node ${node}, ${system}, ${cores} cores, ${processor}. Programs that wanted a core as this
began (load average over a minute): ${load.toFixed(1)}. Where that is more than the cores, all figures are too low; those of
one line of the first table still stand beside each other, since both took turns.

## Training beside nn.ts

[2, 8, 8, 1], tanh throughout, half the squared error, SGD 0.03, batches of 10, 500 points, in one page of one browser, turn
by turn, ${ROUNDS} rounds of ${SECONDS} s each after one to warm up. nn.ts is that of TensorFlow's playground
(github.com/tensorflow/playground, src/nn.ts), the library is as it is in lib/, backend ${backend}, 20 epochs to a call of fit.

| | examples a second (median) | lowest to highest |
|---|---|---|
| this library | ${thousands(median(ours))} | ${range(ours)} |
| nn.ts | ${thousands(median(theirs))} | ${range(theirs)} |
| ratio, round by round | ${median(ratios).toFixed(2)} | ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)} |

## Pictures a second

The page itself while it plays: 2-8-8-3 on 500 points of a spiral and 500 test points, batches of 10, all drawing
and measuring included; medians of five rounds of 3 s. By the clock they depend on who else wants the processor. What a picture
takes of it is told by the browser: the page's own thread, and all of the browser's processes together, which without a
graphics card also paint. From the last follows what one core manages alone.

| pace | pictures a second by the clock | epochs a second by the clock | a picture takes: page's thread | whole browser | pictures a second on one core |
|---|---|---|---|---|---|
${rows.join("\n")}
`;
  console.log(text);
  if (nn) await writeBeside(join(__dirname, "playground.md"), text);
  else console.log("NN_TS names no nn.ts: nothing was written.");
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
