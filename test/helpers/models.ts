import {
  Activation,
  BatchNormalization,
  Dense,
  Dropout,
  Flatten,
  Input,
  l1l2,
  l2,
  Matrix,
  Random,
  Sequential,
  type ModelConfig,
  type Optimizer,
  type SequentialOptions,
} from "../../lib/core/index";

/** Layers of every kind, from examples of four numbers, [2, 2], to three classes. */
export const allLayers = () => [
  new Input({ shape: [2, 2] }),
  new Flatten(),
  new Dense({ units: 6, weightRegularizer: l2(0.01), biasRegularizer: l1l2({ l1: 0.001 }) }),
  new BatchNormalization({ momentum: 0.8 }),
  new Activation("leakyRelu"),
  new Dropout(0.3),
  new Dense({ units: 3, activation: "softmax" }),
];

/** A compiled model of these layers. */
export function modelOfAll(optimizer: Optimizer, options: SequentialOptions = {}): Sequential {
  const model = new Sequential(allLayers(), { seed: 3, backend: "plain", ...options });
  return model.compile({ optimizer, loss: "categoricalCrossentropy", metrics: ["accuracy"] });
}

/** Examples of four numbers in three classes that can be learned. */
export function examplesOfAll(rows: number, seed = 1): { X: number[][]; y: number[] } {
  const random = new Random(seed, 5);
  const X = Array.from({ length: rows }, () => Array.from({ length: 4 }, () => random.normal()));
  const y = X.map(([a, b, c]) => (a > 0.3 ? 0 : b + c > 0 ? 1 : 2));
  return { X, y };
}

/** All that a model is made of: it is equal for two models that go on alike. */
export function wholeOf(model: Sequential) {
  return {
    config: model.config(),
    state: model.state(),
    optimizer: model.optimizer.state(),
    scaler: model.scaler?.state(),
  };
}

type Arrays = Record<string, Matrix>;

/** The model again, by way of a text, as if it had been written to a file and read. */
export function saidAgain(model: Sequential): Sequential {
  const plain = (arrays: Arrays = {}) =>
    Object.fromEntries(
      Object.entries(arrays).map(([name, m]) => [name, { rows: m.toArray(), dtype: m.dtype }]),
    );
  const { config, state, optimizer, scaler } = wholeOf(model);
  const text = JSON.stringify({
    config,
    state: plain(state),
    optimizer: plain(optimizer),
    scaler: plain(scaler),
  });
  const said = JSON.parse(text) as { config: ModelConfig } & Record<
    "state" | "optimizer" | "scaler",
    ReturnType<typeof plain>
  >;
  const read = (arrays: ReturnType<typeof plain>): Arrays =>
    Object.fromEntries(
      Object.entries(arrays).map(([name, { rows, dtype }]) => [name, Matrix.from(rows, dtype)]),
    );
  const { config: again, ...arrays } = said;
  return Sequential.fromConfig(again, read(arrays.state), {
    optimizer: read(arrays.optimizer),
    scaler: read(arrays.scaler),
  });
}
