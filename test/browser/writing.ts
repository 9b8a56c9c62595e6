// Fifty digits as people write them, and hands that write them on a canvas: mouse, pen and finger.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CDPSession } from "playwright-core";

type Point = [x: number, y: number];

/** A digit as it was written: points in parts of the canvas, from its left upper corner, stroke by stroke. */
export interface WrittenDigit {
  digit: number;
  hand: string;
  strokes: Point[][];
}

/** Five of each digit, by different hands. None was chosen or changed by what a net makes of it. */
export const writtenDigits = JSON.parse(
  readFileSync(join(__dirname, "strokes.json"), "utf8"),
) as WrittenDigit[];

export type Pointer = "mouse" | "pen" | "touch";

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Draws the strokes on the canvas at `box` of the page, as the browser's own input events. */
export async function write(
  session: CDPSession,
  pointer: Pointer,
  box: Box,
  strokes: readonly Point[][],
): Promise<void> {
  for (const points of strokes) {
    const places = points.map(([x, y]) => ({
      x: box.x + x * box.width,
      y: box.y + y * box.height,
    }));
    // sent without waiting for each, as a hand does not wait for the screen: the browser puts moves of one frame together
    await Promise.all(
      pointer === "touch" ? touches(session, places) : presses(session, pointer, places),
    );
  }
}

type Places = { x: number; y: number }[];

function presses(session: CDPSession, pointerType: "mouse" | "pen", places: Places) {
  const send = (type: "mousePressed" | "mouseMoved" | "mouseReleased", at: Places[number]) =>
    session.send("Input.dispatchMouseEvent", {
      type,
      ...at,
      pointerType,
      button: "left",
      buttons: type === "mouseReleased" ? 0 : 1,
      clickCount: type === "mouseMoved" ? 0 : 1,
    });
  return [
    send("mousePressed", places[0]),
    ...places.slice(1).map((at) => send("mouseMoved", at)),
    send("mouseReleased", places[places.length - 1]),
  ];
}

function touches(session: CDPSession, places: Places) {
  const send = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: Places) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints });
  return [
    send("touchStart", [places[0]]),
    ...places.slice(1).map((at) => send("touchMove", [at])),
    send("touchEnd", []),
  ];
}
