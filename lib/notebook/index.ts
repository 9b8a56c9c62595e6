// The notebook floor: figures, live displays, progress, Stop. Import it as "neuronotes/notebook".
import "../backends";
import { stopEveryFit } from "./live/stop";

export { type Figure, figureFromPlot, figureFromSvg } from "./drawing/figure";
export { palette, classColour } from "./drawing/palette";
export { plot } from "./drawing/plot";
export { show } from "./drawing/show";
export { sideBySide } from "./drawing/side-by-side";
export { checkClose, checkTrue, type Numbers } from "./exercises/check";
export { check } from "./exercises/check-exercise";
export { confidenceFigure, type ConfidenceOptions } from "./figures/confidence-figure";
export { confusionFigure, type ConfusionOptions } from "./figures/confusion-figure";
export { curvesFigure, type CurvesOptions, type Series } from "./figures/curves-figure";
export { fitFigure, type FitOptions } from "./figures/fit-figure";
export { historyFigure, type DrawnHistory, type HistoryOptions } from "./figures/history-figure";
export { galleryFigure, type GalleryOptions } from "./figures/gallery-figure";
export { histogramFigure, type HistogramOptions } from "./figures/histogram-figure";
export { histogramsFigure, type HistogramsOptions } from "./figures/histograms-figure";
export { imagesFigure, type ImagesOptions } from "./figures/images-figure";
export { lossSurfaceFigure, type LossSurfaceOptions } from "./figures/loss-surface-figure";
export { networkFigure, type NetworkFigureOptions } from "./figures/network-figure";
export { pointsFigure, type PointsOptions } from "./figures/points-figure";
export { regionsFigure, type RegionsOptions } from "./figures/regions-figure";
export { surfaceFigure, type SurfaceOptions } from "./figures/surface-figure";
export {
  rooflineFigure,
  type RooflineOptions,
  type RooflinePoint,
} from "./figures/roofline-figure";
export { speedsFigure, type Speed, type SpeedsOptions } from "./figures/speeds-figure";
export { weightsFigure, type WeightsOptions } from "./figures/weights-figure";
export { libMap } from "./lib-map";
export { liveFigure, type LiveFigure } from "./live/live";
export { liveView, type LiveView, type LiveViewOptions } from "./live/live-view";
export { stoppable, stopCallback } from "./live/stop";
export { scrubber, type Scrubber, type ScrubberOptions } from "./panels/scrubber";
export type { PanelChoice, PanelName } from "./panels/index";
export type { Check, CheckResult } from "./preflight/check";
export { preflightChecks } from "./preflight/checks";
export { preflight } from "./preflight/preflight";
export * from "./touch/index";
export { printButton } from "./touch/print-button";
export * as Plot from "@observablehq/plot";

stopEveryFit();
