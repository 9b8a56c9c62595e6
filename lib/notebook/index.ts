// The notebook floor: figures, live displays, progress, Stop. Import it as "neuronotes/notebook".
export { type Figure, figureFromPlot, figureFromSvg } from "./figure";
export { show } from "./show";
export { palette, classColour } from "./palette";
export { plot } from "./plot";
export * as Plot from "@observablehq/plot";
export { check } from "./check-exercise";
export { checkClose, checkTrue, type Numbers } from "./check";
export { libMap } from "./lib-map";
export * from "./touch";
