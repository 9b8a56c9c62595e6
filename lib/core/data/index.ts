// Data to practise on, parts to learn from and to test with, columns of one size.
export { blobs, type BlobsOptions } from "./blobs";
export { checkerboard, type CheckerboardOptions } from "./checkerboard";
export { circles, type CirclesOptions } from "./circles";
export { curve, curves, sine, type CurveName, type SineOptions } from "./curves";
export { friedman, type FriedmanOptions } from "./friedman";
export { gaussianQuantiles, type GaussianQuantilesOptions } from "./gaussian-quantiles";
export type { ClassLabels, LabelledData, PointOptions } from "./labelled";
export { minMaxScaler, scalers, type MinMaxScalerOptions } from "./min-max-scaler";
export { moons, type MoonsOptions } from "./moons";
export type { Scaler, ScalerKind } from "./scaler";
export { spiral, type SpiralOptions } from "./spiral";
export {
  trainTestSplit,
  trainValidationTestSplit,
  type Part,
  type TrainTestSplitOptions,
  type TrainValidationTestSplitOptions,
} from "./split";
export { standardScaler } from "./standard-scaler";
export { xor, type XorOptions } from "./xor";
