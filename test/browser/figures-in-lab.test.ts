// Every figure of the library in JupyterLab, in its light and in its dark theme: drawn as in its reference picture, turned,
// scrubbed, played, pointed at.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Frame, Locator } from "playwright-core";
import { launchChromium, skipWithoutChromium } from "./chromium";
import { figureCells } from "./figures/cells";
import { complaints } from "./figures/coarse";
import { References } from "./figures/references";
import { LabPage } from "./lab";
import { type LabServer, startLab } from "./server";
import { settled } from "./settled";

const options = { skip: skipWithoutChromium };
const themes = { light: "JupyterLab Light", dark: "JupyterLab Dark" };
const outermost =
  ".neuronotes-figure:not(.neuronotes-figure .neuronotes-figure), iframe[data-neuronotes]";

/** An expression for the page: the colour behind the notebook. */
const paperOfPage = `getComputedStyle(document.querySelector(".jp-NotebookPanel .jp-Notebook")).backgroundColor`;

/** A frame with panels: where it is, and what they are called. */
interface Framed {
  cell: number;
  place: number;
  panels: readonly string[];
}

const framed: Framed[] = figureCells.flatMap(({ figures }, cell) =>
  figures.flatMap((panels, place) => (typeof panels === "string" ? [] : [{ cell, place, panels }])),
);

describe("the figures in JupyterLab", () => {
  let server: LabServer;
  let browser: Browser;
  let references: References;
  let lab: LabPage;

  before(async () => {
    if (skipWithoutChromium) return;
    server = await startLab("figures");
    browser = await launchChromium();
    references = await References.open(browser);
    LabPage.write(
      server,
      "figures.ipynb",
      figureCells.map(({ code }) => code),
    );
    lab = await LabPage.open(browser, server, "figures.ipynb");
    lab.page.setDefaultTimeout(10_000);
    await lab.runAll();
  });

  after(async () => {
    await lab?.close();
    await browser?.close();
    await server?.stop();
  });

  /** The figures below a cell, which is scrolled to. */
  const figuresOf = async (cell: number): Promise<Locator> =>
    (await lab.reveal(cell)).locator(".jp-OutputArea").locator(outermost);

  /** The page in a figure's frame as it is when it opens, once it has the page's colours. */
  const freshFrame = async ({ cell, place }: Framed): Promise<Frame> => {
    const node = (await figuresOf(cell)).nth(place);
    await node.scrollIntoViewIfNeeded();
    await lab.page.evaluate(`new Promise((done) => {
      const cell = document.querySelector(".jp-NotebookPanel [data-test-cell='${cell}']");
      const frame = cell.querySelectorAll(${JSON.stringify(outermost)})[${place}];
      frame.addEventListener("load", () => done(), { once: true });
      frame.srcdoc = String(frame.srcdoc);
    })`);
    const frame = await (await node.elementHandle())?.contentFrame();
    assert.ok(frame);
    await frame.waitForSelector("html.hosted .stage svg *");
    const paper = JSON.stringify(await lab.page.evaluate(paperOfPage));
    await frame.waitForFunction(`getComputedStyle(document.body).backgroundColor === ${paper}`);
    await settled(frame);
    return frame;
  };

  const picture = (node: Locator) => node.screenshot({ animations: "disabled", scale: "css" });
  const stage = (frame: Frame, panel: number) => frame.locator(".stage").nth(panel);

  const looksAsBefore = async (name: string, node: Locator) => {
    await lab.page.mouse.move(2, 2);
    const found = await references.compare(name, await picture(node));
    if (process.env["NEURONOTES_REFERENCES"] === "tell" && found) {
      console.log("measured", name, JSON.stringify(found));
    } else assert.deepEqual(found ? complaints(found) : [], [], `${name} differs from its picture`);
  };

  /** Drags from the middle of a surface. */
  const drag = async (node: Locator, dx: number, dy: number) => {
    await node.scrollIntoViewIfNeeded();
    const box = await node.boundingBox();
    assert.ok(box);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await lab.page.mouse.move(x, y);
    await lab.page.mouse.down();
    await lab.page.mouse.move(x + dx, y + dy, { steps: 4 });
    await lab.page.mouse.up();
  };

  /** What each stage of a frame shows: its drawing, and the pixels behind it. */
  const shown = async (frame: Frame): Promise<string[]> => {
    await settled(frame);
    return frame.evaluate(`[...document.querySelectorAll(".stage")].map((stage) =>
      stage.querySelector("svg").outerHTML + stage.querySelector("canvas").toDataURL())`);
  };

  /** Drags a surface and presses arrow keys on it: pixels and words tell another view each time. */
  const turns = async (name: string, frame: Frame, panel: number) => {
    const surface = stage(frame, panel).locator('[data-id="turn"]');
    const pixels = new Set([(await shown(frame))[panel]]);
    const words = new Set([await surface.getAttribute("aria-valuetext")]);
    for (const move of [
      () => drag(surface, 60, -30),
      () => surface.press("ArrowRight"),
      () => surface.press("ArrowDown"),
    ]) {
      await move();
      pixels.add((await shown(frame))[panel]);
      words.add(await surface.getAttribute("aria-valuetext"));
    }
    assert.deepEqual([pixels.size, words.size], [4, 4], `${name}: ${[...words].join("; ")}`);
  };

  /** The slider's two ends look different in every panel, and Play goes on from the first. */
  const scrubs = async (frame: Frame, panels: readonly string[]) => {
    const slider = frame.locator(".row > .slider input").last();
    await slider.press("End");
    const last = await shown(frame);
    await slider.press("Home");
    const first = await shown(frame);
    panels.forEach((name, k) => assert.notEqual(first[k], last[k], `${name} does not move`));
    assert.equal(await slider.inputValue(), "0");
    // the browser may tell a time before that of the press: here it always does
    await frame.evaluate(`{
      const real = requestAnimationFrame;
      window.requestAnimationFrame = (draw) => real((time) => draw(time - 100));
    }`);
    await frame.getByRole("button", { name: "Play" }).click();
    const deadline = Date.now() + 10_000;
    while (Number(await slider.inputValue()) < 2) {
      assert.ok(Date.now() < deadline, "Play does not move the slider");
      await lab.page.waitForTimeout(50);
    }
    await frame.getByRole("button", { name: "Pause" }).click();
  };

  test("every cell has run, and shows as many figures as it is meant to", options, async () => {
    const cells = await lab.cells();
    for (const [k, { figures }] of figureCells.entries()) {
      assert.ok(cells[k].executionCount, `cell ${k}: ${cells[k].text.slice(0, 500)}`);
      const count = await (await figuresOf(k)).count();
      assert.equal(count, figures.length, `cell ${k}: ${cells[k].text.slice(0, 500)}`);
    }
  });

  for (const [theme, id] of Object.entries(themes)) {
    describe(`in the ${theme} theme`, () => {
      before(async () => {
        if (skipWithoutChromium) return;
        await lab.command("apputils:change-theme", { theme: id });
        // the attribute comes at once, the style sheet a little later
        const light = `(document.body.dataset.jpThemeLight === "true")`;
        await lab.page.waitForFunction(
          `${light} === ${theme === "light"} && (${paperOfPage}.match(/\\d+/)[0] > 127) === ${light}`,
        );
      });

      for (const [cell, { figures }] of figureCells.entries()) {
        for (const [place, name] of figures.entries()) {
          if (typeof name !== "string") continue;
          test(`${name} is drawn as in its picture, ${theme}`, options, async () => {
            const node = (await figuresOf(cell)).nth(place);
            await node.scrollIntoViewIfNeeded();
            assert.ok((await node.locator("svg *, canvas, img").count()) > 0, "nothing is drawn");
            await looksAsBefore(`${theme}/${name}`, node);
          });
        }
      }

      for (const place of framed) {
        const { panels } = place;
        test(`${panels.join(", ")}: drawn as in the pictures, ${theme}`, options, async () => {
          const frame = await freshFrame(place);
          assert.equal(await frame.locator(".stage").count(), panels.length);
          for (const [k, name] of panels.entries()) {
            assert.ok((await stage(frame, k).locator("svg *").count()) > 2, `${name} is empty`);
            await looksAsBefore(`${theme}/${name}`, stage(frame, k));
          }
        });
      }

      test(`surfaces turn under mouse and arrow keys, ${theme}`, options, async () => {
        const seen: string[] = [];
        for (const place of framed) {
          const frame = await freshFrame(place);
          for (const button of await frame.getByRole("button", { name: "3D" }).all()) {
            await button.click();
          }
          await settled(frame);
          for (const [k, name] of place.panels.entries()) {
            if ((await stage(frame, k).locator('[data-id="turn"]').count()) === 0) continue;
            await turns(name, frame, k);
            seen.push(name);
          }
        }
        assert.deepEqual(seen.sort(), [
          ...["lossSurface", "lossSurfaceFigure", "lossSurfaceFigure3d"],
          ...["surface", "surfaceFigure"],
        ]);
      });

      test(`sliders go through the moments, and Play moves, ${theme}`, options, async () => {
        const seen: string[] = [];
        for (const place of framed) {
          const frame = await freshFrame(place);
          if ((await frame.getByRole("button", { name: "Play" }).count()) === 0) continue;
          await scrubs(frame, place.panels);
          seen.push(...place.panels);
        }
        assert.equal(seen.length, 14, `with a slider: ${seen}`);
      });

      test(`the net tells its numbers to who points at it, ${theme}`, options, async () => {
        const [place] = framed;
        const frame = await freshFrame(place);
        const net = stage(frame, place.panels.indexOf("network"));
        await net.locator('[data-id="n/1/3"]').hover();
        await settled(frame);
        const words = () => net.locator("svg").first().textContent();
        assert.match((await words()) ?? "", /neuron h4 = −?[01]\.\d+, by tanh, bias b4 = −?\d/);
        await net.locator('[data-id="n/2/0"]').hover();
        await settled(frame);
        assert.match((await words()) ?? "", /output .* = 0\.\d+, by softmax, bias b\d = −?\d/);
      });

      test(`neither page nor frames report an error, ${theme}`, options, () => {
        assert.deepEqual(lab.errors, []);
      });
    });
  }
});
