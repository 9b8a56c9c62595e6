import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runWidget } from "../../lib/notebook/touch/browser-code";

/** The browser code of a figure, run without a page: what it puts on its shared object, `widget` included. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- plain browser code has no types
export function widgetCode(...names: string[]): any {
  const folder = join(__dirname, "..", "..", "lib", "notebook", "touch", "widgets");
  return runWidget(
    ["ground", "nets", ...names].map((name) => readFileSync(join(folder, `${name}.js`), "utf8")),
  );
}

/** The page inside a figure's frame, and the data in it. */
export function framePage(html: string): { page: string; data: unknown } {
  const attribute = /srcdoc="([^"]*)"/.exec(html)?.[1] ?? "";
  const page = attribute
    .replace(/&lt;/g, "<")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");
  const data = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1];
  return { page, data: JSON.parse(data ?? "null") };
}
