import assert from "node:assert/strict";
import { test } from "node:test";
import { activations } from "../../lib/core/activations";
import { layerKinds } from "../../lib/core/layers";
import { lossLoops, losses, type LossKernelName } from "../../lib/core/losses";
import type { Sequential } from "../../lib/core/model/sequential";
import { optimizerKinds } from "../../lib/core/optimizers";
import { scheduleFromConfig, type ScheduleConfig } from "../../lib/core/optimizers/schedules";
import {
  batchOf,
  modelOf,
  record,
  referenceLines,
  type Measured,
  type ReferenceCase,
} from "../helpers/reference";

const networks = referenceLines("networks.jsonl");
const optimized = referenceLines("optimizers.jsonl");
const formulas = referenceLines("formulas.jsonl");
const cases = [...networks.lines, ...optimized.lines] as ReferenceCase[];

/** Fails unless |actual − expected| ≤ 1e-10 (1 + |expected|) for every number. */
function agrees(actual: readonly number[], expected: readonly number[], what: string): void {
  assert.equal(actual.length, expected.length, `${what}: how many numbers`);
  actual.forEach((a, i) => {
    const distance = Math.abs(a - expected[i]);
    assert.ok(
      distance <= 1e-10 * (1 + Math.abs(expected[i])),
      `${what} (${i}): PyTorch has ${expected[i]} but got ${a}, ${distance} apart`,
    );
  });
}

function agreesAll(actual: readonly ArrayLike<number>[], expected: number[][], what: string): void {
  assert.equal(actual.length, expected.length, `${what}: how many tensors`);
  actual.forEach((numbers, i) => agrees(record(numbers), expected[i], `${what} ${i}`));
}

function agreesWithout(
  model: Sequential,
  example: ReferenceCase,
  expected: Measured,
  what: string,
) {
  const { X, y } = batchOf(example, 0, model.outputs);
  agrees(record(model.predict(X).data), expected.predict, `${what}: predict`);
  agrees([model.evaluate(X, y).loss], [expected.evaluate], `${what}: evaluate`);
}

/** Everything that is known of one net: outputs, losses, gradients, steps. */
function compare(example: ReferenceCase): void {
  const { expected, steps, optimizer } = example;
  const what = `net ${example.seed} (${example.loss}, ${optimizer.class})`;
  const model = modelOf(example);
  agreesWithout(model, example, expected.before, `${what} before`);
  const batches = [0, 1, 2].map((i) => batchOf(example, i, model.outputs));
  const first = model.computeGradients(batches[0].X, batches[0].y);
  agrees([first], [expected.losses[0]], `${what}: loss`);
  if (expected.gradients) {
    const gradients = model.parameters().map(({ gradient }) => gradient.data);
    agreesAll(gradients, expected.gradients, `${what}: gradient`);
  }
  const rates: number[] = [];
  const seen = Array.from({ length: steps }, (_, step) => {
    rates.push(model.learningRate);
    return model.trainOnBatch(batches[step % 3].X, batches[step % 3].y);
  });
  agrees(seen, expected.losses, `${what}: loss of step`);
  if (expected.rates) agrees(rates, expected.rates, `${what}: learning rate of step`);
  const state = Object.values(model.state()).map(({ data }) => data);
  agreesAll(state, expected.state, `${what}: state`);
  const slots = model.optimizer.slots.flat().map(({ data }) => data);
  agreesAll(slots, expected.slots ?? [], `${what}: what the optimizer remembers`);
  agreesWithout(model, example, expected.after, `${what} after`);
}

test("at least a hundred nets agree with PyTorch in outputs, losses, gradients, three steps and moving means", () => {
  assert.ok(networks.lines.length >= 100);
  for (const example of networks.lines as ReferenceCase[]) compare(example);
});

test("ten steps of each optimizer with each option agree with PyTorch, what it remembers included", () => {
  for (const example of optimized.lines as ReferenceCase[]) {
    assert.equal(example.steps, 10);
    compare(example);
  }
});

test("the rates of every schedule agree with PyTorch's", () => {
  const found = formulas.lines.filter((line) => Object.hasOwn(line as object, "rates"));
  assert.ok(found.length >= 9);
  for (const { schedule, rates } of found as { schedule: ScheduleConfig; rates: number[] }[]) {
    const made = scheduleFromConfig(schedule);
    const ours = rates.map((_, step) => made.at(step));
    agrees(ours, rates, JSON.stringify(schedule));
  }
});

interface LossLine {
  loss: LossKernelName;
  given: number[][];
  target: number[][];
  value: number;
  gradient: number[];
}

test("the losses agree with PyTorch where a logarithm alone would be infinite", () => {
  const found = formulas.lines.filter((line) => Object.hasOwn(line as object, "gradient"));
  assert.equal(found.length, 6);
  for (const { loss, given, target, value, gradient } of found as LossLine[]) {
    const { logitsOf, ...loops } = lossLoops[loss];
    const [rows, cols] = [given.length, given[0].length];
    const [z, y] = [Float64Array.from(given.flat()), Float64Array.from(target.flat())];
    const a = new Float64Array(rows * cols);
    activations[logitsOf ?? "linear"].forward(z, a, rows, cols);
    const out = new Float64Array(rows * cols);
    agrees([loops.value(a, y, rows, cols, z)], [value], loss);
    loops.gradient(a, y, out, rows, cols);
    agrees(Array.from(out), gradient, `gradient of ${loss}`);
  }
});

test("the reference numbers come from PyTorch 2.13 in float64", () => {
  for (const { made } of [networks, optimized, formulas])
    assert.match(made, /PyTorch 2\.13\..*float64/);
});

test("every layer, activation, loss and kind of target occurs in the nets, in batches of 1 to 17 examples", () => {
  const layers = cases.flatMap((example) => example.layers);
  // An Input only says a shape.
  const kinds = Object.keys(layerKinds).filter((name) => name !== "Input");
  assert.deepEqual(unique(layers.map((layer) => layer.class)), kinds.sort());
  const inNets = unique(layers.map(({ activation }) => activation).filter(Boolean));
  assert.deepEqual(inNets, Object.keys(activations).sort());
  assert.deepEqual(unique(cases.map(({ loss }) => loss)), Object.keys(losses).sort());
  const targets = ["binary", "classes", "distributions", "oneHot", "probabilities", "values"];
  assert.deepEqual(unique(cases.map((example) => example.targets)), targets);
  const rows = cases.map((example) => example.rows);
  assert.deepEqual([Math.min(...rows), Math.max(...rows)], [1, 17]);
  const prices = layers.flatMap((l) => [l.weightRegularizer, l.biasRegularizer]).filter(Boolean);
  for (const name of ["l1", "l2"] as const) {
    assert.ok(
      prices.some((price) => (price as Record<typeof name, number>)[name] > 0),
      name,
    );
  }
});

test("every optimizer occurs with every option that it takes, and with every schedule", () => {
  const shared = ["learningRate", "learningRateDecay", "clipValue", "clipNorm", "globalClipNorm"];
  const own: Record<string, string[]> = {
    SGD: ["momentum", "nesterov"],
    Adagrad: ["initialAccumulatorValue", "epsilon"],
    RMSProp: ["rho", "epsilon"],
    Adam: ["beta1", "beta2", "epsilon"],
  };
  const schedules = ["constant", "cosineDecay", "inverseTimeDecay", "oneCycle", "stepDecay"];
  assert.deepEqual(Object.keys(own), Object.keys(optimizerKinds));
  for (const [name, options] of Object.entries(own)) {
    const configs = (optimized.lines as ReferenceCase[])
      .map(({ optimizer }) => optimizer)
      .filter((optimizer) => optimizer.class === name);
    const used = unique(configs.flatMap((config) => Object.keys(config)));
    assert.deepEqual(used, ["class", ...shared, ...options].sort(), name);
    const rates = configs.map(({ learningRate }) => learningRate as ScheduleConfig | undefined);
    assert.deepEqual(unique(rates.map((rate) => rate?.schedule).filter(Boolean)), schedules, name);
  }
});

function unique(values: readonly unknown[]): unknown[] {
  return [...new Set(values)].sort();
}
