// The core: no dependency, no input or output. This folder can be copied into any project.
export { Adam, type AdamOptions } from "./optimizers/adam";
export { activations, sigmoid, type Activation, type ActivationName } from "./activations";
export {
  backendNames,
  currentBackend,
  useBackend,
  type Backend,
  type BackendOptions,
} from "./engine/backend";
export {
  trainingDefaults,
  type BatchLog,
  type Callback,
  type EpochLog,
  type History,
} from "./model/callbacks";
export * from "./data/index";
export type { Measurement } from "./model/passes";
export { Dense, type DenseOptions } from "./layers/dense";
export type { Kernels } from "./engine/kernels";
export { firstNet, stateFromTwelve, twelveFromState, type TwelveParameters } from "./first-net";
export { sampleFunction, type FunctionOptions } from "./functions";
export { initializers, type Initializer, type InitializerName } from "./layers/initializers";
export type { Layer, LayerConfig, LayerPlace, Parameter } from "./layers/layer";
export { losses, type Loss, type LossName } from "./losses";
export { Matrix, type DType, type FloatArray, type MatrixLike, type ShapedArray } from "./matrix";
export { argmax, confusionMatrix } from "./metrics";
export type { ModelConfig } from "./model/model-config";
export { Network, type NetworkOptions } from "./model/network";
export { numericDerivative, numericGradients } from "./numeric-gradient";
export { Random } from "./random";
export {
  Sequential,
  type CompileOptions,
  type FitOptions,
  type SequentialOptions,
} from "./model/sequential";
export { SGD, type Optimizer, type OptimizerConfig } from "./optimizers/sgd";
export { oneHot, type Labels } from "./targets";
