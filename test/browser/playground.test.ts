// The playground in Chromium: as a page with a link, and in a cell's frame.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Frame, Page } from "playwright-core";
import { playground, playgroundPage } from "../../lib/notebook/touch/playground";
import { readState, writeState } from "../../lib/playground/link";
import { readFields, type PlaygroundState } from "../../lib/playground/state";
import { Trainer } from "../../lib/playground/trainer";
import "../../lib/backends/index";
import { script } from "../setup/script";
import { launchChromium, skipWithoutChromium as skip } from "./chromium";

const root = join(__dirname, "..", "..");
const artifacts = join(root, "artifacts", "playground");
const ADDRESS = "http://playground.test/";

let browser: Browser;
let html = "";

before(async () => {
  if (skip) return;
  script<{ buildPlayground(root: string): void }>("build-playground").buildPlayground(root);
  html = playgroundPage();
  mkdirSync(artifacts, { recursive: true });
  browser = await launchChromium();
});
after(() => browser?.close());

interface Open {
  page: Page;
  close: () => Promise<void>;
}

/** The page at its address; errors in it, and requests for anything but itself, fail the test. */
async function open(
  state: Partial<PlaygroundState> | string = {},
  { width = 1280, height = 900, colorScheme = "light" as "light" | "dark" } = {},
): Promise<Open> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() !== "log" && errors.push(message.text()));
  page.on("request", (request) => {
    if (!/^(data|about):/.test(request.url()) && request.url().split("#")[0] !== ADDRESS)
      errors.push(request.url());
  });
  await page.route("**/*", (route) =>
    route.request().url().split("#")[0] === ADDRESS
      ? route.fulfill({ contentType: "text/html; charset=utf-8", body: html })
      : route.abort(),
  );
  await page.goto(ADDRESS + (typeof state === "string" ? state : writeState(readFields(state))));
  await page.waitForSelector(".net-stage .unit");
  return {
    page,
    close: async () => {
      assert.deepEqual(errors, []);
      await context.close();
    },
  };
}

const press = (page: Page | Frame, name: string) =>
  page.getByRole("button", { name, exact: true }).click();
const epochOf = async (page: Page | Frame) =>
  Number(((await page.locator(".epoch").textContent()) ?? "").replace(/\D/g, ""));
const text = async (page: Page | Frame, selector: string) =>
  (await page.locator(selector).textContent()) ?? "";
const problem = (page: Page) => page.locator(".problem").textContent();

/** The state that the address holds once it has followed the controls. */
async function stateOf(page: Page): Promise<PlaygroundState> {
  await page.waitForTimeout(350);
  return readState(new URL(page.url()).hash);
}

/** Waits until an expression is true in the page: the page's policy lets nobody evaluate text there but the debugger. */
async function until(page: Page | Frame, expression: string, seconds = 30): Promise<void> {
  const end = Date.now() + 1000 * seconds;
  while (!(await page.evaluate(expression))) {
    assert.ok(Date.now() < end, `not within ${seconds} s: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** Plays until so many percent of the test points are right, for a minute at most. */
async function learn(page: Page, percent: number): Promise<void> {
  await press(page, "Play");
  await until(
    page,
    `parseFloat(document.querySelector('[aria-label="test points right"]').textContent) > ${percent}`,
    60,
  );
  await press(page, "Pause");
}

test("circles are learned above 95 % within a minute", { skip, timeout: 120_000 }, async () => {
  const { page, close } = await open();
  await learn(page, 95);
  await page.screenshot({ path: join(artifacts, "circles.png") });
  await close();
});

test(
  "the spiral is learned above 95 % within a minute, by a net made with plus",
  { skip, timeout: 150_000 },
  async () => {
    const { page, close } = await open();
    await page.getByRole("radio", { name: "spiral" }).check();
    await page.getByRole("slider", { name: "noise" }).fill("0.05");
    await page.getByRole("slider", { name: "points" }).fill("1000");
    for (let i = 0; i < 4; i++) await press(page, "One unit more in layer 1");
    for (let i = 0; i < 6; i++) await press(page, "One unit more in layer 2");
    await page.getByLabel("pace").selectOption("fastest");
    assert.deepEqual((await stateOf(page)).layers, [8, 8]);
    await learn(page, 95);
    await page.screenshot({ path: join(artifacts, "spiral.png") });
    await close();
  },
);

test("play, pause, one epoch and reset do what they say", { skip }, async () => {
  const { page, close } = await open();
  const losses = () => text(page, ".figures");
  const first = await losses();
  await press(page, "One epoch");
  await until(page, "document.querySelector('.epoch').textContent === '1'");
  const one = await losses();
  assert.notEqual(one, first);
  await press(page, "Play");
  await until(page, "+document.querySelector('.epoch').textContent > 10");
  await press(page, "Pause");
  await page.waitForTimeout(200);
  const paused = await epochOf(page);
  await page.waitForTimeout(300);
  assert.equal(await epochOf(page), paused);
  await press(page, "Reset");
  assert.equal(await epochOf(page), 0);
  assert.equal(await losses(), first, "the same seed gives the same start");
  await press(page, "One epoch");
  await until(page, "document.querySelector('.epoch').textContent === '1'");
  assert.equal(await losses(), one, "and the same first epoch");
  await close();
});

test("the page computes the numbers that the library computes here", { skip }, async () => {
  const given = { data: "moons", classes: 3, layers: [5, 4], optimizer: "rmsprop" } as const;
  const state = readFields({ ...given, layers: [...given.layers] });
  const { page, close } = await open(state);
  for (let i = 1; i <= 7; i++) {
    await press(page, "One epoch");
    await until(page, `document.querySelector('.epoch').textContent === '${i}'`);
  }
  const trainer = new Trainer(state);
  await trainer.train(7);
  const { train, test: held } = trainer.measure();
  assert.equal(await text(page, '[aria-label="training loss"]'), train.loss.toFixed(3));
  assert.equal(await text(page, '[aria-label="test loss"]'), held.loss.toFixed(3));
  await close();
});

test(
  "every control changes what it names, and the net begins anew or goes on as it should",
  { skip, timeout: 120_000 },
  async () => {
    const { page, close } = await open();
    const step = async () => {
      const before = await epochOf(page);
      await press(page, "One epoch");
      await until(page, `document.querySelector('.epoch').textContent !== '${before}'`);
    };
    const select = async (label: string, option: string) => {
      await page.getByLabel(label, { exact: true }).selectOption(option);
    };
    const slide = (label: string, value: string) =>
      page.getByRole("slider", { name: label, exact: true }).fill(value);
    const unitsOf = () => page.locator(".unit:not(.feature)").count();

    // with these the net goes on
    for (const [change, field, value] of [
      [() => select("learning rate", "0.03"), "learningRate", 0.03],
      [() => select("loss", "½ squared"), "loss", "quadratic"],
      [() => select("optimizer", "SGD"), "optimizer", "sgd"],
      [() => select("regularization", "L2"), "regularizer", "l2"],
      [() => select("reg. rate", "0.01"), "regularizerRate", 0.01],
      [() => slide("batch size", "20"), "batchSize", 20],
      [() => select("pace", "fastest"), "pace", 50],
    ] as const) {
      await step();
      const before = await epochOf(page);
      await change();
      assert.deepEqual((await stateOf(page))[field], value, field);
      assert.equal(await epochOf(page), before, `${field}: it goes on`);
    }
    // with these it begins anew
    const dataBefore = await page.locator(".answer").screenshot();
    for (const [change, field, value] of [
      [() => select("activation", "ReLU"), "activation", "relu"],
      [() => slide("classes", "3"), "classes", 3],
      [() => slide("noise", "0.25"), "noise", 0.25],
      [() => slide("points", "300"), "points", 300],
      [() => slide("to learn from", "80"), "trainShare", 80],
      [() => press(page, "feature x₁²"), "features", ["x1", "x2", "x1x1"]],
      [() => press(page, "feature x₂"), "features", ["x1", "x1x1"]],
      [() => press(page, "One hidden layer more"), "layers", [4, 2, 4]],
      [() => press(page, "One unit less in layer 3"), "layers", [4, 2, 3]],
      [() => press(page, "One hidden layer less"), "layers", [4, 2]],
      [() => press(page, "One unit more in layer 2"), "layers", [4, 3]],
      [() => press(page, "Next seed: other points, other start values"), "seed", 2],
      [() => page.getByRole("radio", { name: "xor" }).check(), "data", "xor"],
      [() => page.getByRole("radio", { name: "ripple" }).check(), "data", "ripple"],
    ] as const) {
      await step();
      await change();
      assert.deepEqual((await stateOf(page))[field], value, field);
      assert.equal(await epochOf(page), 0, `${field}: it begins anew`);
    }
    assert.notDeepEqual(await page.locator(".answer").screenshot(), dataBefore);
    assert.equal(await unitsOf(), 4 + 3 + 1);
    await page.getByLabel("seed", { exact: true }).fill("77");
    await page.keyboard.press("Enter");
    assert.equal((await stateOf(page)).seed, 77);
    await page.getByRole("radio", { name: "blobs" }).check();
    const answer = () => page.locator(".answer").screenshot();
    const plain = await answer();
    await page.getByLabel("test points", { exact: true }).check();
    const withTest = await answer();
    assert.notDeepEqual(withTest, plain);
    await page.getByLabel("only the vote").check();
    assert.notDeepEqual(await answer(), withTest);
    await close();
  },
);

test("the last feature stays, and the page says why", { skip }, async () => {
  const { page, close } = await open({ data: "sine" });
  await press(page, "feature x₁");
  assert.match((await problem(page)) ?? "", /at least one feature/);
  await press(page, "feature sin πx₁");
  assert.equal(await page.locator(".problem").isVisible(), false);
  await close();
});

test("a unit shows on the large map what it says, an edge its weight", { skip }, async () => {
  const { page, close } = await open({ layers: [3] });
  const before = await page.locator(".answer").screenshot();
  await page.getByRole("button", { name: "layer 1, unit 2" }).hover();
  assert.equal(await text(page, ".caption"), "what unit 2 of layer 1 says");
  assert.notDeepEqual(await page.locator(".answer").screenshot(), before);
  await page.mouse.move(5, 5);
  assert.match(await text(page, ".caption"), /which class/);

  const [from, to] = await Promise.all(
    ["feature x₁", "layer 1, unit 1"].map((name) =>
      page.getByRole("button", { name }).first().boundingBox(),
    ),
  );
  assert.ok(from && to);
  const x = (from.x + from.width + to.x) / 2;
  const y = (from.y + to.y + to.height) / 2;
  await page.mouse.move(x, y);
  const tip = await text(page, ".tip");
  assert.match(tip, /^−?\d\.\d\d$/);
  await page.mouse.click(x, y);
  assert.equal(await text(page, ".editor strong"), "layer 1, unit 1");
  assert.equal(await text(page, ".editor .slider output"), tip);
  const losses = await text(page, ".figures");
  await page.getByLabel("exactly").fill("4.25");
  await page.keyboard.press("Enter");
  assert.notEqual(await text(page, ".figures"), losses);
  assert.equal(await text(page, ".editor .slider output"), "4.25");
  await close();
});

test(
  "all of it can be done with keys alone, and each stop shows where the keys are",
  { skip, timeout: 90_000 },
  async () => {
    const { page, close } = await open({ layers: [2] });
    const keys = page.keyboard;
    const focused = () =>
      page.evaluate(
        `(() => { const e = document.activeElement; if (e === document.body) return { name: "body", shown: false }; const seen = getComputedStyle(e.type === "radio" ? e.nextElementSibling : e);
        return { name: e.getAttribute("aria-label") || e.labels?.[0]?.textContent || e.textContent, shown: seen.outlineStyle !== "none" && parseFloat(seen.outlineWidth) >= 2 }; })()`,
      ) as Promise<{ name: string; shown: boolean }>;
    const stops: string[] = [];
    for (let i = 0; i < 60; i++) {
      await keys.press("Tab");
      const { name, shown } = await focused();
      if (name === "body" || (stops.length > 0 && name === stops[0])) break;
      assert.ok(shown, `${name} shows no focus`);
      stops.push(name);
    }
    for (const name of ["Play", "learning rate", "circles", "noise", "feature x₁", "test points"]) {
      assert.ok(
        stops.some((stop) => stop.startsWith(name)),
        `${name} among ${stops.join(" | ")}`,
      );
    }
    const go = async (name: string) => {
      for (let i = 0; i < 80; i++) {
        if ((await focused()).name.startsWith(name)) return;
        await keys.press("Tab");
      }
      assert.fail(`no way to ${name} with Tab`);
    };
    await go("Play");
    await keys.press("Space");
    await until(page, "+document.querySelector('.epoch').textContent > 3");
    await keys.press("Space");
    assert.equal((await focused()).name, "Play");
    await go("learning rate");
    await keys.press("ArrowDown");
    assert.equal((await stateOf(page)).learningRate, 0.03);
    await go("circles");
    await keys.press("ArrowRight");
    assert.equal((await stateOf(page)).data, "xor");
    await go("One unit more in layer 1");
    await keys.press("Enter");
    await keys.press("Enter");
    assert.deepEqual((await stateOf(page)).layers, [4], "the keys stay on plus");
    await go("layer 1, unit 1");
    assert.match(await text(page, ".caption"), /what unit 1 of layer 1 says/);
    await keys.press("Enter");
    const value = () => text(page, ".editor .slider output");
    const before = await value();
    await keys.press("ArrowRight");
    await keys.press("ArrowRight");
    assert.notEqual(await value(), before, "arrows change the bias");
    await keys.press("Shift+Tab");
    await keys.press("ArrowDown");
    assert.match(
      await page
        .locator(".editor select")
        .evaluate(
          (s) =>
            (s as unknown as { selectedOptions: { textContent: string }[] }).selectedOptions[0]
              .textContent,
        ),
      /weight from x₁/,
    );
    await close();
  },
);

const FLOWERS = `length,width,kind\n${Array.from({ length: 60 }, (_, i) => {
  const k = i % 3;
  return `${(k * 2 + ((i * 7) % 10) / 10).toFixed(2)},${(k * k + ((i * 3) % 10) / 10).toFixed(2)},${["iris", "rose", "aster"][k]}`;
}).join("\n")}`;

test("CSV can be pasted, its columns chosen, and learned", { skip, timeout: 120_000 }, async () => {
  const { page, close } = await open();
  await press(page, "your own data …");
  await page.getByLabel("CSV", { exact: true }).fill(FLOWERS);
  assert.match(await text(page, "#own-panel .message"), /60 rows, 3 classes/);
  await page.getByLabel("the answer is").selectOption("a value");
  assert.match(await text(page, "#own-panel .message"), /"iris" is no number/);
  assert.ok(await page.getByRole("button", { name: "learn from these data" }).isDisabled());
  await page.getByLabel("the answer is").selectOption("a class");
  await press(page, "learn from these data");
  assert.match(await text(page, ".legend"), /aster.*iris.*rose/);
  const state = await stateOf(page);
  assert.deepEqual(state.own?.inputs, ["length", "width"]);
  await learn(page, 95);
  await page.screenshot({ path: join(artifacts, "own.png") });
  // other data and back again: the rows are still there
  await page.getByRole("radio", { name: "circles" }).check();
  await page.getByRole("radio", { name: "your own" }).check();
  assert.equal((await stateOf(page)).own?.rows.length, 60);
  await close();
});

test("a CSV file can be dropped on the page", { skip }, async () => {
  const { page, close } = await open();
  await page.evaluate(
    ([content]) => {
      const scope = globalThis as unknown as Record<
        string,
        new (...given: unknown[]) => { items: { add(f: unknown): void } }
      >;
      const transfer = new scope.DataTransfer();
      transfer.items.add(new scope.File([content], "flowers.csv", { type: "text/csv" }));
      const target = (
        globalThis as unknown as {
          document: { querySelector(s: string): { dispatchEvent(e: unknown): void } };
        }
      ).document.querySelector(".net");
      target.dispatchEvent(
        new scope.DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
    },
    [FLOWERS],
  );
  await until(
    page,
    "/60 rows, 3 classes/.test(document.querySelector('#own-panel .message').textContent)",
  );
  await close();
});

test("a curve of one's own is fitted", { skip }, async () => {
  const { page, close } = await open();
  await press(page, "your own data …");
  await page
    .getByLabel("CSV", { exact: true })
    .fill(Array.from({ length: 40 }, (_, i) => `${i};${Math.sin(i / 6).toFixed(3)}`).join("\n"));
  assert.match(await text(page, "#own-panel .message"), /40 rows, values to fit/);
  await press(page, "learn from these data");
  assert.equal(await page.locator(".unit.feature").count(), 3);
  await press(page, "One epoch");
  await close();
});

test("hostile CSV gets a message, and names stay text", { skip }, async () => {
  const { page, close } = await open();
  await press(page, "your own data …");
  const area = page.getByLabel("CSV", { exact: true });
  const evil = `<img src=x onerror="hacked=1">`;
  await area.fill(
    `a,b,"<script>hacked=1</script>"\n${Array.from({ length: 30 }, (_, i) => `${i},${i % 7},${i % 2 ? `"${evil.replace(/"/g, '""')}"` : "javascript:hacked=1"}`).join("\n")}`,
  );
  await press(page, "learn from these data");
  assert.match(await text(page, ".legend"), /<img src=x onerror="hacked=1">/);
  assert.equal(await page.locator("main img, main script").count(), 0);
  await press(page, "take it along …");
  assert.match(
    await page.getByLabel("The same net as a program (TypeScript)").inputValue(),
    /<img src=x/,
  );
  assert.equal(await page.evaluate("typeof hacked"), "undefined");
  for (const [given, words] of [
    [",".repeat(10_000), /more than 20 columns/],
    ['1,"2', /never closed/],
    ["1e999,2\n".repeat(20), /no number that the net can use|No column/],
  ] as const) {
    if (!(await page.locator("#own-panel").isVisible())) await press(page, "your own data …");
    await area.fill(given);
    assert.match(await text(page, "#own-panel .message"), words);
  }
  await close();
});

test("a long text is pasted at once, and a far too long one gets a message", { skip }, async () => {
  const { page, close } = await open();
  await press(page, "your own data …");
  const paste = (code: string) =>
    page.evaluate(
      `(() => { const data = new DataTransfer(); data.setData("text/plain", ${code});
        document.querySelector("#own-panel textarea").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true })); })()`,
    );
  await paste(
    `Array.from({ length: 2000 }, (_, i) => i / 7 + "," + i % 13 + "," + i % 2).join("\\n")`,
  );
  assert.match(
    await text(page, "#own-panel .message"),
    /2000 rows, 2 classes.*box shows the beginning/,
  );
  await page.getByLabel("CSV", { exact: true }).fill("");
  await paste(`"1,2\\n".repeat(2500000)`);
  assert.match(await text(page, "#own-panel .message"), /too large: 10,000,000 signs/);
  assert.ok((await page.locator("#own-panel textarea").inputValue()).length < 21_000);
  await close();
});

test("a file of 10 MB, and one that is no text, get a message", { skip }, async () => {
  const { page, close } = await open();
  await press(page, "your own data …");
  const file = page.getByLabel("CSV file");
  await file.setInputFiles({
    name: "big.csv",
    mimeType: "text/csv",
    buffer: Buffer.alloc(10_000_000, "1,2\n"),
  });
  await until(
    page,
    "/too large: 10 MB/.test(document.querySelector('#own-panel .message').textContent)",
  );
  await file.setInputFiles({
    name: "x.csv",
    mimeType: "text/csv",
    buffer: Buffer.from([0xff, 0xd8, 0xff, 0x00]),
  });
  await until(
    page,
    "/not a text file/.test(document.querySelector('#own-panel .message').textContent)",
  );
  await close();
});

const linkOf = (json: string) => `#p1=${Buffer.from(json).toString("base64url")}`;
for (const [name, hash] of [
  ["script", "#<script>hacked=1</script>"],
  ["script in a field", linkOf('{"data":"<img src=x onerror=hacked=1>"}')],
  ["a huge net", linkOf('{"layers":[99999,99999]}')],
  ["a rate that is none", linkOf('{"learningRate":null}')],
  ["deep JSON", linkOf("[".repeat(50_000) + "]".repeat(50_000))],
  ["a prototype", linkOf('{"__proto__":{"hacked":1}}')],
  ["no JSON", linkOf("hacked=1")],
] as const) {
  test(
    `a hostile link shows a message, runs nothing and leaves a page that works: ${name}`,
    { skip },
    async () => {
      const { page, close } = await open(hash);
      assert.match((await problem(page)) ?? "", /^This link was not taken: /);
      assert.equal(await page.evaluate("typeof hacked + typeof ({}).hacked"), "undefinedundefined");
      await press(page, "One epoch");
      await until(page, "document.querySelector('.epoch').textContent === '1'");
      await close();
    },
  );
}

test("steps that are too large end in a message, not in a broken page", { skip }, async () => {
  const { page, close } = await open({
    data: "hills",
    activation: "relu",
    optimizer: "sgd",
    learningRate: 10,
    layers: [8, 8],
    pace: 50,
  });
  await press(page, "Play");
  await until(page, "/too large/.test(document.querySelector('.problem').textContent)");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  await page.getByLabel("learning rate").selectOption("0.01");
  assert.equal(await page.locator(".problem").isVisible(), false);
  await press(page, "Reset");
  await press(page, "One epoch");
  await until(page, "document.querySelector('.epoch').textContent === '1'");
  await close();
});

test(
  "a link brings the whole state to another page, weights by hand and all",
  { skip },
  async () => {
    const { page, close } = await open({ data: "spiral", classes: 3, layers: [3], seed: 9 });
    await press(page, "One epoch");
    await until(page, "document.querySelector('.epoch').textContent === '1'");
    await page.getByRole("button", { name: "layer 1, unit 2" }).click();
    await page.getByLabel("exactly").fill("-3.5");
    await page.keyboard.press("Enter");
    const losses = await text(page, ".figures");
    await press(page, "take it along …");
    const box = page.getByLabel("Link with the whole state");
    await until(page, "document.querySelector('#export-panel textarea').value !== ''");
    const link = await box.inputValue();
    assert.ok(link.startsWith(ADDRESS), link.slice(0, 60));
    const state = readState(new URL(link).hash);
    assert.equal(state.weights?.length, 2 * 3 + 3 + 3 * 3 + 3);
    assert.equal(state.weights?.[2 * 3 + 1], -3.5);

    const other = await open(new URL(link).hash);
    assert.equal(await text(other.page, ".figures"), losses);
    for (const one of [page, other.page]) await press(one, "One epoch");
    await until(other.page, "document.querySelector('.epoch').textContent === '1'");
    await until(page, "document.querySelector('.epoch').textContent === '2'");
    assert.equal(await text(other.page, ".figures"), await text(page, ".figures"));
    await other.close();
    // the learned weights, where they are asked for
    await press(page, "close");
    await press(page, "take it along …");
    await page.getByLabel("with the weights as they are now").check();
    const learned = await open(new URL(await box.inputValue()).hash);
    assert.equal(await text(learned.page, ".figures"), await text(page, ".figures"));
    await learned.close();
    await close();
  },
);

test("an address that is changed by hand is followed", { skip }, async () => {
  const { page, close } = await open();
  await page.evaluate(
    `location.hash = ${JSON.stringify(writeState(readFields({ data: "hills" })))}`,
  );
  await until(page, "document.querySelector('.caption').textContent === 'what the net answers'");
  await page.evaluate(`location.hash = "#p1=nonsense!"`);
  await until(page, "/not taken/.test(document.querySelector('.problem').textContent)");
  await close();
});

for (const [look, width, height, colorScheme] of [
  ["light", 1280, 860, "light"],
  ["dark", 1280, 860, "dark"],
  ["phone", 376, 800, "light"],
  ["phone-dark", 376, 800, "dark"],
] as const) {
  test(`it fits and takes the system's colours: ${look}`, { skip, timeout: 60_000 }, async () => {
    for (const data of ["spiral", "sine", "hills"] as const) {
      const { page, close } = await open(
        { data, layers: [8, 8, 8] },
        { width, height, colorScheme },
      );
      const [content, room] = (await page.evaluate(
        "[document.documentElement.scrollWidth, innerWidth]",
      )) as number[];
      assert.ok(content <= room, `${data}: ${content} wide in ${room}`);
      const paper = await page.evaluate("getComputedStyle(document.body).backgroundColor");
      assert.equal(paper, colorScheme === "dark" ? "rgb(19, 21, 24)" : "rgb(255, 255, 255)");
      await page.screenshot({ path: join(artifacts, `${data}-${look}.png`), fullPage: true });
      await close();
    }
  });
}

test(
  "in a cell's frame it runs, has the height that it needs and the page's colours",
  { skip },
  async () => {
    const page = await browser.newPage({ viewport: { width: 900, height: 1200 } });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("request", (request) => /^https?:/.test(request.url()) && errors.push(request.url()));
    const figure = playground({ data: "spiral", classes: 3, layers: [8, 8, 3] });
    await page.setContent(
      `<!doctype html><body style="margin: 8px; background: rgb(17, 17, 17); color: rgb(221, 221, 221)">${figure.html}`,
    );
    const frame = page.frames()[1];
    await frame.waitForSelector("html.hosted .unit");
    assert.equal(
      await frame.evaluate("getComputedStyle(document.body).backgroundColor"),
      "rgb(17, 17, 17)",
    );
    await press(frame, "Play");
    await until(frame, "+document.querySelector('.epoch').textContent > 5");
    await press(frame, "Pause");
    const needed = (await frame.evaluate(
      "document.querySelector('main').getBoundingClientRect().height",
    )) as number;
    const given = (await page.evaluate("document.querySelector('iframe').clientHeight")) as number;
    assert.ok(Math.abs(given - needed) <= 1, `${given} high, needs ${needed}`);
    const attempt = (code: string) =>
      frame.evaluate(
        `(async () => { try { ${code}; return "reached"; } catch (e) { return e.name; } })()`,
      );
    assert.equal(await attempt("parent.document.title"), "SecurityError");
    assert.equal(await attempt("await fetch('data:text/plain,x')"), "TypeError");
    await press(frame, "take it along …");
    await until(frame, "/^#p1=/.test(document.querySelector('#export-panel textarea').value)");
    await page.screenshot({ path: join(artifacts, "cell-dark.png"), fullPage: true });
    assert.deepEqual(errors, []);
    await page.close();
  },
);
