// The wasm backend in a browser: one bundle, on a page without any special header.
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import "../../lib/backends/index";
import type * as library from "../../lib/browser";
import { Network } from "../../lib/core/index";
import { launchChromium, skipWithoutChromium } from "./chromium";

const ENTRY = join(__dirname, "..", "..", "lib", "browser.ts");
const browserTest = (name: string, run: () => Promise<void>) =>
  test(name, { skip: skipWithoutChromium, timeout: 60_000 }, run);

declare const neuronotes: typeof library;

let bundle = "";
let server: Server | undefined;
let browser: Browser | undefined;

before(async () => {
  const { outputFiles, warnings } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "neuronotes",
    platform: "browser",
    target: "es2022",
  });
  assert.deepEqual(warnings, []);
  bundle = outputFiles[0].text;
  if (skipWithoutChromium) return;
  server = createServer(({ url }, answer) => {
    const script = url === "/neuronotes.js";
    answer.setHeader("content-type", script ? "text/javascript" : "text/html; charset=utf-8");
    answer.end(script ? bundle : '<!doctype html><script src="neuronotes.js"></script>');
  });
  await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  server?.close();
});

/** A page with the library, after `prepare` ran in it. Whatever it says on its console is in said. */
async function openPage(prepare?: () => void): Promise<{ page: Page; said: string[] }> {
  assert.ok(browser && server);
  const page = await browser.newPage();
  const said: string[] = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(String(error)));
  if (prepare) await page.addInitScript(prepare);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return { page, said };
}

test("one bundle holds all, with nothing of Node and no other package", () => {
  assert.ok(bundle.length < 300_000, `${bundle.length} characters`);
  assert.doesNotMatch(bundle, /require\(|node:|node_modules|import\(/);
});

/** XOR, learned; runs here and in the page. */
async function learnXor(options: library.NetworkOptions) {
  const { Network: Net } = typeof neuronotes === "undefined" ? { Network } : neuronotes;
  const net = new Net([2, 8, 2], { seed: 1, learningRate: 1, activation: "tanh", ...options });
  const X = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];
  const history = await net.fit(X, [0, 1, 1, 0], { epochs: 300, batchSize: 4 });
  return {
    backend: net.backend,
    loss: history.loss,
    accuracy: net.evaluate(X, [0, 1, 1, 0]).accuracy,
  };
}

browserTest(
  "a net learns XOR on the wasm backend, by itself, on a page that is not isolated",
  async () => {
    const { page, said } = await openPage();
    assert.equal(await page.evaluate("crossOriginIsolated"), false);
    const got = (await page.evaluate(`(${learnXor.toString()})({})`)) as Awaited<
      ReturnType<typeof learnXor>
    >;
    assert.deepEqual([got.backend, got.accuracy, said], ["wasm", 1, []]);
    // WebAssembly rounds alike everywhere.
    assert.deepEqual(got.loss, (await learnXor({ backend: "wasm" })).loss);
    await page.close();
  },
);

browserTest("pictures that are mostly zeros, softmax and Adam work there as well", async () => {
  const { page, said } = await openPage();
  const got = await page.evaluate(async () => {
    const { Adam, Dense, Sequential, Random } = neuronotes;
    const random = new Random(1);
    const [rows, cols] = [200, 100];
    const labels = Uint8Array.from({ length: rows }, () => random.integer(4));
    const data = new Uint8Array(rows * cols);
    labels.forEach((label, i) => {
      for (let j = 0; j < 10; j++) data[i * cols + 25 * label + random.integer(25)] = 255;
    });
    const net = new Sequential(
      [
        new Dense({ units: 30, activation: "relu" }),
        new Dense({ units: 4, activation: "softmax" }),
      ],
      { inputs: cols },
    ).compile({ loss: "categoricalCrossentropy", optimizer: new Adam({ learningRate: 0.01 }) });
    const images = { data, shape: [rows, cols], scale: 1 / 255 };
    const history = await net.fit(images, labels, { epochs: 10, batchSize: 10 });
    return [net.backend, history.accuracy[9]];
  });
  assert.deepEqual([got, said], [["wasm", 1], []]);
  await page.close();
});

browserTest("a browser without WebAssembly computes on plain, and says so once", async () => {
  const { page, said } = await openPage(() => {
    delete (globalThis as { WebAssembly?: unknown }).WebAssembly;
  });
  const got = (await page.evaluate(`(${learnXor.toString()})({})`)) as { backend: string };
  await page.evaluate(() => void new neuronotes.Network([1, 1]));
  assert.equal(got.backend, "plain");
  assert.deepEqual(said, [
    "warning: neuronotes computes on the plain backend, which is slower: this host has no WebAssembly",
  ]);
  await page.close();
});

browserTest("a backend that a page does not have is refused with those it has", async () => {
  const { page } = await openPage();
  const said = await page.evaluate(() => neuronotes.useBackend("threads").catch(String));
  assert.equal(said, 'RangeError: useBackend knows no backend "threads": try one of plain, wasm');
  await page.close();
});
