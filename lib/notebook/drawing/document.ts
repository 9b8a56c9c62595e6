import { parseHTML } from "linkedom";
import { FakeCanvas } from "./canvas";

/* eslint-disable @typescript-eslint/no-explicit-any -- the DOM's types are not known in a notebook */
let made: any;

/**
 * The document that Plot draws into where there is no browser: linkedom's, with a canvas added.
 * One for the whole process; figures are read from it as text and never put into it.
 */
export function plotDocument(): any {
  if (made) return made;
  const { document } = parseHTML("<!doctype html><html><body></body></html>") as any;
  const createElement = document.createElement.bind(document);
  document.createElement = (name: string, ...rest: unknown[]) =>
    name === "canvas" ? new FakeCanvas() : createElement(name, ...rest);
  made = document;
  return made;
}
