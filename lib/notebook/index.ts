// The notebook floor: figures, live displays, progress, Stop. Import it as "neuronotes/notebook".
import { stopEveryFit } from "./stop";

export { type Figure, figureFromPlot, figureFromSvg } from "./figure";
export { show } from "./show";
export { palette, classColour } from "./palette";
export { plot } from "./plot";
export { sideBySide } from "./side-by-side";
export { networkFigure, type NetworkFigureOptions } from "./network-figure";
export { regionsFigure, type RegionsOptions } from "./regions-figure";
export { curvesFigure, type CurvesOptions, type Series } from "./curves-figure";
export { fitFigure, type FitOptions } from "./fit-figure";
export { imagesFigure, type ImagesOptions } from "./images-figure";
export { weightsFigure, type WeightsOptions } from "./weights-figure";
export { confusionFigure, type ConfusionOptions } from "./confusion-figure";
export { barsFigure, type BarsOptions } from "./bars-figure";
export { liveFigure, type LiveFigure } from "./live";
export { liveTraining, type LiveTrainingOptions } from "./live-training";
export { preflight, type Check, type CheckResult } from "./preflight";
export { preflightChecks } from "./preflight-checks";
export { stoppable, stopCallback } from "./stop";
export { histogramFigure, type HistogramOptions } from "./histogram-figure";
export * as Plot from "@observablehq/plot";
export { check } from "./check-exercise";
export { checkClose, checkTrue, type Numbers } from "./check";
export { libMap } from "./lib-map";
export { printButton } from "./print-button";
export * from "./touch";

stopEveryFit();
