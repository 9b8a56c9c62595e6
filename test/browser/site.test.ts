// The site as its readers have it: read, searched, played with, printed; by mouse, keyboard and screen reader, on a desk
// and on a phone.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import type { Browser, Frame, Page } from "playwright-core";
import { launchChromium, skipWithoutChromium } from "./chromium";
import { BuiltSite, liveFrames } from "./site-page";

const options = { skip: skipWithoutChromium };
const MOST = 1_500_000;
const phone = { viewport: { width: 376, height: 780 }, hasTouch: true, isMobile: true };

const wordsOf = (frame: Frame) => frame.locator("body").innerText();
const paperOf = (place: Frame | Page) =>
  place.evaluate("getComputedStyle(document.body).backgroundColor") as Promise<string>;

interface Finding {
  id: string;
  impact: string;
  nodes: { target: string[] }[];
}

/** What axe-core holds to be serious or critical in a page or frame. (What is inside a formula is KaTeX's, and spoken as MathML.) */
async function barriers(place: Frame | Page, rules?: string[]): Promise<string[]> {
  await place.evaluate(axe.source);
  const settings = JSON.stringify({
    iframes: false,
    resultTypes: ["violations"],
    ...(rules && { runOnly: rules }),
  });
  const found = (await place.evaluate(
    `axe.run({ exclude: [[".katex"]] }, ${settings}).then(({ violations }) =>
      violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ target }) => ({ target })) })))`,
  )) as Finding[];
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => target.join(" "))}`);
}

describe("the site", () => {
  let site: BuiltSite;
  let browser: Browser;

  before(async () => {
    if (skipWithoutChromium) return;
    site = await BuiltSite.make();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    site?.stop();
  });

  test(
    "every page keeps to itself, lives, is light, has no barriers, and fits a phone",
    options,
    async (t) => {
      const kinds = new Set<string>();
      for (const path of [...site.pages, "source/lib/core/matrix.ts.html"]) {
        await t.test(path, async () => {
          const { page, weight, close } = await site.open(browser, path, { colorScheme: "light" });
          const frames = await liveFrames(page);
          const bytes = await weight();
          assert.ok(bytes <= MOST, `${bytes} bytes with all figures`);
          assert.deepEqual(await barriers(page), [], "light");
          for (const frame of frames) {
            const kind = (await frame.title()).slice(0, 25);
            if (!kinds.has(kind)) {
              assert.deepEqual(await barriers(frame), [], kind);
            }
            kinds.add(kind);
          }
          await page.setViewportSize(phone.viewport);
          const width = await page.evaluate("document.documentElement.scrollWidth");
          assert.ok(Number(width) <= 376, `${width} pixels wide`);
          // dark changes colours only: those of text, and formulas and drawings take theirs from it
          await page.evaluate(
            `document.querySelectorAll(".katex, .figure").forEach((one) => one.remove())`,
          );
          await page.emulateMedia({ colorScheme: "dark" });
          assert.deepEqual(await barriers(page, ["color-contrast"]), [], "dark");
          await close();
        });
      }
      assert.ok(kinds.size >= 15, `${kinds.size} kinds of figures to touch`);
    },
  );

  test(
    "axe-core finds nothing serious in the open search and the open contents",
    options,
    async () => {
      const { page, close } = await site.open(browser, "00-preflight.html", phone);
      await page.locator("#contents-button").click();
      assert.deepEqual(await barriers(page), []);
      await page.keyboard.press("Escape");
      await page.locator("#search-button").click();
      await page.locator("#search-words").fill("kernel");
      await page.locator("#search-results a").first().waitFor();
      assert.deepEqual(await barriers(page), []);
      await close();
    },
  );

  test("the slider through the training answers (01)", options, async () => {
    const { page, picture, close } = await site.open(browser, "01-or-and-xor-by-hand.html");
    const frame = page.locator("iframe").first().contentFrame();
    const slider = frame.locator("input[type=range]").first();
    await slider.focus();
    await slider.press("End");
    const end = await frame.locator("body").innerText();
    await slider.press("Home");
    await page.waitForTimeout(300);
    assert.notEqual(await frame.locator("body").innerText(), end);
    await picture("01");
    await close();
  });

  test("a digit that is drawn on the canvas is read", options, async () => {
    const { page, picture, close } = await site.open(browser, "draw-a-digit.html");
    const [frame] = await liveFrames(page);
    assert.match(await wordsOf(frame), /draw a digit/);
    const box = await frame.locator("canvas[role]").boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 0.52 * box.width, box.y + 0.15 * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.48 * box.width, box.y + 0.85 * box.height, { steps: 15 });
    await page.mouse.up();
    await frame.getByText("the net's guess").waitFor();
    assert.match(await wordsOf(frame), /1\s*the net's guess/);
    await picture("draw-a-digit");
    await close();
  });

  test("search opens by key, finds, and leads to the section", options, async () => {
    const { page, picture, close } = await site.open(browser, "index.html");
    await page.keyboard.press("/");
    await page.keyboard.type("cross-entropy softmax");
    const results = page.locator("#search-results a");
    await results.first().waitFor();
    assert.match(await page.locator("#search-count").innerText(), /^\d+ sections/);
    assert.match(await results.first().innerText(), /softmax|cross-entropy/i);
    await picture("search");
    await page.keyboard.press("ArrowDown");
    const address = await results.first().getAttribute("href");
    await page.keyboard.press("Enter");
    await page.waitForURL((now) => now.href.endsWith(address ?? "?"));
    const { hash } = new URL(page.url());
    const top = await page.evaluate(
      `document.getElementById(decodeURIComponent(${JSON.stringify(hash.slice(1))})).getBoundingClientRect().top`,
    );
    assert.ok(Math.abs(Number(top)) < 400, `the section stands at ${top}`);
    await page.keyboard.press("/");
    await page.keyboard.type("xylophone");
    await page.getByText("Nothing found").waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#search").isVisible(), false);
    await close();
  });

  test("the button on a piece of code copies it", options, async () => {
    const { page, close } = await site.open(browser, "index.html", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const block = page.locator(".highlight").first();
    await block.hover();
    await block.getByRole("button", { name: "Copy this code" }).click();
    await block.getByText("Copied").waitFor();
    assert.equal(await page.evaluate("navigator.clipboard.readText()"), "npm start");
    await close();
  });

  test(
    "the colours follow the system, then the reader's choice, which is remembered",
    options,
    async () => {
      const { page, picture, close } = await site.open(browser, "05-points-on-a-graph.html", {
        colorScheme: "light",
      });
      const [frame] = await liveFrames(page);
      assert.equal(await paperOf(page), "rgb(255, 255, 255)");
      await page.emulateMedia({ colorScheme: "dark" });
      const dark = await paperOf(page);
      assert.notEqual(dark, "rgb(255, 255, 255)");
      const button = page.locator("#theme-button");
      assert.equal(await button.getAttribute("aria-pressed"), "true");
      await button.click();
      assert.equal(await paperOf(page), "rgb(255, 255, 255)");
      await page.emulateMedia({ colorScheme: "light" });
      await button.click();
      assert.equal(await paperOf(page), dark);
      await frame.waitForFunction(
        `getComputedStyle(document.body).backgroundColor === ${JSON.stringify(dark)}`,
      );
      await picture("05-dark");
      await page.reload();
      assert.equal(await paperOf(page), dark);
      await close();
    },
  );

  test("by keyboard: skip link, contents, and what scrolls sideways", options, async () => {
    const { page, close } = await site.open(browser, "03-any-shape.html", {
      viewport: phone.viewport,
    });
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate("document.activeElement.className"), "skip");
    const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
    assert.notEqual(outline, "none");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate("document.activeElement.id"), "main");
    await page.locator("#contents-button").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#contents").isVisible(), true);
    assert.equal(await page.evaluate("document.activeElement.id"), "contents");
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate("document.activeElement.id"), "contents-button");
    // what is folded is measured when it is opened
    await page.evaluate(`document.querySelectorAll("details").forEach((one) => (one.open = true))`);
    const wrong = `[...document.querySelectorAll("main pre")].filter((node) =>
      (node.scrollWidth > node.clientWidth + 1) !== (node.tabIndex === 0)).length`;
    await page.waitForFunction(`${wrong} === 0`);
    assert.ok((await page.locator("main pre[tabindex]").count()) > 0);
    await close();
  });

  test(
    "on paper: text in dark ink, and a still picture for each figure to touch",
    options,
    async () => {
      const { page, close } = await site.open(browser, "05-points-on-a-graph.html", {
        colorScheme: "dark",
      });
      const pdf = await page.pdf({ format: "A4" });
      assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
      assert.ok((pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length >= 10);
      const stills = await page.evaluate(
        `[...document.querySelectorAll("img.still")].map((still) => still.complete && still.naturalWidth > 0)`,
      );
      assert.ok((stills as boolean[]).length >= 2);
      assert.ok((stills as boolean[]).every(Boolean), "all stills were there in time");
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator("img.still").first().isVisible(), true);
      assert.equal(await page.locator("iframe").first().isVisible(), false);
      assert.equal(await page.locator(".bar").isVisible(), false);
      assert.equal(await page.evaluate("getComputedStyle(document.body).color"), "rgb(31, 35, 40)");
      await close();
    },
  );

  test("the formula sheet prints alone, on one page (02)", options, async () => {
    const { page, close } = await site.open(browser, "02-in-matrices.html");
    await page.evaluate("window.print = () => (window.printed = document.title)");
    await page.getByRole("button", { name: "Print “Formula sheet”" }).click();
    assert.equal(await page.evaluate("window.printed"), "Formula sheet");
    const pdf = await page.pdf({ format: "A4" });
    assert.equal((pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length, 1);
    await page.evaluate(`dispatchEvent(new Event("afterprint"))`);
    assert.equal(await page.locator(".print-this").count(), 0);
    await close();
  });

  test(
    "without scripts each figure to touch is a still picture, and the contents are there",
    options,
    async () => {
      const { page, close } = await site.open(browser, "04-mnist.html", {
        javaScriptEnabled: false,
      });
      assert.equal(await page.locator("img.still").first().isVisible(), true);
      assert.equal(await page.locator("iframe").first().isVisible(), false);
      assert.equal(await page.locator("#contents").isVisible(), true);
      assert.equal(await page.locator("#theme-button").isVisible(), false);
      await close();
    },
  );
});
