// Every notebook of the series as a reader has it: opened, run from top to bottom, watched, stopped.

import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { withoutFashionMnist } from "../helpers/data-sets";
import { launchChromium, skipWithoutChromium } from "./chromium";
import { LabPage } from "./lab";
import { type LabServer, startLab } from "./server";

const root = resolve(__dirname, "..", "..");
const notebooks = existsSync(join(root, "notebooks"))
  ? readdirSync(join(root, "notebooks")).filter((name) => /^\d\d-[^.]+\.ipynb$/.test(name))
  : [];
const MINUTES = 60_000;

/** Words in the cell whose figure must change while it runs. */
const liveCells: Record<string, string | undefined> = {
  "01-or-and-xor-by-hand.ipynb": "liveFigure()",
  "03-any-shape.ipynb": "liveFigure()",
  "04-mnist.ipynb": '"Press Stop"',
  "05-points-on-a-graph.ipynb": 'title: "Five arms"',
};

/**
 * The first notebook, and those in which something moves while they run or that end in the playground, run here. All others
 * are run in the kernel alone by another part of the tests, and here their figures are looked at as they were saved;
 * NEURONOTES_LAB=all runs them here, too.
 */
const isRun = (name: string) => /^0[013458]-/.test(name) || process.env["NEURONOTES_LAB"] === "all";

/** Every figure to touch comes to life, cell by cell, as a reader scrolls down. */
async function figuresLive(lab: LabPage): Promise<void> {
  for (const [index, { text }] of (await lab.cells()).entries()) {
    if (!text.includes("iframe data-neuronotes")) continue;
    const frame = await lab.revealFrame(index);
    await frame.locator("html.hosted main *").first().waitFor();
  }
}

/** Runs all cells and gathers the different states of one cell's output that are seen until the last has run. */
async function statesWhileRunning(lab: LabPage, index: number): Promise<Set<string>> {
  const states = new Set<string>();
  let resting = false;
  const rest = lab.runAll(5 * MINUTES).finally(() => (resting = true));
  while (!resting) {
    states.add(await lab.outputOf(index));
    await lab.page.waitForTimeout(150);
  }
  await rest;
  return states;
}

/** The cells that have run are enough, and neither they nor the page told of an error. */
async function ranWithoutErrors(lab: LabPage): Promise<void> {
  const cells = await lab.cells();
  const code = cells.filter((cell) => cell.executionCount !== null);
  assert.ok(code.length >= 5, `${code.length} cells have run`);
  for (const cell of cells) {
    assert.ok(!cell.kinds.includes("error"), `${cell.source}\n${cell.text}`);
    assert.ok(!cell.kinds.includes("stderr"), `${cell.source}\n${cell.text}`);
  }
  assert.deepEqual(lab.errors, []);
}

/** Trains for very long and presses Stop. */
async function stopsWell(lab: LabPage): Promise<void> {
  const index = await lab.find('"Press Stop"');
  await lab.edit(index, (source) => source.replace(/epochs: \d+/, "epochs: 200"));
  await lab.startCell(index);
  await lab.page.waitForTimeout(3000);
  await lab.screenshot("04-while-training");
  await lab.stop();
  await lab.idle(20_000);
  const stopped = (await lab.cells())[index];
  assert.match(stopped.text, /stopped: true +accuracy: 0\.9/);
  assert.ok(!stopped.kinds.includes("error"));
  await lab.reveal(index);
  await lab.screenshot("04-stopped");
}

describe("the series in JupyterLab", () => {
  let server: LabServer;
  let browser: Browser;

  before(async () => {
    if (skipWithoutChromium) return;
    server = await startLab("series");
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  for (const name of notebooks) {
    const does = isRun(name) ? "runs from top to bottom" : "opens, its figures alive";
    const title = `${name} ${does}, without an error in kernel or page`;
    const wanting = name.startsWith("10-") && withoutFashionMnist();
    test(title, { skip: skipWithoutChromium || wanting }, async (context) => {
      const lab = await LabPage.open(browser, server, name);
      await lab.screenshot(`${name}-opened`);
      const words = liveCells[name];
      if (words) {
        const states = await statesWhileRunning(lab, await lab.find(words));
        assert.ok(states.size >= 5, `${states.size} states of the live figure were seen`);
        const timeLeft = [...states].some((state) => /\bleft\b/.test(state));
        assert.ok(timeLeft || !/Press Stop/.test(words), "the time left was shown");
      } else if (isRun(name)) {
        await lab.runAll(5 * MINUTES);
      } else {
        await figuresLive(lab);
      }
      await ranWithoutErrors(lab);
      await lab.screenshot(`${name}-run`);
      if (words?.includes("Press Stop")) {
        await context.test("Stop ends its training well, the net is kept", () => stopsWell(lab));
      }
      await lab.close();
    });
  }
});
