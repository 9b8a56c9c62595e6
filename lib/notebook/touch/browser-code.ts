import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

/** The widget's code run without a page, and its object { state, picture, start }. For stills and for tests. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- plain browser code has no types
export function runWidget(script: string[]): any {
  const code = script.map((file) => `{\n${file}\n}\n`).join("");
  return runInNewContext(`"use strict";\n${code}globalThis.neuronotes`, { atob });
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
