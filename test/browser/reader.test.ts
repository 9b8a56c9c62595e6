// What a reader does in a notebook of the series: moves a slider, draws, plays, does not trust, exports.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, FrameLocator } from "playwright-core";
import { python } from "../helpers/python";
import { launchChromium, skipWithoutChromium } from "./chromium";
import { LabPage } from "./lab";
import { artifacts, type LabServer, startLab } from "./server";

const root = resolve(__dirname, "..", "..");
const options = { skip: skipWithoutChromium };
const MINUTES = 60_000;

const wordsOf = async (frame: FrameLocator) => (await frame.locator("body").innerText()).trim();

describe("a reader in JupyterLab", () => {
  let server: LabServer;
  let browser: Browser;

  before(async () => {
    if (skipWithoutChromium) return;
    server = await startLab("reader");
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test(
    "the slider through the training answers in the saved notebook, before any cell has run (01)",
    options,
    async () => {
      const lab = await LabPage.open(browser, server, "01-or-and-xor-by-hand.ipynb");
      const frame = await lab.revealFrame(await lab.find("liveView({ ...whatToShow"));
      const slider = frame.locator("input[type=range]").first();
      await slider.focus();
      await slider.press("End");
      const end = await wordsOf(frame);
      await slider.press("Home");
      await lab.page.waitForTimeout(300);
      assert.notEqual(await wordsOf(frame), end);
      await lab.screenshot("01-slider");
      assert.ok((await lab.cells()).every((cell) => !cell.kinds.includes("error")));
      await lab.close();
    },
  );

  test(
    "a digit drawn on the canvas moves the ten outputs, before any cell has run (04)",
    options,
    async () => {
      const lab = await LabPage.open(browser, server, "04-mnist.ipynb");
      const frame = await lab.revealFrame(await lab.find("show(drawDigit("));
      assert.match(await wordsOf(frame), /draw a digit/);
      const canvas = frame.locator("canvas[role]");
      const box = await canvas.boundingBox();
      assert.ok(box);
      const { mouse } = lab.page;
      await mouse.move(box.x + 0.52 * box.width, box.y + 0.15 * box.height);
      await mouse.down();
      await mouse.move(box.x + 0.48 * box.width, box.y + 0.85 * box.height, { steps: 15 });
      await mouse.up();
      await frame.getByText("the net's guess").waitFor();
      assert.match(await wordsOf(frame), /1\s*the net's guess/);
      await lab.screenshot("04-canvas");
      await lab.close();
    },
  );

  for (const [data, state] of Object.entries({
    circles: { data: "circles" },
    spiral: { data: "spiral", noise: 0.05, points: 1000, layers: [8, 8], pace: 50 },
  })) {
    const title = `the playground in a cell learns the ${data} above 95 % within a minute`;
    test(title, options, async () => {
      LabPage.write(server, `playground-${data}.ipynb`, [
        `import { playground, show } from "neuronotes/notebook";`,
        `show(playground(${JSON.stringify(state)}));`,
      ]);
      const lab = await LabPage.open(browser, server, `playground-${data}.ipynb`);
      await lab.runAll();
      const frame = await lab.revealFrame(1);
      await frame.getByRole("button", { name: "Play", exact: true }).click();
      const right = frame.locator('[aria-label="test points right"]');
      const end = Date.now() + MINUTES;
      while (parseFloat(await right.innerText()) <= 95) {
        assert.ok(Date.now() < end, `${await right.innerText()} after a minute`);
        await lab.page.waitForTimeout(100);
      }
      await frame.getByRole("button", { name: "Pause", exact: true }).click();
      await lab.screenshot(`playground-${data}`);
      assert.deepEqual(lab.errors, []);
      await lab.close();
    });
  }

  test(
    "in a notebook that is not trusted each figure still shows as a picture",
    options,
    async () => {
      const foreign = "foreign.ipynb";
      const text = readFileSync(join(root, "notebooks", "01-or-and-xor-by-hand.ipynb"), "utf8");
      writeFileSync(
        join(server.folder, "notebooks", foreign),
        text.replace("# 01 · OR and XOR", "# A copy that nobody signed · OR and XOR"),
      );
      const lab = await LabPage.open(browser, server, foreign);
      const cell = await lab.reveal(await lab.find("liveView({ ...whatToShow"));
      await cell.locator(".jp-OutputArea img").first().waitFor();
      assert.equal(await cell.locator("iframe").count(), 0);
      await lab.screenshot("01-not-trusted");
      await lab.close();
    },
  );

  test("figures to touch live on an exported page, with no kernel behind it", options, async () => {
    const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    const target = join(artifacts, "exported.html");
    python(
      `
import sys, nbformat
from nbconvert import HTMLExporter
notebook = nbformat.read(sys.argv[1], 4)
open(sys.argv[2], "w", encoding="utf8").write(HTMLExporter().from_notebook_node(notebook)[0])`,
      join(root, "notebooks", "01-or-and-xor-by-hand.ipynb"),
      target,
    );
    // The exported page names scripts of other hosts (formulas); the figures need none of them.
    await page.route(/^https?:/, (route) => route.abort());
    await page.goto(`file://${target}`, { waitUntil: "domcontentloaded" });
    const element = page.locator("iframe").first();
    await element.scrollIntoViewIfNeeded();
    const frame = element.contentFrame();
    const slider = frame.locator("input[type=range]").first();
    await slider.focus();
    await slider.press("End");
    const end = await wordsOf(frame);
    await slider.press("Home");
    await page.waitForTimeout(300);
    assert.notEqual(await wordsOf(frame), end);
    await page.screenshot({ path: join(artifacts, "screenshots", "01-exported.png") });
    await page.close();
  });
});
