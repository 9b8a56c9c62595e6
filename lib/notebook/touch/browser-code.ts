import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

/**
 * The widget's code run without a page, and its object { state, picture, start }. For stills and for tests.
 * It gets a globalThis of its own to write to, but runs in this context: in a new one each look at Math or Infinity asks the
 * context's object, and 10,000 answers of a 2-64-3 net take 290 ms instead of 36.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- plain browser code has no types
export function runWidget(script: string[]): any {
  const code = script.map((file) => `{\n${file}\n}\n`).join("");
  const run = runInThisContext(
    `(globalThis) => {"use strict";\n${code}return globalThis.neuronotes}`,
  );
  return run({});
}

const files = new Map<string, string>();

/** A file of browser code, without the lines that are comments only: readers of the page do not need them. */
export function source(name: string): string {
  let text = files.get(name);
  if (text === undefined) {
    text = readFileSync(join(__dirname, "widgets", name), "utf8")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "" && !/^(\/\/|\/\*\*|\* |\*\/)/.test(line))
      .join("\n");
    files.set(name, text);
  }
  return text;
}

/** Browser code by name, each file as it goes into a page. */
export function codeOf(names: readonly string[]): string[] {
  return names.map((name) => source(`${name}.js`));
}
