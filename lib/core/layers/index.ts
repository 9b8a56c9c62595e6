// All layers, by the name of their class.
import { requireKnown } from "../errors";
import type { ActivationName } from "../activations";
import { Activation } from "./activation";
import { BatchNormalization, type BatchNormalizationOptions } from "./batch-normalization";
import { Dense, type DenseOptions } from "./dense";
import { Dropout, type DropoutOptions } from "./dropout";
import { Flatten } from "./flatten";
import { Input, type InputOptions } from "./input";
import type { Layer, LayerConfig } from "./layer";

/** How a layer is made from its options, by the name of its class. */
export const layerKinds: Readonly<Record<string, (options: unknown) => Layer>> = {
  Activation: (options) => new Activation(options as { activation: ActivationName }),
  BatchNormalization: (options) => new BatchNormalization(options as BatchNormalizationOptions),
  Dense: (options) => new Dense(options as DenseOptions),
  Dropout: (options) => new Dropout(options as DropoutOptions),
  Flatten: () => new Flatten(),
  Input: (options) => new Input(options as InputOptions),
};

/** The layer that a config describes. Throws RangeError for a class that this library does not have. */
export function layerFromConfig({ class: name, ...options }: LayerConfig): Layer {
  return requireKnown("layerFromConfig", "layer", name, layerKinds)(options);
}
