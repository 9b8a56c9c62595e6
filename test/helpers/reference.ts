// The nets of test/reference, made anew from their seeds: its Python files say the same in their language.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { layerFromConfig } from "../../lib/core/layers";
import type { LayerConfig } from "../../lib/core/layers/layer";
import type { LossName } from "../../lib/core/losses";
import { Matrix } from "../../lib/core/matrix";
import { Sequential } from "../../lib/core/model/sequential";
import { optimizerFromConfig } from "../../lib/core/optimizers";
import type { OptimizerConfig } from "../../lib/core/optimizers/optimizer";
import { Random } from "../../lib/core/random";
import type { Labels } from "../../lib/core/targets";

export type TargetName =
  "values" | "binary" | "probabilities" | "distributions" | "oneHot" | "classes";

export interface Measured {
  predict: number[];
  evaluate: number;
}

export interface ReferenceCase {
  seed: number;
  inputs: number[];
  rows: number;
  layers: LayerConfig[];
  loss: LossName;
  targets: TargetName;
  weightScale?: number;
  optimizer: OptimizerConfig;
  steps: number;
  asWeightDecay?: boolean;
  expected: {
    before: Measured;
    after: Measured;
    losses: number[];
    rates?: number[];
    /** In the order of the model's parameters. */
    gradients?: number[][];
    /** Parameters, then what layers keep besides. */
    state: number[][];
    slots?: number[][];
  };
}

/** The lines of a file of test/reference, behind the first one, which says by what it was made. */
export function referenceLines(name: string): { made: string; lines: unknown[] } {
  const path = join(__dirname, "..", "reference", name);
  const [head, ...lines] = readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  return { made: (head as { made: string }).made, lines };
}

/** One or two numbers as they are, more of them as a weighted sum and their norm. */
export function record(numbers: ArrayLike<number>): number[] {
  const all = Array.from(numbers);
  if (all.length <= 2) return all;
  const random = new Random(0, all.length);
  const sum = all.reduce((total, x) => total + x * random.uniform(-1, 1), 0);
  return [sum, Math.sqrt(all.reduce((total, x) => total + x * x, 0))];
}

export function modelOf(example: ReferenceCase): Sequential {
  const { inputs, seed, layers, loss, optimizer, weightScale = 1 } = example;
  const model = new Sequential(layers.map(layerFromConfig), { inputs, seed, dtype: "float64" });
  model.compile({ loss, optimizer: optimizerFromConfig(optimizer), metrics: [] });
  const start = Object.entries(model.state()).map(([name, { rows, cols }], place) => {
    const limit = weightScale * Math.sqrt(3 / rows);
    const [low, high] = rangeOf(name.split("/")[1], limit);
    const random = new Random(seed, 1000 + place);
    const numbers = Float64Array.from({ length: rows * cols }, () => random.uniform(low, high));
    return [name, new Matrix(rows, cols, numbers)] as const;
  });
  model.setState(Object.fromEntries(start));
  return model;
}

function rangeOf(role: string, limit: number): [number, number] {
  if (role === "weights") return [-limit, limit];
  return role === "gamma" || role === "movingVariance" ? [0.5, 1.5] : [-0.5, 0.5];
}

/** Examples of batch number `batch`, and their targets. */
export function batchOf(
  { seed, rows, inputs, targets }: ReferenceCase,
  batch: number,
  outputs: number,
) {
  const columns = inputs.reduce((product, n) => product * n, 1);
  const random = new Random(seed, 10 + batch);
  const numbers = Float64Array.from({ length: rows * columns }, () => random.uniform(-1, 1));
  const X = new Matrix(
    rows,
    columns,
    numbers.map((x) => (x < -0.7 ? 0 : x)),
  );
  return { X, y: targetsOf(new Random(seed, 110 + batch), targets, rows, outputs) };
}

function targetsOf(random: Random, kind: TargetName, rows: number, columns: number): Labels {
  if (kind === "classes") return Array.from({ length: rows }, () => random.integer(columns));
  const y = Matrix.zeros(rows, columns, "float64");
  if (kind === "oneHot") {
    for (let i = 0; i < rows; i++) y.data[i * columns + random.integer(columns)] = 1;
    return y;
  }
  for (let i = 0; i < y.data.length; i++) {
    y.data[i] = kind === "values" ? random.uniform(-2, 2) : random.uniform();
    if (kind === "binary") y.data[i] = y.data[i] < 0.5 ? 1 : 0;
  }
  if (kind === "distributions") {
    for (let from = 0; from < y.data.length; from += columns) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += y.data[from + j];
      for (let j = 0; j < columns; j++) y.data[from + j] /= sum;
    }
  }
  return y;
}
