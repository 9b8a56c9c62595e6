// One notebook in a real JupyterLab in a real browser: open, run, stop, look at cells and at what is drawn in them.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { artifacts, type LabServer } from "./server";

// What JupyterLab itself says on any page, and what is no fault of a notebook.
const noise = [/favicon/, /apputils-extension:announcements/, /net::ERR_INTERNET_DISCONNECTED/];

export interface CellState {
  source: string;
  /** The texts of its outputs: streams, plain results and HTML. */
  text: string;
  kinds: string[];
  executionCount: number | null;
}

export class LabPage {
  /** Errors of the page's own console, gathered from its opening on. */
  readonly errors: string[] = [];

  private constructor(readonly page: Page) {
    page.on("console", (message) => {
      if (message.type() !== "error") return;
      const text = `${message.text()} (${message.location().url})`;
      if (!noise.some((pattern) => pattern.test(text))) this.errors.push(text);
    });
    page.on("pageerror", (error) => this.errors.push(String(error)));
  }

  /** Opens notebooks/`name` and waits until its kernel is idle. */
  static async open(browser: Browser, server: LabServer, name: string): Promise<LabPage> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    const lab = new LabPage(page);
    await page.goto(`${server.url}/lab/tree/notebooks/${name}?token=${server.token}&reset`);
    await page.locator(".jp-NotebookPanel:visible .jp-Notebook").waitFor({ timeout: 60_000 });
    await lab.idle(60_000);
    return lab;
  }

  /** Writes a small notebook with these code cells into the server's folder. */
  static write(server: LabServer, name: string, cells: string[]): void {
    const notebook = {
      cells: cells.map((source, index) => ({
        cell_type: "code",
        execution_count: null,
        id: `cell-${index}`,
        metadata: {},
        outputs: [],
        source,
      })),
      metadata: {
        kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
      },
      nbformat: 4,
      nbformat_minor: 5,
    };
    writeFileSync(join(server.folder, "notebooks", name), JSON.stringify(notebook));
  }

  /** One of JupyterLab's commands, such as `notebook:run-all-cells`, with what it is told. */
  command(id: string, told: Record<string, string> = {}): Promise<unknown> {
    return this.page.evaluate(
      `window.jupyterapp.commands.execute(${JSON.stringify(id)}, ${JSON.stringify(told)})`,
    );
  }

  /** Starts all cells and returns at once; `idle` waits for the end. */
  async startAll(): Promise<void> {
    await this.page.evaluate(`void window.jupyterapp.commands.execute("notebook:run-all-cells")`);
  }

  /** Runs all cells, and waits for the last. */
  async runAll(timeout = 180_000): Promise<void> {
    await Promise.race([
      this.command("notebook:run-all-cells"),
      new Promise((_, fail) =>
        setTimeout(() => fail(new Error("Run All took too long")), timeout).unref(),
      ),
    ]);
    await this.idle(timeout);
  }

  /** Runs the cell `index` and all below it. */
  async runFrom(index: number, timeout = 180_000): Promise<void> {
    await this.page.evaluate(
      `window.jupyterapp.shell.currentWidget.content.activeCellIndex = ${index}`,
    );
    await this.command("notebook:run-all-below");
    await this.idle(timeout);
  }

  /** Waits until the kernel is there and has nothing to do. */
  async idle(timeout = 60_000): Promise<void> {
    // The sign in the toolbar says "idle" before there is a kernel, so the model is asked.
    const kernel = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel";
    await this.page.waitForFunction(`${kernel}?.status === "idle"`, undefined, { timeout });
  }

  /** The Stop button of the notebook's toolbar. */
  async stop(): Promise<void> {
    await this.page.locator(".jp-NotebookPanel:visible [data-jp-item-name=interrupt]").click();
  }

  /** A cell as one sees it; `index` counts all cells, prose too, from 0. */
  cell(index: number): Locator {
    return this.page.locator(".jp-NotebookPanel:visible .jp-Notebook .jp-Cell").nth(index);
  }

  /** Scrolls to a cell, which JupyterLab takes out of the page while it is far away, and returns it. */
  async reveal(index: number): Promise<Locator> {
    const content = "window.jupyterapp.shell.currentWidget.content";
    await this.page.evaluate(`(async () => {
      ${content}.activeCellIndex = ${index};
      await ${content}.scrollToItem(${index}, "center");
      ${content}.widgets[${index}].node.dataset.testCell = "${index}";
    })()`);
    const cell = this.page.locator(`.jp-NotebookPanel:visible [data-test-cell="${index}"]`);
    await cell.waitFor();
    return cell;
  }

  /** The sandboxed page inside the output of a cell far down: scrolls to it. */
  async revealFrame(index: number): Promise<FrameLocator> {
    const cell = await this.reveal(index);
    const frame = cell.locator(".jp-OutputArea iframe").first();
    await frame.scrollIntoViewIfNeeded();
    return frame.contentFrame();
  }

  /** Changes a cell's code, as a reader would. */
  async edit(index: number, change: (source: string) => string): Promise<void> {
    const source = change((await this.cells())[index].source);
    await this.page.evaluate(
      `window.jupyterapp.shell.currentWidget.content.model.cells.get(${index}).sharedModel.setSource(${JSON.stringify(source)})`,
    );
  }

  /** Begins to run one cell and returns at once. */
  async startCell(index: number): Promise<void> {
    await this.reveal(index);
    await this.page.evaluate(`void window.jupyterapp.commands.execute("notebook:run-cell")`);
  }

  /** The sandboxed page inside a cell's output. */
  frameIn(index: number, which = 0): FrameLocator {
    return this.cell(index).locator(".jp-OutputArea iframe").nth(which).contentFrame();
  }

  /** Each cell as JupyterLab's own model has it. */
  async cells(): Promise<CellState[]> {
    const states = await this.page.evaluate(`
      [...window.jupyterapp.shell.currentWidget.content.model.cells].map((cell) => {
        const json = cell.toJSON();
        const outputs = json.outputs ?? [];
        const join = (text) => (Array.isArray(text) ? text.join("") : String(text ?? ""));
        return {
          source: join(json.source),
          executionCount: json.execution_count ?? null,
          kinds: outputs.flatMap((o) => (o.data ? Object.keys(o.data) : [o.name ?? o.output_type])),
          text: outputs.map((o) => o.data
            ? join(o.data["text/plain"]) + join(o.data["text/html"])
            : join(o.text) + (o.evalue ?? "")).join("\\n"),
        };
      })`);
    return states as CellState[];
  }

  /** What one cell has put out so far, as JupyterLab's own model has it. */
  outputOf(index: number): Promise<string> {
    return this.page.evaluate(`JSON.stringify(
      window.jupyterapp.shell.currentWidget.content.model.cells.get(${index}).outputs?.toJSON() ?? [])`);
  }

  /** The index of the first cell whose source contains `words`. */
  async find(words: string): Promise<number> {
    const index = (await this.cells()).findIndex((cell) => cell.source.includes(words));
    if (index < 0) throw new Error(`no cell contains: ${words}`);
    return index;
  }

  /** Keeps a picture of what is seen now in artifacts/browser/screenshots. */
  async screenshot(name: string): Promise<void> {
    const folder = join(artifacts, "screenshots");
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }

  /** Saves nothing, ends the kernel, closes the page. */
  async close(): Promise<void> {
    await this.command("kernelmenu:shutdown").catch(() => undefined);
    await this.page.close();
  }
}
