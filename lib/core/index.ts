// The core: no dependency, no input or output. This folder can be copied into any project.
// The core: no dependency, no input or output. This folder can be copied into any project.
export {
  activations,
  LEAKY_SLOPE,
  sigmoid,
  type Activation as ActivationLoops,
  type ActivationName,
} from "./activations";
export * from "./data/index";
export {
  backendNames,
  currentBackend,
  useBackend,
  type Backend,
  type BackendOptions,
} from "./engine/backend";
export type { Kernels } from "./engine/kernels";
export { firstNet, stateFromTwelve, twelveFromState, type TwelveParameters } from "./first-net";
export { sampleFunction, type FunctionOptions } from "./functions";
export { Activation } from "./layers/activation";
export { BatchNormalization, type BatchNormalizationOptions } from "./layers/batch-normalization";
export { Dense, type DenseOptions } from "./layers/dense";
export { Dropout, type DropoutOptions } from "./layers/dropout";
export { Flatten } from "./layers/flatten";
export { layerKinds } from "./layers/index";
export { initializers, type Initializer, type InitializerName } from "./layers/initializers";
export { Input, type InputOptions } from "./layers/input";
export {
  Layer,
  type LayerBuffer,
  type LayerConfig,
  type LayerParts,
  type Parameter,
  type Pass,
} from "./layers/layer";
export { l1, l1l2, l2, type Regularizer } from "./layers/regularizers";
export { losses, type Loss, type LossName } from "./losses/index";
export { Matrix, type DType, type FloatArray, type MatrixLike, type ShapedArray } from "./matrix";
export { argmax, confusionMatrix, precision, recall } from "./metrics";
export {
  trainingDefaults,
  type BatchLog,
  type Callback,
  type EpochLog,
  type History,
  type TrainInfo,
} from "./model/callbacks";
export {
  earlyStopping,
  type EarlyStopping,
  type EarlyStoppingOptions,
} from "./model/early-stopping";
export type { ModelConfig } from "./model/model-config";
export type {
  CompileOptions,
  FitOptions,
  MetricName,
  SequentialOptions,
} from "./model/model-options";
export { Network, type NetworkOptions } from "./model/network";
export type { Measurement } from "./model/passes";
export { Sequential } from "./model/sequential";
export { numericDerivative, numericGradients } from "./numeric-gradient";
export { Adagrad, type AdagradOptions } from "./optimizers/adagrad";
export { Adam, type AdamOptions } from "./optimizers/adam";
export { optimizerKinds } from "./optimizers/index";
export { Optimizer, type OptimizerConfig, type OptimizerOptions } from "./optimizers/optimizer";
export { RMSProp, type RMSPropOptions } from "./optimizers/rmsprop";
export {
  constant,
  cosineDecay,
  inverseTimeDecay,
  oneCycle,
  stepDecay,
  type CosineDecayOptions,
  type InverseTimeDecayOptions,
  type OneCycleOptions,
  type Schedule,
  type StepDecayOptions,
} from "./optimizers/schedules";
export { SGD, type SGDOptions } from "./optimizers/sgd";
export { Random } from "./random";
export { oneHot, type Labels } from "./targets";
