// No memory is allocated inside a training step, whatever backend, optimizer, batch size and inputs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { toExamples } from "../../lib/core/examples";
import {
  Activation,
  BatchNormalization,
  cosineDecay,
  Dense,
  Dropout,
  l1,
  l2,
  losses,
  type Layer,
  type Loss,
  type OptimizerOptions,
} from "../../lib/core/index";
import { toTargets } from "../../lib/core/targets";
import { allocatedBy } from "../helpers/allocation";
import {
  backendNamed,
  bareNet,
  classes,
  inputs,
  optimizers,
  readyBackends,
} from "../helpers/backends";
import { limits, steps } from "../helpers/net-parts";

const ready = readyBackends();
const ROWS = 40;

interface Run {
  backend: string;
  sizes: readonly number[];
  step: (typeof optimizers)[number][1];
  options?: OptimizerOptions;
  batchSize: number;
  zeros: number;
  layers?: readonly Layer[];
  loss?: Loss;
}

/** Steps of a net through the data, again and again. */
async function measured(run: Run, steps: number, enough: number) {
  const { backend, sizes, step, options, batchSize, zeros } = run;
  await ready;
  const net = bareNet(backendNamed(backend), sizes, run.layers);
  const X = toExamples("test", inputs(1, ROWS, sizes[0], zeros));
  const outputs = sizes[sizes.length - 1];
  const feed = net.feed(X, toTargets("test", classes(ROWS, outputs), outputs, ROWS));
  feed.setOrder(Uint32Array.from({ length: ROWS }, (_, i) => ROWS - 1 - i));
  const optimizer = step({ learningRate: 0.01, ...options });
  net.begin();
  return allocatedBy(
    (i) => {
      net.backward(run.loss ?? losses.quadratic, feed, (i * batchSize) % ROWS, batchSize);
      net.update(optimizer);
    },
    steps,
    enough,
  );
}

// A single small array in a step would be 200 bytes and more; boxed numbers of 16 bytes are let pass: a few, and two for
// each price of a parameter, each moving mean or variance and each gradient that is limited.
const ALLOWED = 64;
const ALLOWED_EACH = 32;

async function allocatesNothing(run: Run, steps = 10_000, extras = 0): Promise<void> {
  const allowed = ALLOWED + ALLOWED_EACH * extras;
  const { heap, arrays, collections } = await measured(run, steps, allowed / 2);
  if (steps === 10_000) assert.equal(collections, 0, "no garbage was collected meanwhile");
  assert.ok(heap < allowed * steps, `${heap / steps} bytes a step, ${allowed} allowed`);
  assert.ok(arrays <= 0, `${arrays} bytes in array buffers`);
}

// Every way to step meets both batch sizes and both kinds of inputs on every backend.
for (const backend of ["plain", "wasm", "threads"]) {
  for (const [i, [name, step]] of optimizers.entries()) {
    // Plain has one way for all of them.
    for (const batchSize of backend === "plain" ? [10] : [1, 10]) {
      const zeros = (i + batchSize) % 2 ? 0.8 : 0;
      const what = `${name}, batches of ${batchSize}, ${zeros ? "sparse" : "dense"}`;
      test(`10,000 steps on ${backend} allocate nothing: ${what}`, async () => {
        await allocatesNothing({ backend, sizes: [12, 8, 4], step, batchSize, zeros });
      });
    }
  }

  const tried = { plain: ["globalClipNorm"], wasm: Object.keys(limits) }[backend];
  for (const limit of tried ?? ["no limit", "globalClipNorm"]) {
    const options = limits[limit];
    test(`nor do steps with dropout, batch normalization, prices and a schedule, ${limit}, ${backend}`, async () => {
      const about = { weightRegularizer: l2(1e-3), biasRegularizer: l1(1e-3) };
      const layers = [
        new Dense({ units: 8, activation: "leakyRelu", ...about }),
        new BatchNormalization(),
        new Dropout(0.3),
        new Dense({ units: 4, ...about }),
        new Activation("sigmoid"),
      ];
      const learningRate = cosineDecay({ learningRate: 0.01, decaySteps: 1e5 });
      const run: Run = {
        backend,
        sizes: [12, 4],
        step: steps["SGD with momentum"],
        options: { ...options, learningRate },
        batchSize: 10,
        zeros: 0.8,
        layers,
        loss: losses.binaryCrossentropy,
      };
      // Four of the six parameters have a price, and two things move.
      await allocatesNothing(run, 10_000, Object.keys(options).length === 0 ? 6 : 12);
    });
  }
}

test("a step that threads share allocates nothing either", async () => {
  for (const [, step] of optimizers) {
    for (const zeros of [0, 0.8]) {
      const about = { backend: "threads", sizes: [784, 64, 10], step, batchSize: 10, zeros };
      await allocatesNothing(about, 400);
    }
  }
  const layers = () => [
    new Dense({ units: 300, activation: "relu", weightRegularizer: l2(1e-3) }),
    new BatchNormalization(),
    new Dropout(0.3),
    new Dense({ units: 10, activation: "sigmoid" }),
  ];
  const about = { backend: "threads", sizes: [100, 10], batchSize: 40, zeros: 0 };
  const step = steps["SGD with momentum"];
  const options = { clipNorm: 0.1 };
  await allocatesNothing({ ...about, layers: layers(), step, options }, 400, 9);
});
