// The canvas to draw on, tried with digits as people write them: what the committed net reads in them.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Frame } from "playwright-core";
import { loadModel } from "../../lib/io/save-model";
import { drawDigit } from "../../lib/notebook/touch/draw-digit";
import { launchChromium, skipWithoutChromium as skip } from "./chromium";
import { settled } from "./settled";
import { write, writtenDigits, type Pointer, type WrittenDigit } from "./writing";

const root = join(__dirname, "..", "..");
const artifacts = join(root, "artifacts", "strokes");
// As from JupyterLab or `npm run site`. A page must count as secure, or browsers keep back the points between two frames.
const address = "http://localhost/";

let browser: Browser;
let body: string;

before(async () => {
  if (skip) return;
  mkdirSync(artifacts, { recursive: true });
  const network = await loadModel(join(root, "data", "digits-784-30-10.npz"));
  body = `<!doctype html><body style="margin: 8px">${drawDigit({ network }).html}`;
  browser = await launchChromium();
});
after(() => browser?.close());

/** The large figure once the drawing is up to date, sure or not sure; undefined where the canvas is empty. */
async function guess(frame: Frame): Promise<number | undefined> {
  await settled(frame);
  const words = (await frame.evaluate(
    `document.querySelector(".stage svg").textContent`,
  )) as string;
  if (words.includes("draw a digit")) return undefined;
  return Number(/(\d)(?:the net's guess|not sure)/.exec(words)?.[1]);
}

/** What the net reads in each digit, all written on one canvas, which is cleared in between. */
async function guesses(digits: readonly WrittenDigit[], pointer: Pointer) {
  const viewport = { width: 800, height: 500 };
  const context = await browser.newContext({ viewport, hasTouch: pointer === "touch" });
  const page = await context.newPage();
  await page.route(address, (route) =>
    route.fulfill({ contentType: "text/html; charset=utf-8", body }),
  );
  await page.goto(address);
  const frame = page.frames()[1];
  const canvas = frame.locator("canvas[role]");
  await canvas.waitFor();
  const box = await canvas.boundingBox();
  assert.ok(box);
  await frame.evaluate(`globalThis.pointers = new Set();
    document.querySelector("canvas[role]").addEventListener("pointermove", (e) => pointers.add(e.pointerType))`);
  const session = await context.newCDPSession(page);
  const clear = frame.getByRole("button", { name: "Clear" });

  const read: (number | undefined)[] = [];
  for (const { strokes } of digits) {
    await write(session, pointer, box, strokes);
    read.push(await guess(frame));
    if (read.length === digits.length)
      await page.screenshot({ path: join(artifacts, `${pointer}.png`) });
    await clear.dispatchEvent("click");
    assert.equal(await guess(frame), undefined, "Clear leaves something on the canvas");
  }
  assert.equal(await frame.evaluate("[...pointers].join()"), pointer);
  await context.close();
  return read;
}

let all: ReturnType<typeof guesses> | undefined;
const byMouse = () => (all ??= guesses(writtenDigits, "mouse"));

test(
  "of fifty digits written with the mouse the net reads at least forty-five as what they are",
  { skip },
  async (t) => {
    assert.deepEqual(
      writtenDigits.map(({ digit }) => digit),
      Array.from({ length: 50 }, (_, i) => Math.floor(i / 5)),
    );
    const read = await byMouse();
    const misread = writtenDigits.flatMap(({ digit, hand }, i) =>
      read[i] === digit ? [] : [`${digit} (${hand}) as ${read[i]}`],
    );
    const summary = `misread ${misread.length} of 50: ${misread.join(", ") || "none"}`;
    t.diagnostic(summary);
    assert.ok(misread.length <= 5, summary);
  },
);

/** One of each digit, each by another of the five hands. */
const some = writtenDigits.flatMap((_, i) => (i % 5 === Math.floor(i / 5) % 5 ? [i] : []));

for (const [pointer, name] of [
  ["pen", "a pen"],
  ["touch", "a finger"],
] as const) {
  test(`written with ${name} a digit is read as with the mouse`, { skip }, async () => {
    const mouse = await byMouse();
    const digits = some.map((i) => writtenDigits[i]);
    const read = await guesses(digits, pointer);
    const say = (row: (number | undefined)[]) =>
      row.map((each, i) => `${digits[i].digit} (${digits[i].hand}): ${each}`);
    assert.deepEqual(say(read), say(some.map((i) => mouse[i])));
  });
}
