import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Frame, Page } from "playwright-core";
import type { Figure } from "../../lib/notebook/drawing/figure";
import { widgetFigures } from "../helpers/widget-figures";
import { launchChromium, skipWithoutChromium as skip } from "./chromium";
import { settled } from "./settled";

const artifacts = join(__dirname, "..", "..", "artifacts", "widgets");
const light = "background: rgb(255, 255, 255); color: rgb(31, 35, 40)";
const dark = "background: rgb(17, 17, 17); color: rgb(221, 221, 221)";

let browser: Browser;
let figures: Record<string, Figure>;

before(async () => {
  if (skip) return;
  mkdirSync(artifacts, { recursive: true });
  figures = await widgetFigures();
  browser = await launchChromium();
});
after(() => browser?.close());

/** A page that holds one figure and nothing else; every error in it fails the test. */
async function open(name: string, { width = 800, style = light, height = 900 } = {}) {
  const page = await browser.newPage({ viewport: { width, height } });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("request", (request) => /^https?:/.test(request.url()) && errors.push(request.url()));
  await page.setContent(`<!doctype html><body style="margin: 8px; ${style}">${figures[name].html}`);
  const frame = page.frames()[1];
  await frame.waitForSelector("html.hosted main *");
  const close = async () => {
    assert.deepEqual(errors, []);
    await page.close();
  };
  return {
    page,
    frame,
    close,
    picture: () => page.screenshot({ path: join(artifacts, `${name}.png`) }),
  };
}

/** The words of the drawing, as one line. */
const words = (frame: Frame) => frame.locator(".stage svg").first().textContent();
/** The words of all drawings and sliders of a dashboard. */
const allWords = (frame: Frame) => frame.locator("main").textContent();

/** Drags from the middle of an element by (dx, dy), with the mouse. */
async function drag(page: Page, frame: Frame, selector: string, dx: number, dy: number) {
  const box = await frame.locator(selector).boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 6 });
  await page.mouse.up();
  await settled(frame);
}

const inFrame = (frame: Frame, code: string) => frame.evaluate(code) as Promise<number[]>;

for (const [kind, width, style] of [
  ["light", 800, light],
  ["dark", 800, dark],
  ["phone", 376, light],
] as const) {
  test(`every figure is drawn, fits and takes the page's colours: ${kind}`, { skip }, async () => {
    for (const name of Object.keys(figures)) {
      const { page, frame, close } = await open(name, { width, style });
      const [content, room, needed, shapes] = await inFrame(
        frame,
        `[document.documentElement.scrollWidth, innerWidth, document.querySelector("main").getBoundingClientRect().height,
          document.querySelectorAll(".stage svg *").length]`,
      );
      assert.ok(content <= room, `${name}: ${content} wide in ${room}`);
      assert.ok(shapes > 2, name);
      const given = Number(/height: (\d+)px/.exec(figures[name].html)?.[1]);
      const tall = await page.evaluate("document.querySelector('iframe').clientHeight");
      assert.ok(Math.abs((tall as number) - needed) <= 1, `${name}: ${tall} high, needs ${needed}`);
      if (width === 800)
        assert.ok(Math.abs(given - needed) <= 2, `${name}: starts ${given} high, needs ${needed}`);
      const paper = await frame.evaluate("getComputedStyle(document.body).backgroundColor");
      assert.equal(paper, /background: ([^;]*)/.exec(style)?.[1], name);
      await page.screenshot({ path: join(artifacts, `${name}-${kind}.png`), fullPage: true });
      await close();
    }
  });
}

test("a frame without a page that answers follows the system's colours", { skip }, async () => {
  const page = await browser.newPage({ colorScheme: "dark" });
  await page.setContent(figures.nudge.html.replace(/<script>[\s\S]*$/, ""));
  await page.frames()[1].waitForSelector("main *");
  assert.equal(
    await page.frames()[1].evaluate("getComputedStyle(document.body).backgroundColor"),
    "rgb(17, 17, 17)",
  );
  await page.close();
});

test("a frame reaches neither the page around it nor the network", { skip }, async () => {
  const { frame, close } = await open("touchCheck");
  const attempt = (code: string) =>
    frame.evaluate(
      `(async () => { try { ${code}; return "reached"; } catch (e) { return e.name; } })()`,
    );
  assert.equal(await attempt("parent.document.title"), "SecurityError");
  assert.equal(await attempt("localStorage.length"), "SecurityError");
  assert.equal(await attempt(`await fetch("data:text/plain,x")`), "TypeError");
  await close();
});

test("the page listens only to its own frames", { skip }, async () => {
  const { page, close } = await open("touchCheck");
  await page.evaluate(`window.postMessage({ neuronotes: 1, height: 2000 }, "*")`);
  await page.waitForTimeout(100);
  assert.ok(Number(await page.evaluate("document.querySelector('iframe').clientHeight")) < 300);
  await close();
});

test("touch check: button and slider together turn it green", { skip }, async () => {
  const { page, frame, close } = await open("touchCheck");
  await frame.getByRole("button", { name: "Press me" }).click();
  await settled(frame);
  assert.match((await words(frame)) ?? "", /Now move the slider/);
  await frame.getByRole("slider").focus();
  await page.keyboard.press("ArrowRight");
  await settled(frame);
  assert.match((await words(frame)) ?? "", /Figures are alive/);
  await close();
});

test(
  "nudge: the point follows mouse and arrow keys, and a small h brings the ratio to the derivative",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("nudge");
    const point = frame.locator(".spot");
    assert.equal(await point.getAttribute("aria-valuenow"), "1.5");
    await drag(page, frame, ".spot", 95, 40);
    assert.equal(await point.getAttribute("aria-valuenow"), "2.5");
    await page.keyboard.press("ArrowLeft");
    await settled(frame);
    assert.equal(await point.getAttribute("aria-valuenow"), "2.45");
    const slider = frame.getByLabel("nudge h");
    await slider.focus();
    await page.keyboard.press("End");
    await settled(frame);
    assert.equal(await slider.getAttribute("aria-valuetext"), "0.001");
    assert.match((await words(frame)) ?? "", /4\.9010.*4\.9000/);
    await frame.getByRole("button", { name: "sin x" }).click();
    await settled(frame);
    assert.match((await words(frame)) ?? "", /sin x/);
    await picture();
    await close();
  },
);

test(
  "learning rate: keys move the slider, and the path tells another story",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("learningRate");
    assert.match((await words(frame)) ?? "", /at the bottom after 6 steps/);
    await frame.getByLabel("learning rate").focus();
    await page.keyboard.press("End");
    await settled(frame);
    assert.match((await words(frame)) ?? "", /climbs out/);
    await drag(page, frame, ".spot", -60, 0);
    assert.notEqual(await frame.locator(".spot").getAttribute("aria-valuenow"), "3");
    await picture();
    await close();
  },
);

test(
  "surface race: it turns under mouse and keys, plays, and each optimizer has a rate of its own",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("surfaceRace");
    const surface = frame.locator('[data-id="turn"]');
    assert.equal(await surface.getAttribute("aria-valuenow"), "25");
    await drag(page, frame, '[data-id="turn"]', 60, -20);
    assert.equal(await surface.getAttribute("aria-valuenow"), "55");
    assert.match((await surface.getAttribute("aria-valuetext")) ?? "", /tilted by 30/);
    await surface.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    await settled(frame);
    assert.match((await surface.getAttribute("aria-valuetext")) ?? "", /by 58 .* by 27/);

    const first = (await words(frame)) ?? "";
    assert.match(first, /loss after 20 stepsSGD0\.\d+/);
    await frame.getByRole("button", { name: "+1 step" }).click();
    await settled(frame);
    assert.match((await words(frame)) ?? "", /loss after 21 steps/);
    const slider = frame.getByRole("slider", { name: "SGD" });
    await slider.focus();
    await page.keyboard.press("End");
    await settled(frame);
    assert.equal(await slider.getAttribute("aria-valuetext"), "rate 3.2");
    assert.match((await words(frame)) ?? "", /SGDfar out/);
    const mu = frame.getByRole("slider", { name: "momentum’s µ" });
    assert.equal(await mu.getAttribute("aria-valuetext"), "0.9");
    const withMu = (await words(frame)) ?? "";
    await mu.focus();
    await page.keyboard.press("End");
    await settled(frame);
    assert.equal(await mu.getAttribute("aria-valuetext"), "0.99");
    assert.notEqual(await words(frame), withMu);
    await frame.getByLabel("SGD takes part").uncheck();
    await settled(frame);
    assert.match((await words(frame)) ?? "", /SGDnot in the race/);
    await frame.getByRole("button", { name: "banana" }).click();
    await settled(frame);
    assert.match((await words(frame)) ?? "", /10 \(w2 − w1²\)²/);
    assert.equal(await slider.getAttribute("aria-valuetext"), "rate 0.02");
    const begin = frame.locator('[data-id="start"]');
    const before = await begin.getAttribute("aria-valuetext");
    await drag(page, frame, '[data-id="start"]', 40, 30);
    assert.notEqual(await begin.getAttribute("aria-valuetext"), before);
    await picture();

    await frame.getByRole("button", { name: "▶ Play" }).click();
    await page.waitForTimeout(700);
    await frame.getByRole("button", { name: "Pause" }).click();
    const step = Number(await frame.getByRole("slider", { name: "step" }).inputValue());
    assert.ok(step > 21 && step < 100, `after 0.7 s at step ${step}`);
    await close();
  },
);

test("surface race: a finger turns it", { skip }, async () => {
  const context = await browser.newContext({
    viewport: { width: 376, height: 800 },
    hasTouch: true,
  });
  const page = await context.newPage();
  await page.setContent(
    `<!doctype html><body style="margin: 8px; ${light}">${figures.surfaceRace.html}`,
  );
  const frame = page.frames()[1];
  const surface = frame.locator('[data-id="turn"]');
  await surface.waitFor();
  const box = await surface.boundingBox();
  assert.ok(box);
  const session = await context.newCDPSession(page);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", dx?: number) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: dx === undefined ? [] : [{ x: x + dx, y }],
    });
  await touch("touchStart", 0);
  for (const dx of [20, 40, 60]) await touch("touchMove", dx);
  await touch("touchEnd");
  await settled(frame);
  const turned = Number(await surface.getAttribute("aria-valuenow"));
  assert.ok(turned >= 40 && turned <= 55, `turned to ${turned}`);
  await context.close();
});

test(
  "separating line: OR can be had by dragging a handle, keys move it too",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("separatingLine");
    assert.match((await words(frame)) ?? "", /OR.*3 of 4.*XOR.*2 of 4/);
    await drag(page, frame, '[data-id="0/1"]', -126, 179);
    assert.match((await words(frame)) ?? "", /OR.*4 of 4.*XOR.*2 of 4/);
    const handle = frame.locator('[data-id="1/0"]');
    const place = await handle.getAttribute("cy");
    await handle.focus();
    await page.keyboard.press("Shift+ArrowUp");
    await settled(frame);
    assert.ok(Number(await handle.getAttribute("cy")) < Number(place));
    await picture();
    await close();
  },
);

test("matrix product: pointing, tapping and arrow keys choose an entry", { skip }, async () => {
  const { page, frame, close } = await open("matrixProduct");
  await frame.locator('[data-id="1/1"]').hover();
  await settled(frame);
  assert.match((await words(frame)) ?? "", /C\[2, 2\] = 3 · 6 \+ 4 · 8 \+ 1 · \(−2\)= 48/);
  await frame.locator('[data-id="1/1"]').focus();
  await page.keyboard.press("ArrowUp");
  await settled(frame);
  assert.match((await words(frame)) ?? "", /C\[1, 2\]/);
  await close();
});

test(
  "cache lines: the slider walks through the product, buttons change the order, a larger cache fetches less",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("cacheLines");
    assert.match((await words(frame)) ?? "", /120 numbers touched, 45 lines fetched/);
    await frame.getByLabel("multiplications").focus();
    await page.keyboard.press("End");
    await settled(frame);
    assert.match((await words(frame)) ?? "", /768 numbers touched, 276 lines fetched/);
    await frame.getByRole("button", { name: "i-k-j" }).click();
    await settled(frame);
    assert.match((await words(frame)) ?? "", /768 numbers touched, 80 lines fetched/);
    await frame.getByLabel("lines in the cache").focus();
    await page.keyboard.press("End");
    await settled(frame);
    assert.match((await words(frame)) ?? "", /768 numbers touched, 32 lines fetched/);
    await picture();
    await close();
  },
);

test(
  "net under the fingers: weights and inputs change activations, table and loss",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("networkTouch");
    const first = await words(frame);
    await frame.locator('[data-id="p/6"]').focus();
    await page.keyboard.press("Enter");
    await settled(frame);
    await frame.getByRole("slider", { name: "weight h1 → OR" }).focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press("PageUp");
    await settled(frame);
    const second = await words(frame);
    assert.notEqual(second, first);
    await frame.locator('[data-id="x/0"]').click();
    await settled(frame);
    assert.equal(await frame.getByLabel("x1", { exact: true }).inputValue(), "0");
    await frame.locator('[data-id="t/0"]').click();
    assert.equal(await frame.getByLabel("x2", { exact: true }).inputValue(), "0");
    await frame.locator('[data-id="p/5"]').click({ position: { x: 26, y: 70 } }); // on the number of the bias
    await frame.getByRole("slider", { name: "bias of h2" }).waitFor();
    await picture();
    await close();
  },
);

test(
  "chain: the passes slider hides and shows, sliders and the loss change the gradients, a box tells its products",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("chainFlow");
    assert.match((await words(frame)) ?? "", /dL\/dw = −0\.2500/);
    await frame.getByLabel("passes").focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowLeft");
    await settled(frame);
    assert.match((await words(frame)) ?? "", /dL\/dw = \?.*dL\/da = dL\/dL · \(a − y\)/);
    await page.keyboard.press("End");
    await frame.locator('[data-id="0"]').click();
    await settled(frame);
    assert.match((await words(frame)) ?? "", /“times w”.*dL\/dx = dL\/du · w/);
    await frame.getByLabel("b", { exact: true }).focus();
    await page.keyboard.press("End");
    await settled(frame);
    const quadratic = await words(frame);
    await frame.getByRole("button", { name: "cross-entropy" }).click();
    await settled(frame);
    assert.notEqual(await words(frame), quadratic);
    await picture();
    await close();
  },
);

for (const name of ["regions", "curve"]) {
  test(`scrubber, ${name}: slider and Play move through the steps`, { skip }, async () => {
    const { page, frame, close, picture } = await open(name);
    const first = await allWords(frame);
    await frame.getByRole("slider", { name: "step" }).focus();
    await page.keyboard.press("End");
    await settled(frame);
    assert.match((await allWords(frame)) ?? "", /loss 0\.\d+/);
    assert.equal(await frame.locator("output").textContent(), "3980");
    assert.notEqual(await allWords(frame), first);
    await picture();
    await page.keyboard.press("Home");
    await frame.getByRole("button").click();
    await page.waitForTimeout(700);
    await frame.getByRole("button").click();
    const index = Number(await frame.getByRole("slider", { name: "step" }).inputValue());
    assert.ok(index > 3 && index < 120, `after 0.7 s at ${index}`);
    await page.waitForTimeout(150);
    assert.equal(
      Number(await frame.getByRole("slider", { name: "step" }).inputValue()),
      index,
      "Pause holds it",
    );
    await close();
  });
}

test(
  "scrubber, classes: the slider goes from a net in doubt to one that is right",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("classes");
    const right = async () =>
      Number(/(\d+) of 300 points right/.exec((await words(frame)) ?? "")?.[1]);
    assert.ok((await right()) > 280);
    await frame.getByRole("slider", { name: "epoch" }).focus();
    await page.keyboard.press("Home");
    await settled(frame);
    assert.equal(await frame.locator("output").textContent(), "0");
    assert.ok((await right()) < 250);
    await picture();
    await close();
  },
);

test(
  "scrubber, surface: it turns under mouse and keys, shows one class alone, and goes through the epochs",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("surface");
    const surface = frame.locator('[data-id="turn"]');
    const right = async () =>
      Number(/(\d+) of 300 points right/.exec((await words(frame)) ?? "")?.[1]);
    assert.ok((await right()) > 280);
    await drag(page, frame, '[data-id="turn"]', 60, 0);
    assert.equal(await surface.getAttribute("aria-valuenow"), "60");
    await surface.focus();
    await page.keyboard.press("ArrowUp");
    await settled(frame);
    assert.match((await surface.getAttribute("aria-valuetext")) ?? "", /by 60 .* by 45/);
    await frame.getByRole("button", { name: "class 1" }).click();
    await settled(frame);
    assert.match((await words(frame)) ?? "", /probability of class 1/);
    await frame.getByRole("button", { name: "the vote" }).click();
    await frame.getByRole("slider", { name: "epoch" }).focus();
    await page.keyboard.press("Home");
    await settled(frame);
    assert.equal(await frame.locator("output").textContent(), "0");
    assert.ok((await right()) < 250);
    await frame.getByRole("button", { name: "Play" }).click();
    await page.waitForTimeout(900);
    await frame.getByRole("button", { name: "Pause" }).click();
    const index = Number(await frame.getByRole("slider", { name: "epoch" }).inputValue());
    assert.ok(index > 0 && index < 30, `after 0.9 s at ${index}`);
    await picture();
    await close();
  },
);

test(
  "softmax sliders: one logit changes all shares, +1 to all changes none, the true class the loss",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("softmaxSliders");
    assert.match((await words(frame)) ?? "", /0\.705.*0\.259.*0\.035.*= 0\.349/);
    await frame.getByRole("button", { name: "+ 1" }).click();
    await settled(frame);
    assert.match((await words(frame)) ?? "", /class 0 ✓3\.0.*0\.705.*0\.259.*0\.035.*= 0\.349/);
    await frame.getByRole("slider", { name: "logit of class 1" }).focus();
    await page.keyboard.press("End");
    await settled(frame);
    assert.match((await words(frame)) ?? "", /worse than knowing nothing/);
    await frame.getByRole("button", { name: "class 1" }).click();
    await settled(frame);
    assert.match((await words(frame)) ?? "", /better than knowing nothing/);
    await picture();
    await close();
  },
);

test(
  "layer histograms: the slider goes through the epochs, the buttons change the net",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("histograms");
    const slider = frame.getByRole("slider", { name: "epoch" });
    assert.equal(await slider.inputValue(), "4");
    const plain = await words(frame);
    await frame.getByRole("button", { name: "normalized" }).click();
    await settled(frame);
    const normalized = await words(frame);
    assert.notEqual(normalized, plain);
    await picture();
    await slider.focus();
    await page.keyboard.press("Home");
    await settled(frame);
    assert.equal(await slider.inputValue(), "0");
    assert.notEqual(await words(frame), normalized);
    await close();
  },
);

test(
  "loss surface: the path goes with the slider; in 3D it turns, from above nothing is left to turn",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("lossSurface");
    const last = await words(frame);
    await frame.getByRole("slider", { name: "step" }).focus();
    await page.keyboard.press("Home");
    await settled(frame);
    assert.notEqual(await words(frame), last);
    assert.equal(await frame.locator('[data-id="turn"]').count(), 0);
    await frame.getByRole("button", { name: "3D" }).click();
    await settled(frame);
    const turn = () => frame.locator('[data-id="turn"]').getAttribute("aria-valuenow");
    const before = await turn();
    await drag(page, frame, '[data-id="turn"]', 60, 0);
    assert.notEqual(await turn(), before);
    await picture();
    await frame.getByRole("button", { name: "contours" }).click();
    await settled(frame);
    assert.equal(await frame.locator('[data-id="turn"]').count(), 0);
    await close();
  },
);

test(
  "confusion: a cell under the mouse, or reached by arrow keys, tells itself",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("confusion");
    assert.match((await words(frame)) ?? "", /26 of 30 right/);
    await frame.locator('[data-id="0 1"]').hover();
    await settled(frame);
    assert.match((await words(frame)) ?? "", /cat read as dog: 1 of 10/);
    await frame.locator('[data-id="matrix"]').focus();
    await page.keyboard.press("ArrowDown");
    await settled(frame);
    assert.match((await words(frame)) ?? "", /dog read rightly: 8 of 10/);
    await picture();
    await close();
  },
);

test(
  "normalized batch: a number dragged changes mean and variance, keys and sliders too",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("normalizedBatch");
    assert.match((await words(frame)) ?? "", /mean 5\.88, variance 2\.80/);
    await drag(page, frame, '[data-id="3"]', -200, 0);
    const dragged = await words(frame);
    assert.doesNotMatch(dragged ?? "", /mean 5\.88/);
    await frame.locator('[data-id="0"]').focus();
    await page.keyboard.press("ArrowRight");
    await settled(frame);
    assert.notEqual(await words(frame), dragged);
    await frame.getByRole("slider", { name: "γ" }).focus();
    await page.keyboard.press("Home");
    await settled(frame);
    assert.match((await words(frame)) ?? "", /= −3\.0 x̂ \+ 0\.0/);
    await picture();
    await close();
  },
);

/** Draws a line on the canvas through points given as parts of its size. */
async function stroke(page: Page, frame: Frame, points: number[][]) {
  const box = await frame.locator("canvas[role]").boundingBox();
  assert.ok(box);
  const at = ([x, y]: number[]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(points[0]));
  await page.mouse.down();
  for (const point of points.slice(1)) await page.mouse.move(...at(point), { steps: 8 });
  await page.mouse.up();
  await settled(frame);
}

test(
  "draw a digit: the net reads a one, a seven and a nought; Clear empties the canvas",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("drawDigit");
    const clear = frame.getByRole("button", { name: "Clear" });
    assert.match((await words(frame)) ?? "", /draw a digit/);
    const round = Array.from({ length: 25 }, (_, i) => (i / 12) * Math.PI).map((t) => [
      0.5 + 0.22 * Math.sin(t),
      0.5 - 0.33 * Math.cos(t),
    ]);
    for (const [digit, points] of [
      [
        "1",
        [
          [0.52, 0.15],
          [0.48, 0.85],
        ],
      ],
      [
        "7",
        [
          [0.3, 0.22],
          [0.7, 0.22],
          [0.45, 0.85],
        ],
      ],
      ["0", round],
    ] as [string, number[][]][]) {
      await stroke(page, frame, points);
      assert.match((await words(frame)) ?? "", new RegExp(`hidden neurons${digit}the net's guess`));
      if (digit === "7") await picture();
      await clear.click();
      await settled(frame);
      assert.match((await words(frame)) ?? "", /draw a digit/);
    }
    await frame.getByRole("button", { name: "1", exact: true }).click();
    await settled(frame);
    assert.match((await words(frame)) ?? "", /hidden neurons1/);
    await close();
  },
);

test("draw a digit: with the keys alone", { skip }, async () => {
  const { page, frame, close } = await open("drawDigit");
  await frame.locator("canvas[role]").focus();
  await page.keyboard.press("Space");
  for (let i = 0; i < 18; i++) await page.keyboard.press("ArrowDown");
  await settled(frame);
  assert.match((await words(frame)) ?? "", /hidden neurons1the net's guess/);
  await close();
});

test("draw a digit: with a finger", { skip }, async () => {
  const context = await browser.newContext({
    viewport: { width: 376, height: 800 },
    hasTouch: true,
  });
  const page = await context.newPage();
  await page.setContent(
    `<!doctype html><body style="margin: 8px; ${light}">${figures.drawDigit.html}`,
  );
  const frame = page.frames()[1];
  await frame.waitForSelector("canvas[role]");
  const box = await frame.locator("canvas[role]").boundingBox();
  assert.ok(box);
  const session = await context.newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: y === undefined ? [] : [{ x: box.x + box.width / 2, y: box.y + box.height * y }],
    });
  await touch("touchStart", 0.15);
  for (let y = 0.2; y < 0.85; y += 0.05) await touch("touchMove", y);
  await touch("touchEnd");
  await settled(frame);
  assert.match((await words(frame)) ?? "", /hidden neurons1the net's guess/);
  await context.close();
});

test(
  "panels of a net of digits: the slider shows another moment, a neuron says its numbers, another example is chosen",
  { skip },
  async () => {
    const { page, frame, close } = await open("digitsPanels");
    const pixels = () =>
      inFrame(
        frame,
        `Array.from(document.querySelectorAll("canvas")[2].getContext("2d").getImageData(0, 30, 100, 60).data)`,
      );
    const last = await pixels();
    await frame.locator('[data-id="n/2/3"]').hover();
    await settled(frame);
    assert.match((await words(frame)) ?? "", /output 3 = [01]\.\d{3}, by sigmoid, bias b34 = /);
    await frame.locator('[data-id="n/1/8"]').focus();
    await settled(frame);
    assert.match((await words(frame)) ?? "", /neuron h30 = .*, bias b30 = /);
    assert.match((await words(frame)) ?? "", /example 0: it is 1/);
    await frame.getByRole("button", { name: "7", exact: true }).first().click();
    await settled(frame);
    assert.match((await words(frame)) ?? "", /example 1: it is 7/);
    await frame.getByRole("slider", { name: "epoch" }).focus();
    await page.keyboard.press("ArrowLeft");
    await settled(frame);
    assert.notDeepEqual(await pixels(), last);
    await close();
  },
);

/** What an evaluated piece of code drops or pastes: an event with a file of these bytes, or without any. */
const transferred = (kind: "drop" | "paste", name: string, file: string) => `{
  const data = new DataTransfer();
  const content = ${file};
  if (content) data.items.add(new File([content], ${JSON.stringify(name)}));
  const event = new ${kind === "drop" ? "DragEvent" : "ClipboardEvent"}("${kind}", {
    bubbles: true, cancelable: true, ${kind === "drop" ? "dataTransfer" : "clipboardData"}: data });
  document.querySelector("button").dispatchEvent(event);
}`;

/** Trousers in a photo: dark on light paper, drawn by the page itself, as a file of the given kind. */
const photo = (type: string) => `await new Promise((done) => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: 400, height: 600 });
  const context = canvas.getContext("2d");
  context.fillStyle = "#eeeae0";
  context.fillRect(0, 0, 400, 600);
  context.fillStyle = "#405070";
  context.fillRect(120, 60, 160, 110);
  context.fillRect(120, 170, 64, 380);
  context.fillRect(216, 170, 64, 380);
  canvas.toBlob(done, "${type}");
})`;

test(
  "drop picture: a photo dropped or pasted is prepared and read; other files are refused in words",
  { skip },
  async () => {
    const { page, frame, close, picture } = await open("dropPicture");
    const run = (code: string) => frame.evaluate(`(async () => ${code})()`);
    const message = () => frame.getByRole("alert").textContent();
    const asked = async (expected: RegExp) => {
      await frame.getByRole("alert").filter({ hasText: expected }).waitFor();
      await settled(frame);
    };
    for (const [kind, type] of [
      ["drop", "image/jpeg"],
      ["paste", "image/png"],
      ["drop", "image/webp"],
    ] as const) {
      const name = `<b>${type.slice(6)}`;
      await run(transferred(kind, name, photo(type)));
      await asked(new RegExp(`<b>${type.slice(6)}, read in this page`));
      assert.match((await words(frame)) ?? "", /the thing was darkertrouser/, type);
    }
    await picture();
    await frame.getByRole("button", { name: "as it is" }).click();
    await settled(frame);
    assert.doesNotMatch((await words(frame)) ?? "", /seestrouser/);

    await frame.getByRole("button", { name: "prepared" }).click();
    await frame.getByRole("button", { name: "mirror" }).click();
    assert.equal(
      await frame.getByRole("button", { name: "mirror" }).getAttribute("aria-pressed"),
      "true",
    );
    await settled(frame);
    assert.match((await words(frame)) ?? "", /seestrouser|darkertrouser/);

    const svg = `'<svg xmlns="http://www.w3.org/2000/svg" onload="window.hacked = 1"><script>window.hacked = 1</script></svg>'`;
    await run(transferred("drop", "x.png", svg));
    await asked(/may hold programs/);
    await run(transferred("drop", "x.png", `"GIF89a" + "\\x10\\0\\x10\\0 and then nothing"`));
    await asked(/GIF file cannot be decoded/);
    await run(transferred("paste", "", "undefined"));
    await asked(/brought no file/);
    await run(transferred("drop", "x.txt", `"hello"`));
    await asked(/no picture in PNG/);
    assert.equal(await frame.evaluate("window.hacked"), undefined);
    assert.equal(page.frames().length, 2, "no file was opened as a page");

    await frame.getByRole("button", { name: "trouser", exact: true }).focus();
    await page.keyboard.press("Enter");
    await settled(frame);
    assert.equal(await message(), "");
    await close();
  },
);

test("drop picture: the file chooser opens by key and takes a picture", { skip }, async () => {
  const { page, frame, close } = await open("dropPicture");
  const png = Buffer.from(figures.dropPicture.png);
  // a click brings the keyboard into the frame; focus() alone arrives there at some later time
  await frame.locator("main").click({ position: { x: 1, y: 1 } });
  await frame.getByRole("button", { name: "click to choose a file" }).focus();
  await frame.waitForFunction("document.hasFocus()");
  await frame.locator("button:focus").waitFor();
  const chooser = page.waitForEvent("filechooser");
  await settled(frame); // by now the frame has been told that somebody waits for its file chooser
  await page.keyboard.press("Enter");
  await (await chooser).setFiles({ name: "mine.png", mimeType: "image/png", buffer: png });
  await frame.getByText("mine.png, read in this page").waitFor();
  await close();
});

test("confidence threshold: the slider trades answers for right answers", { skip }, async () => {
  const { page, frame, close, picture } = await open("confidenceThreshold");
  assert.match((await words(frame)) ?? "", /answers 21\.0 % .* 100\.0 %/);
  await frame.getByRole("slider").focus();
  await page.keyboard.press("Home");
  await settled(frame);
  assert.match((await words(frame)) ?? "", /answers 100\.0 % .* 75\.0 %/);
  await page.keyboard.press("End");
  await settled(frame);
  assert.match((await words(frame)) ?? "", /answers 1\.0 %/);
  await picture();
  await close();
});
