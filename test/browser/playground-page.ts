// The playground's page in Chromium, at an address of its own, for whatever measures or photographs it.

import type { Browser, Page } from "playwright-core";
import { playgroundPage } from "../../lib/notebook/touch/playground";
import { writeState } from "../../lib/playground/link";
import { readFields, type PlaygroundState } from "../../lib/playground/state";

const address = "http://playground.test/";

/** Opens it in a state, and waits until its net is drawn. */
export async function openPlayground(
  browser: Browser,
  fields: Partial<PlaygroundState>,
  options: Parameters<Browser["newPage"]>[0],
): Promise<Page> {
  const page = await browser.newPage(options);
  await page.route(address, (route) =>
    route.fulfill({ contentType: "text/html; charset=utf-8", body: playgroundPage() }),
  );
  await page.goto(address + writeState(readFields(fields)));
  await page.waitForSelector(".net-stage .unit");
  return page;
}
