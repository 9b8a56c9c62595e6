// The built site in Chromium: shown on 127.0.0.1, every other host out of reach and every try to reach one written down.

import assert from "node:assert/strict";
import type { Server } from "node:http";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Frame, Page } from "playwright-core";
import { buildSite, writeSite } from "../../scripts/site/build";
import { serve } from "../../scripts/site/serve";
import { artifacts } from "./server";

/** Milliseconds for a figure to come to life, on a machine that has much else to do. */
const PATIENCE = 90_000;

export class BuiltSite {
  private constructor(
    readonly url: string,
    /** Paths of the pages with figures and menus: all but those that show files of code. */
    readonly pages: string[],
    private readonly server: Server,
  ) {}

  static async make(): Promise<BuiltSite> {
    const files = await buildSite(() => {});
    const folder = join(artifacts, "site");
    writeSite(files, folder);
    const { server, url } = await serve(folder);
    const pages = [...files.all.keys()].filter((path) => /^[\w-]+\.html$/.test(path));
    return new BuiltSite(url, pages.sort(), server);
  }

  /** Opens a page; `close` fails where it asked another host, an answer was missing, or an error came up in it. */
  async open(browser: Browser, path: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    const problems: string[] = [];
    const answers: Promise<number>[] = [];
    await context.route(
      (address) => !address.href.startsWith(this.url),
      (route) => {
        problems.push(`asked for ${route.request().url()}`);
        return route.abort();
      },
    );
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("response", (response) => {
      if (!response.ok()) problems.push(`${response.status()} ${response.url()}`);
      // an answer that is cut off weighs too much, not nothing
      answers.push(
        response.body().then(
          ({ length }) => length,
          () => Infinity,
        ),
      );
    });
    await page.goto(this.url + path);
    return {
      page,
      /** Bytes of everything that the page has loaded so far. */
      weight: async () => (await Promise.all(answers)).reduce((sum, bytes) => sum + bytes, 0),
      picture: (name: string) =>
        page.screenshot({ path: join(artifacts, "screenshots", `site-${name}.png`) }),
      close: async () => {
        await context.close();
        assert.deepEqual(problems, [], path);
      },
    };
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** All figures to touch of a page, as the reader comes to them: each has met its host and drawn something. */
export async function liveFrames(page: Page): Promise<Frame[]> {
  const frames: Frame[] = [];
  for (const element of await page.locator("iframe").elementHandles()) {
    const frame = await element.contentFrame();
    assert.ok(frame);
    // a browser draws nothing in a frame that is far from the screen
    await element.scrollIntoViewIfNeeded();
    await frame.waitForSelector("html.hosted main *", { state: "attached", timeout: PATIENCE });
    frames.push(frame);
  }
  return frames;
}
