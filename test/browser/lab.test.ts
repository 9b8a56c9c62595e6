// The ground under all browser tests: JupyterLab opens, the kernel runs, a live display changes, Stop stops.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium, skipWithoutChromium } from "./chromium";
import { LabPage } from "./lab";
import { type LabServer, startLab } from "./server";

describe("a notebook in JupyterLab", () => {
  const options = { skip: skipWithoutChromium };
  let server: LabServer;
  let browser: Browser;

  before(async () => {
    if (skipWithoutChromium) return;
    server = await startLab("lab");
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test(
    "the library is imported in the plain kernel and Run All runs every cell",
    options,
    async () => {
      LabPage.write(server, "small.ipynb", [
        `import { Network } from "neuronotes";`,
        `const net = new Network([2, 2, 2], { seed: 1 });\nconsole.log(net.predict([[0, 1]]).shape.join(" x "));`,
        `import { display } from "tslab";\ndisplay.html("<b id='bold'>drawn</b>");`,
      ]);
      const lab = await LabPage.open(browser, server, "small.ipynb");
      await lab.runAll();
      const cells = await lab.cells();
      assert.equal(cells[1].text.trim(), "1 x 2");
      assert.deepEqual(cells[2].kinds, ["text/html"]);
      assert.equal(await lab.cell(2).locator("#bold").innerText(), "drawn");
      assert.deepEqual(lab.errors, []);
      await lab.screenshot("small-notebook");
      await lab.close();
    },
  );

  test("a sandboxed frame in an output runs its script and can be reached", options, async () => {
    LabPage.write(server, "frame.ipynb", [
      `import { display } from "tslab";
display.html(\`<iframe sandbox="allow-scripts" srcdoc="<p id=p>before</p><button onclick='p.textContent=1+1'>go</button>"></iframe>\`);`,
    ]);
    const lab = await LabPage.open(browser, server, "frame.ipynb");
    await lab.runAll();
    const frame = lab.frameIn(0);
    await frame.getByRole("button").click();
    assert.equal(await frame.locator("#p").innerText(), "2");
    await lab.close();
  });

  test("the Stop button ends a loop, and the next cell runs", options, async () => {
    LabPage.write(server, "stop.ipynb", [
      `console.log("begun"); for (;;) { }`,
      `console.log("still here");`,
    ]);
    const lab = await LabPage.open(browser, server, "stop.ipynb");
    await lab.startAll();
    await lab.cell(0).locator(".jp-OutputArea-output").getByText("begun").waitFor();
    await lab.stop();
    await lab.idle(20_000);
    assert.match((await lab.cells())[0].text, /begun/);
    assert.equal((await lab.cells())[1].executionCount, null, "the cell behind it does not run");
    // What is sent within 0.2 s after an error is dropped by the kernel.
    await lab.page.waitForTimeout(500);
    await lab.runFrom(1);
    assert.match((await lab.cells())[1].text, /still here/);
    await lab.close();
  });
});
