import type { Figure } from "../drawing/figure";
import { widgetFigure } from "./frame";

/** A button and a slider that turn a line green when both were used: figures that can be touched work in this browser. */
export function touchCheck(): Figure {
  return widgetFigure("touch-check", {
    data: {},
    height: 124,
    alt: "A button to press and a slider to move; when both were used the line turns green: figures are alive in this browser.",
  });
}
