import { randomBytes } from "node:crypto";
import type { Figure } from "../drawing/figure";
import { encodePng } from "../drawing/png-encode";
import { currentCell } from "../drawing/kernel";
import { liveMessage, show, stillMessage } from "../drawing/show";

const onePixel = encodePng(1, 1, new Uint8Array(4));

/** A figure that changes while the cell runs. */
export interface LiveFigure {
  /** Draws the figure in the place of the one before. */
  update(figure: Figure): void;
  /** Draws the last figure and saves it as a still picture as well, as show does. Without one, the last that was drawn. */
  done(figure?: Figure): void;
}

/**
 * One place below the cell whose figure can be drawn anew again and again. What stays in the saved notebook is the last
 * figure, in the two forms of show. Outside a notebook only the description of the last figure is printed.
 */
export function liveFigure(): LiveFigure {
  const write = currentCell();
  const still = randomBytes(8).toString("hex");
  const live = randomBytes(8).toString("hex");
  let last: Figure | undefined;
  return {
    update(figure) {
      // the place of the still picture comes first, hidden by the live form where scripts run; it is filled at the end
      if (!last) write?.(stillMessage({ html: "", png: onePixel, alt: figure.alt }, still));
      write?.(liveMessage(figure, live), last !== undefined);
      last = figure;
    },
    done(figure = last) {
      if (!figure) throw new RangeError("liveFigure: done was called before any figure was drawn");
      if (!write) return show(figure);
      write(stillMessage(figure, still), last !== undefined);
      write(liveMessage(figure, live), last !== undefined);
      last = figure;
    },
  };
}
