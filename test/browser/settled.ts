import type { Frame } from "playwright-core";

/** Waits until a frame has drawn what was asked of it: through two of its pictures. */
export const settled = (frame: Frame) =>
  frame.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
