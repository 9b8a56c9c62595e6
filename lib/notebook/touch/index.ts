// Figures that a reader can touch. Each one lives in a sandboxed frame and needs no kernel.
export { touchCheck } from "./touch-check";
export { nudge, type NudgeFunction } from "./nudge";
export { learningRate } from "./learning-rate";
export { surfaceRace, type Racer, type RaceSurface } from "./surface-race";
export { separatingLine } from "./separating-line";
export { networkTouch, type LayeredParameters } from "./network-touch";
export { matrixProduct } from "./matrix-product";
export { cacheLines, type LoopOrder } from "./cache-lines";
export { gradientMap } from "./gradient-map";
export { chainFlow, type ChainLoss } from "./chain-flow";
export {
  flatParameters,
  snapshot,
  type FigureActivation,
  type Snapshot,
  type WithParameters,
} from "./net-snapshots";
export { drawDigit } from "./draw-digit";
export { dropPicture } from "./drop-picture";
export { confidenceThreshold } from "./confidence-threshold";
export { layerSnapshot, type LayerMoment, type LayerSnapshot } from "./layer-snapshots";
export { normalizedBatch } from "./normalized-batch";
export { softmaxSliders } from "./softmax-sliders";
export { playground, playgroundPage, type PlaygroundState } from "./playground";
