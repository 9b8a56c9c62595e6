import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { LEAKY_SLOPE } from "../../lib/core/activations";
import { BatchNormalization } from "../../lib/core/layers/batch-normalization";
import { Dense } from "../../lib/core/layers/dense";
import { l1, l2 } from "../../lib/core/layers/regularizers";
import { lossLoops } from "../../lib/core/losses";
import type { EpochLog } from "../../lib/core/model/callbacks";
import { earlyStopping } from "../../lib/core/model/early-stopping";
import { Sequential } from "../../lib/core/model/sequential";
import { optimizerKinds } from "../../lib/core/optimizers";
import {
  cosineDecay,
  inverseTimeDecay,
  oneCycle,
  stepDecay,
} from "../../lib/core/optimizers/schedules";
import { referenceLines } from "../helpers/reference";

/** The rows of the table of defaults in lib/core/README.md, by their first cell. */
function tableOfDefaults(): Map<string, { here: string; torch: string }> {
  const readme = readFileSync(join(__dirname, "..", "..", "lib", "core", "README.md"), "utf8");
  const section = readme.slice(readme.indexOf("## Defaults"), readme.indexOf("## Formulas"));
  const rows = section.split("\n").filter((line) => line.startsWith("| "));
  const cells = rows.slice(1).map((row) => row.split("|").map((cell) => cell.trim()));
  return new Map(
    cells.map(([, name, here, , torch]) => [name.replaceAll("`", ""), { here, torch }]),
  );
}

const table = tableOfDefaults();

/** What the code takes where nobody says anything, read off what it makes or does. */
async function defaultsHere(): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [name, make] of Object.entries(optimizerKinds)) {
    for (const [option, value] of Object.entries(make().config())) {
      if (option !== "class") found[`${name} ${option}`] = value;
    }
  }
  // SGD's config leaves out a momentum of 0: without a velocity it has none.
  found["SGD momentum"] = optimizerKinds.SGD().slotNames.length === 0 ? 0 : NaN;
  const decays = Object.values(optimizerKinds).map((make) => make().config().learningRateDecay);
  found["any optimizer's learningRateDecay"] = decays.every((d) => d === undefined) ? 0 : NaN;
  const normalization = new BatchNormalization().config();
  found["BatchNormalization momentum"] = normalization.momentum;
  found["BatchNormalization epsilon"] = normalization.epsilon;
  found["leakyRelu's slope"] = LEAKY_SLOPE;
  found.l1 = l1().l1;
  found.l2 = l2().l2;
  found["stepDecay factor"] = stepDecay({ learningRate: 1, every: 1 }).config().factor;
  const inverse = inverseTimeDecay({ learningRate: 1, decayRate: 1 }).config();
  found["inverseTimeDecay decaySteps"] = inverse.decaySteps;
  found["cosineDecay alpha"] = cosineDecay({ learningRate: 1, decaySteps: 9 }).config().alpha;
  const cycle = oneCycle({ maxLearningRate: 1, totalSteps: 9 }).config();
  for (const name of ["warmup", "divFactor", "finalDivFactor"])
    found[`oneCycle ${name}`] = cycle[name];
  return { ...found, ...(await defaultsOfFit()) };
}

async function defaultsOfFit(): Promise<Record<string, number>> {
  const model = new Sequential([new Dense({ units: 1 })], { inputs: 1, dtype: "float64" });
  model.compile({ loss: "quadratic" });
  const X = Array.from({ length: 960 }, (_, i) => [i / 960]);
  let steps = 0;
  const history = await model.fit(X, X, { onBatch: () => steps++ });
  return {
    "fit batchSize": X.length / (steps / history.loss.length),
    "fit epochs": history.loss.length,
    "earlyStopping patience": stopsAfter([1, 1]) ? 0 : NaN,
    "earlyStopping minDelta": stopsAfter([1, 1 - 1e-12]) ? NaN : 0,
  };
}

/** Whether early stopping without options ends training after epochs with these losses. */
function stopsAfter(valLosses: readonly number[]): boolean {
  const stopper = earlyStopping();
  valLosses.forEach((valLoss, i) => stopper.onEpoch?.({ epoch: i + 1, valLoss } as EpochLog));
  return stopper.signal?.aborted === true;
}

/** PyTorch's names for the options of a class of its own. */
const torchNames: Readonly<Record<string, readonly [string, string]>> = {
  "SGD learningRate": ["SGD", "lr"],
  "SGD momentum": ["SGD", "momentum"],
  "Adagrad learningRate": ["Adagrad", "lr"],
  "Adagrad initialAccumulatorValue": ["Adagrad", "initial_accumulator_value"],
  "Adagrad epsilon": ["Adagrad", "eps"],
  "RMSProp learningRate": ["RMSprop", "lr"],
  "RMSProp rho": ["RMSprop", "alpha"],
  "RMSProp epsilon": ["RMSprop", "eps"],
  "Adam learningRate": ["Adam", "lr"],
  "Adam beta1": ["Adam", "betas.0"],
  "Adam beta2": ["Adam", "betas.1"],
  "Adam epsilon": ["Adam", "eps"],
  "any optimizer's learningRateDecay": ["Adagrad", "lr_decay"],
  "BatchNormalization momentum": ["BatchNorm1d", "momentum"],
  "BatchNormalization epsilon": ["BatchNorm1d", "eps"],
  "leakyRelu's slope": ["LeakyReLU", "negative_slope"],
  "stepDecay factor": ["StepLR", "gamma"],
  "cosineDecay alpha": ["CosineAnnealingLR", "eta_min"],
  "oneCycle warmup": ["OneCycleLR", "pct_start"],
  "oneCycle divFactor": ["OneCycleLR", "div_factor"],
  "oneCycle finalDivFactor": ["OneCycleLR", "final_div_factor"],
};

test("the README of core states every default as the code has it", async () => {
  const found = await defaultsHere();
  assert.deepEqual([...table.keys()].sort(), Object.keys(found).sort());
  for (const [name, { here }] of table) assert.equal(Number(here), found[name], name);
});

test("the README of core states PyTorch's defaults as its signatures have them, and a dash where it has none", () => {
  const lines = referenceLines("formulas.jsonl").lines as { class?: string; defaults?: object }[];
  const defaults = Object.fromEntries(lines.map((line) => [line.class ?? "", line.defaults]));
  for (const [name, { torch }] of table) {
    const [kind, option] = torchNames[name] ?? ["", ""];
    if (torch === "–") {
      assert.equal(kind, "", name);
      continue;
    }
    const [first, index] = option.split(".");
    const value = (defaults[kind] as Record<string, number | number[]>)[first];
    assert.equal(
      Number.parseFloat(torch),
      Array.isArray(value) ? value[Number(index)] : value,
      name,
    );
  }
});

test("the least product and the least logarithm of probabilities are those that the README of core states", () => {
  const { value, gradient } = lossLoops.binaryCrossentropyOfProbabilities;
  const out = new Float64Array(1);
  assert.equal(value(new Float64Array([0]), new Float64Array([1]), 1, 1), 100);
  gradient(new Float64Array([1]), new Float64Array([0]), out, 1, 1);
  assert.equal(Math.fround(1 / out[0]), Math.fround(1e-12));
});
