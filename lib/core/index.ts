// The core: no dependency, no input or output. This folder can be copied into any project.
export { Adam, type AdamOptions } from "./adam";
export { activations, sigmoid, type Activation, type ActivationName } from "./activations";
export {
  backendNames,
  currentBackend,
  useBackend,
  type Backend,
  type BackendOptions,
} from "./backend";
export {
  trainingDefaults,
  type BatchLog,
  type Callback,
  type EpochLog,
  type History,
} from "./callbacks";
export * from "./data/index";
export type { Measurement } from "./passes";
export { Dense, type DenseOptions } from "./dense";
export type { Kernels } from "./kernels";
export { firstNet, stateFromTwelve, twelveFromState, type TwelveParameters } from "./first-net";
export { sampleFunction, type FunctionOptions } from "./functions";
export { initializers, type Initializer, type InitializerName } from "./initializers";
export type { Layer, LayerConfig, LayerPlace, Parameter } from "./layer";
export { losses, type Loss, type LossName } from "./losses";
export { Matrix, type DType, type FloatArray, type MatrixLike, type ShapedArray } from "./matrix";
export { argmax, confusionMatrix } from "./metrics";
export type { ModelConfig } from "./model-config";
export { Network, type NetworkOptions } from "./network";
export { numericDerivative, numericGradients } from "./numeric-gradient";
export { Random } from "./random";
export {
  Sequential,
  type CompileOptions,
  type FitOptions,
  type SequentialOptions,
} from "./sequential";
export { SGD, type Optimizer, type OptimizerConfig } from "./sgd";
export { oneHot, type Labels } from "./targets";
