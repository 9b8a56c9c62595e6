import assert from "node:assert/strict";
import { test } from "node:test";
import { Adam } from "../../../lib/core/optimizers/adam";
import type { BatchLog, EpochLog, History } from "../../../lib/core/model/callbacks";
import { NotFinite } from "../../../lib/core/errors";
import { Matrix } from "../../../lib/core/matrix";
import { Network, type NetworkOptions } from "../../../lib/core/model/network";
import { Random } from "../../../lib/core/random";
import { SGD } from "../../../lib/core/optimizers/sgd";
import { keptBetween } from "../../helpers/allocation";
import { toBeClose } from "../../helpers/close";

const random = new Random(42);
const X = Array.from({ length: 20 }, () => [random.normal(), random.normal(), random.normal()]);
const y = X.map(() => random.integer(4));

const makeNet = (options: NetworkOptions = {}) =>
  new Network([3, 8, 4], { seed: 6, learningRate: 0.5, dtype: "float64", ...options });
const numbers = (net: Network) => Object.values(net.state()).map((m) => Array.from(m.data));

test("same seed, same numbers; another seed, others", async () => {
  const run = async (seed: number) => {
    const net = makeNet({ seed });
    const history = await net.fit(X, y, { epochs: 4, batchSize: 3 });
    return [history.loss, history.accuracy, numbers(net)];
  };
  assert.deepEqual(await run(1), await run(1));
  assert.notDeepEqual(await run(1), await run(2));
});

test("fit for 3 epochs and again for 2 is fit for 5, number for number", async () => {
  for (const dtype of ["float64", "float32"] as const) {
    const [parts, whole] = [makeNet({ dtype }), makeNet({ dtype })];
    const options = { batchSize: 3, validationData: [X.slice(0, 5), y.slice(0, 5)] } as const;
    const first = await parts.fit(X, y, { epochs: 3, ...options });
    const second = await parts.fit(X, y, { epochs: 2, ...options });
    const all = await whole.fit(X, y, { epochs: 5, ...options });
    assert.deepEqual(numbers(parts), numbers(whole));
    for (const key of ["loss", "accuracy", "valLoss", "valAccuracy"] as const) {
      assert.deepEqual([...first[key], ...second[key]], all[key], key);
    }
    assert.equal(parts.epochsDone, 5);
  }
});

// With a linear output the loss has no flat places, and 64 hidden neurons can tell 20 examples apart.
test("twenty examples with labels drawn by lot are learned by heart", async () => {
  const net = new Network([3, 64, 4], {
    activation: ["tanh", "linear"],
    seed: 1,
    learningRate: 0.05,
  });
  const history = await net.fit(X, y, { epochs: 5000, batchSize: 5 });
  assert.equal(history.accuracy.at(-1), 1);
  assert.ok((history.loss.at(-1) ?? 1) < 0.005, `loss ${history.loss.at(-1)}`);
  assert.equal(net.evaluate(X, y).accuracy, 1);
});

test("every epoch takes every example once, in an order of its own", async () => {
  // Steps this small change no digit, so that the loss of a batch of one tells which example it was.
  const net = makeNet({ learningRate: 1e-300 });
  const known = X.map((row, i) => net.evaluate([row], [y[i]]).loss);
  const orders: number[][] = [[], [], []];
  await net.fit(X, y, {
    epochs: 3,
    batchSize: 1,
    onBatch: ({ epoch, loss }) => orders[epoch - 1].push(known.indexOf(loss)),
  });
  const inOrder = X.map((_, i) => i);
  for (const order of orders) {
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      inOrder,
    );
    assert.notDeepEqual(order, inOrder);
  }
  assert.notDeepEqual(orders[0], orders[1]);
  assert.notDeepEqual(orders[1], orders[2]);
  const plain: number[] = [];
  await net.fit(X, y, {
    shuffle: false,
    batchSize: 1,
    onBatch: ({ loss }) => plain.push(known.indexOf(loss)),
  });
  assert.deepEqual(plain, inOrder);
});

test("the last batch may be smaller, and counts as much as it holds examples", async () => {
  const [net, byHand] = [makeNet(), makeNet()];
  const few = { X: X.slice(0, 5), y: y.slice(0, 5) };
  const batches: number[] = [];
  const history = await net.fit(few.X, few.y, {
    batchSize: 2,
    shuffle: false,
    onBatch: (log) => batches.push(log.loss),
  });
  const losses = [
    [0, 2],
    [2, 4],
    [4, 5],
  ].map(([from, to]) => byHand.trainOnBatch(few.X.slice(from, to), few.y.slice(from, to)));
  assert.deepEqual(batches, losses);
  toBeClose(history.loss, [(2 * losses[0] + 2 * losses[1] + losses[2]) / 5], 1e-15);
  assert.deepEqual(numbers(net), numbers(byHand));
});

test("a batch larger than the data is all of it", async () => {
  const [net, byHand] = [makeNet(), makeNet()];
  const history = await net.fit(X, y, { batchSize: 1000, shuffle: false });
  toBeClose(history.loss, [byHand.trainOnBatch(X, y)], 1e-15);
  assert.deepEqual(numbers(net), numbers(byHand));
});

test("a batch larger than the data is all of it with shuffling as well, and after smaller batches", async () => {
  const [net, byHand] = [1, 2].map(() =>
    makeNet({ activation: ["tanh", "softmax"], loss: "categoricalCrossentropy" }),
  );
  const options = { batchSize: 2, shuffle: false };
  for (const one of [net, byHand]) await one.fit(X.slice(0, 4), y.slice(0, 4), options);
  const steps: number[][] = [];
  const history = await net.fit(X, y, {
    batchSize: 21,
    onBatch: ({ step, batch, batches }) => steps.push([step, batch, batches]),
  });
  assert.deepEqual(steps, [[1, 1, 1]]);
  toBeClose(history.loss, [byHand.trainOnBatch(X, y)], 1e-14);
  numbers(net).forEach((values, i) => toBeClose(values, numbers(byHand)[i], 1e-14));
});

test("batches of 32 and one epoch unless told otherwise", async () => {
  const many = Array.from({ length: 70 }, (_, i) => X[i % 20]);
  const labels = many.map((_, i) => y[i % 20]);
  const seen: number[][] = [];
  await makeNet().fit(many, labels, {
    onBatch: ({ epoch, epochs, batch, batches, step }) =>
      seen.push([epoch, epochs, batch, batches, step]),
  });
  assert.deepEqual(seen, [
    [1, 1, 1, 3, 1],
    [1, 1, 2, 3, 2],
    [1, 1, 3, 3, 3],
  ]);
});

test("the log of a batch is one object, changed from batch to batch", async () => {
  const logs = new Set<BatchLog>();
  const copies: BatchLog[] = [];
  await makeNet().fit(X, y, {
    epochs: 2,
    batchSize: 10,
    onBatch: (log) => {
      logs.add(log);
      copies.push({ ...log });
    },
  });
  assert.equal(logs.size, 1);
  assert.deepEqual(
    copies.map(({ epoch, batch, batches, step }) => [epoch, batch, batches, step]),
    [
      [1, 1, 2, 1],
      [1, 2, 2, 2],
      [2, 1, 2, 3],
      [2, 2, 2, 4],
    ],
  );
  for (let i = 1; i < copies.length; i++) assert.ok(copies[i].seconds >= copies[i - 1].seconds);
  assert.ok(copies.every(({ accuracy }) => accuracy >= 0 && accuracy <= 1));
});

test("the log of an epoch holds what the history holds, and the learning rate", async () => {
  const logs: EpochLog[] = [];
  const net = makeNet();
  const history = await net.fit(X, y, {
    epochs: 3,
    validationData: [X, y],
    onEpoch: (log) => {
      logs.push(log);
      net.learningRate /= 2;
    },
  });
  assert.deepEqual(
    logs.map(({ loss, accuracy, valLoss, valAccuracy }) => [loss, accuracy, valLoss, valAccuracy]),
    [0, 1, 2].map((i) => [
      history.loss[i],
      history.accuracy[i],
      history.valLoss[i],
      history.valAccuracy[i],
    ]),
  );
  assert.deepEqual(
    logs.map(({ epoch, epochs, learningRate }) => [epoch, epochs, learningRate]),
    [
      [1, 3, 0.5],
      [2, 3, 0.25],
      [3, 3, 0.125],
    ],
  );
  assert.ok(history.seconds >= logs[2].seconds && history.stopped === false);
});

test("accuracy is that of the batches as they came: right answers over examples", async () => {
  const net = makeNet({ learningRate: 1e-300 });
  const history = await net.fit(X, y, { batchSize: 3 });
  assert.equal(history.accuracy[0], net.evaluate(X, y).accuracy);
});

test("validation data are measured after each epoch and never learned from", async () => {
  const [net, without] = [makeNet(), makeNet()];
  const held = { X: X.slice(12), y: y.slice(12) };
  const measured: unknown[] = [];
  const history = await net.fit(X.slice(0, 12), y.slice(0, 12), {
    epochs: 3,
    batchSize: 4,
    validationData: [held.X, held.y],
    onEpoch: () => measured.push(net.evaluate(held.X, held.y)),
  });
  await without.fit(X.slice(0, 12), y.slice(0, 12), { epochs: 3, batchSize: 4 });
  assert.deepEqual(
    history.valLoss.map((loss, i) => ({ loss, accuracy: history.valAccuracy[i] })),
    measured,
  );
  assert.deepEqual(numbers(net), numbers(without));
});

test("validation data that do not fit are refused before the first step", async () => {
  const net = makeNet();
  const before = numbers(net);
  for (const validationData of [
    [[[1, 2]], [0]],
    [X, y.slice(1)],
    [[], []],
    [[[1, 2, NaN]], [0]],
  ] as [number[][], number[]][]) {
    await assert.rejects(net.fit(X, y, { validationData }), {
      name: "RangeError",
      message: /^fit, validationData/,
    });
  }
  assert.deepEqual(numbers(net), before);
});

test("targets that are values have a loss and no accuracy", async () => {
  const net = new Network([1, 3, 1], { activation: ["tanh", "linear"] });
  const logs: EpochLog[] = [];
  const values = [0.1, 0.5, 0.9];
  const history = await net.fit([[0], [1], [2]], values, {
    epochs: 2,
    validationData: [[[1]], [0.5]],
    onEpoch: (log) => logs.push(log),
    onBatch: (log) => assert.ok(Number.isNaN(log.accuracy)),
  });
  assert.deepEqual([history.accuracy, history.valAccuracy], [[], []]);
  assert.equal(history.valLoss.length, 2);
  assert.ok(!("accuracy" in logs[0]) && !("valAccuracy" in logs[0]));
});

test("an aborted signal ends training after the current batch and keeps net and history", async () => {
  const stop = new AbortController();
  const net = makeNet();
  let atStop: number[][] = [];
  let ended: History | undefined;
  const history = await net.fit(X, y, {
    epochs: 5,
    batchSize: 4,
    signal: stop.signal,
    onBatch: ({ epoch, batch }) => {
      if (epoch === 3 && batch === 2) {
        atStop = numbers(net);
        stop.abort();
      }
      assert.ok(epoch < 3 || batch <= 2, "no batch after the stop");
    },
    callbacks: [{ onTrainEnd: (h) => (ended = h) }],
  });
  assert.equal(history.stopped, true);
  assert.equal(history.loss.length, 2);
  assert.deepEqual(numbers(net), atStop);
  assert.equal(ended, history);
  assert.equal(net.epochsDone, 2);
});

test("a signal that comes into being only as training begins is heard", async () => {
  let late: AbortController | undefined;
  const callback = {
    get signal() {
      return late?.signal;
    },
    onTrainBegin: () => (late = new AbortController()),
    onEpoch: () => late?.abort(),
  };
  const history = await makeNet().fit(X, y, { epochs: 9, callbacks: [callback] });
  assert.deepEqual([history.stopped, history.loss.length], [true, 1]);
});

test("a stop between epochs, and one before the first, are stops as well", async () => {
  const stop = new AbortController();
  const options = { epochs: 5, signal: stop.signal, onEpoch: () => stop.abort() };
  const history = await makeNet().fit(X, y, options);
  assert.deepEqual([history.stopped, history.loss.length], [true, 1]);
  const net = makeNet();
  const before = numbers(net);
  const never = await net.fit(X, y, { signal: stop.signal });
  assert.deepEqual([never.stopped, never.loss, numbers(net)], [true, [], before]);
});

test("a stop asked for in the last batch came too late: training is done", async () => {
  const stop = new AbortController();
  const history = await makeNet().fit(X, y, { signal: stop.signal, onBatch: () => stop.abort() });
  assert.deepEqual([history.stopped, history.loss.length], [false, 1]);
});

test("timers of the host have their turn while a long fit runs", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 5);
  const history = await makeNet().fit(X, y, { epochs: 20_000, batchSize: 1 });
  clearInterval(timer);
  const expected = Math.floor(history.seconds / 0.2);
  assert.ok(expected >= 1, `too short to tell: ${history.seconds} s`);
  assert.ok(turns >= expected, `${turns} turns in ${history.seconds} s`);
});

// a = w + b with y = 0: each step multiplies a by 1 − 2η, so that the loss grows until it overflows. With one step an
// epoch, the last step whose loss was finite leads to the first whose loss is not: it must be taken back as well.
test("a learning rate that makes the loss NaN: step, layer and cure are named, the last finite epoch is kept", async () => {
  const net = new Network([1, 1], { activation: "linear", learningRate: 1001, dtype: "float64" });
  net.setState({ "dense_1/weights": Matrix.from([[1]]), "dense_1/bias": Matrix.from([[0]]) });
  const before = [numbers(net)];
  let epochs = 0;
  let ended: History | undefined;
  await assert.rejects(
    net.fit([[1]], [0], {
      epochs: 1000,
      onEpoch: () => {
        before.push(numbers(net));
        epochs++;
      },
      callbacks: [{ onTrainEnd: (history) => (ended = history) }],
    }),
    (error: Error) => {
      const step = epochs + 1;
      assert.match(error.message, /^fit: the loss became Infinity, first seen in .*dense_1 gave/);
      assert.match(error.message, new RegExp(`at step ${step} \\(epoch ${step} of 1000\\)`));
      assert.match(error.message, /Divide the learning rate \(now 1001\) by ten/);
      assert.match(error.message, /parameters of the last finite epoch are kept/);
      assert.ok(error.cause instanceof Error);
      return true;
    },
  );
  assert.ok(epochs > 10);
  assert.deepEqual(numbers(net), before[epochs - 1]);
  assert.equal(net.evaluate([[1]], [0]).loss, ended?.loss.at(-1), "the net has that epoch's loss");
  assert.equal(ended?.loss.length, epochs, "lookers-on get the history");
  net.learningRate = 0.1;
  const { loss } = await net.fit([[1]], [0], { epochs: 3 });
  assert.ok(loss[2] < loss[0], "with a smaller rate the net goes on");
});

test("with many steps an epoch, the parameters at the end of the last finite epoch are kept", async () => {
  const net = makeNet({ activation: "linear", learningRate: 0.01 });
  let kept = numbers(net);
  let failing = false;
  await assert.rejects(
    net.fit(X, y, {
      epochs: 3,
      batchSize: 4,
      onEpoch: ({ epoch }) => {
        if (epoch === 2) kept = numbers(net);
      },
      onBatch: ({ epoch, batch }) => {
        if (epoch !== 3 || batch !== 2) return;
        failing = true;
        net.parameters()[2].value.data.fill(NaN);
      },
    }),
    /first seen in dense_2, at step 13 \(epoch 3 of 3\)/,
  );
  assert.ok(failing);
  assert.deepEqual(numbers(net), kept);
});

test("within an epoch the failing step is named, and the start is kept where no epoch was finished", async () => {
  const net = new Network([3, 8, 4], { activation: "linear", learningRate: 1e20, seed: 1 });
  const before = numbers(net);
  const steps: number[] = [];
  await assert.rejects(
    net.fit(X, y, { batchSize: 1, onBatch: ({ step }) => steps.push(step) }),
    (error: Error) => {
      assert.match(error.message, /first seen in dense_[12], at step \d+ \(epoch 1 of 1\)/);
      assert.match(error.message, new RegExp(`at step ${steps.length + 1} `));
      return true;
    },
  );
  assert.deepEqual(numbers(net), before);
});

test("parameters that overflow at the epoch's last step are found, and that step is named", async () => {
  const net = new Network([1, 1], { activation: "linear", learningRate: 1e30, dtype: "float32" });
  net.setState({ "dense_1/weights": Matrix.from([[1]]), "dense_1/bias": Matrix.from([[0]]) });
  await assert.rejects(
    net.fit([[1e10]], [0], { epochs: 3 }),
    /^Error: fit: dense_1\/weights holds a number that is not finite, at step 1 \(epoch 1 of 3\)/,
  );
  assert.deepEqual(numbers(net), [[1], [0]]);
});

// a = w + b with y = 0: every step multiplies a by 1 − 2η, so that the step at which η a is too large can be counted.
test("the very step at which a parameter stops being finite is named, with the parameter", async () => {
  const learningRate = 1e9;
  let expected = 1;
  for (let a = 1; learningRate * a < 3.4e38; expected++) a *= 2 * learningRate;
  assert.ok(expected > 2);
  const net = new Network([1, 1], { activation: "linear", learningRate, dtype: "float32" });
  net.setState({ "dense_1/weights": Matrix.from([[1]]), "dense_1/bias": Matrix.from([[0]]) });
  const many = Array.from({ length: 50 }, () => [1]);
  const steps: number[] = [];
  await assert.rejects(
    net.fit(many, new Float64Array(50), {
      batchSize: 1,
      onBatch: ({ step }) => {
        steps.push(step);
        assert.ok(numbers(net).flat().every(Number.isFinite), `finite after step ${step}`);
      },
    }),
    (error: Error) => {
      const said = `fit: dense_1/weights holds a number that is not finite, at step ${expected} (epoch 1 of 1)`;
      assert.equal(error.message.slice(0, said.length), said);
      assert.match(error.message, /Divide the learning rate \(now 1000000000\) by ten/);
      assert.ok(error.cause instanceof NotFinite);
      return true;
    },
  );
  assert.equal(steps.length, expected - 1);
  assert.deepEqual(numbers(net), [[1], [0]], "no epoch was finished: the start is kept");
});

// w = 1, b = 0 answer every row (0, 0) rightly, so that nothing changes until the fourth row: there dL/dw = x² and
// dL/db = x in the first case, dL/dw = 0 and dL/db = −y in the second.
for (const [dtype, large, learningRate] of [
  ["float32", 1e15, 1e10],
  ["float64", 1e150, 1e10],
] as const) {
  for (const [name, x, y, rate] of [
    ["weights", large, 0, learningRate],
    ["bias", 0, large, large * learningRate],
  ] as const) {
    test(`in ${dtype} ${name} that overflow in the midst of an epoch are named, with the step`, async () => {
      const net = new Network([1, 1], { activation: "linear", learningRate: rate, dtype });
      net.setState({ "dense_1/weights": Matrix.from([[1]]), "dense_1/bias": Matrix.from([[0]]) });
      const rows = [[0], [0], [0], [x], [0], [0]];
      await assert.rejects(
        net.fit(rows, [0, 0, 0, y, 0, 0], { batchSize: 1, shuffle: false }),
        (error: Error) => {
          const said = `fit: dense_1/${name} holds a number that is not finite, at step 4 (epoch 1 of 1)`;
          assert.equal(error.message.slice(0, said.length), said);
          return true;
        },
      );
      assert.deepEqual(numbers(net), [[1], [0]]);
    });
  }
}

test("a bias that stops being finite is named as such, with its step, whatever the optimizer", async () => {
  for (const optimizer of [new SGD({ learningRate: 0.1 }), new Adam()]) {
    const net = new Network([1, 1, 1], { activation: "tanh", dtype: "float64" });
    net.compile({ optimizer, loss: "quadratic" });
    const before = numbers(net);
    await assert.rejects(
      net.fit([[1], [2], [3], [4]], [0, 1, 0, 1], {
        batchSize: 1,
        onBatch: ({ step }) => {
          // tanh of −∞ is −1 with slope 0: loss and gradients stay finite.
          if (step === 2) net.parameters()[1].value.data.fill(-Infinity);
        },
      }),
      /^Error: fit: dense_1\/bias holds a number that is not finite, at step 3 \(epoch 1 of 1\)/,
    );
    assert.deepEqual(numbers(net), before);
  }
});

test("a weight set to NaN while training is found at the next step, though its inputs are all zero", async () => {
  const net = new Network([2, 1], { activation: "linear", dtype: "float64", learningRate: 0.1 });
  const rows = [1, 2, 3, 4].map((x) => [0, x / 4]);
  await assert.rejects(
    net.fit(rows, [0, 1, 0, 1], {
      batchSize: 1,
      onBatch: ({ step }) => {
        if (step === 2) net.parameters()[0].value.set(0, 0, NaN);
      },
    }),
    /(dense_1\/weights holds a number that is not finite|first seen in dense_1), at step 3 /,
  );
});

test("with a smaller rate Adam goes on after steps that were too large", async () => {
  const net = new Network([1, 1], { activation: "linear", dtype: "float64" });
  net.compile({ optimizer: new Adam({ learningRate: 1e200 }), loss: "quadratic" });
  await assert.rejects(net.fit([[1]], [0.5], { epochs: 5 }), /the loss became Infinity/);
  net.learningRate = 0.05;
  const { loss } = await net.fit([[1]], [0.5], { epochs: 100 });
  assert.ok(loss[99] < loss[0]);
});

test("an error in a looker-on comes through, and the training's end is told", async () => {
  let ended = 0;
  const net = makeNet();
  const onBatch = () => {
    throw new TypeError("mine");
  };
  const callbacks = [{ onTrainEnd: () => ended++ }];
  await assert.rejects(net.fit(X, y, { onBatch, callbacks }), {
    name: "TypeError",
    message: "mine",
  });
  assert.equal(ended, 1);
});

test("a net may be asked while it learns, without a trace in what it learns", async () => {
  const [net, quiet] = [makeNet(), makeNet()];
  await net.fit(X, y, { epochs: 2, batchSize: 3, onBatch: () => net.predict(X) });
  await quiet.fit(X, y, { epochs: 2, batchSize: 3 });
  assert.deepEqual(numbers(net), numbers(quiet));
});

test("epochs, batchSize and options that make no sense are refused", async () => {
  const net = makeNet();
  for (const option of ["epochs", "batchSize"]) {
    for (const bad of [0, -1, 1.5, NaN, "10"]) {
      await assert.rejects(net.fit(X, y, { [option]: bad }), {
        name: "RangeError",
        message: new RegExp(`^fit expects ${option} to be a whole number of at least 1 but got`),
      });
    }
  }
  await assert.rejects(net.fit(X, y, { batchsize: 3 } as object), {
    name: "TypeError",
    message: /^fit knows no option "batchsize"/,
  });
});

test("10,000 steps of fit leave nothing behind in memory", async () => {
  const many = { data: new Uint8Array(84_000 * 3).map((_, i) => i % 251), shape: [84_000, 3] };
  const labels = new Uint8Array(84_000).map((_, i) => i % 4);
  // What steps leave they leave in every stretch; what the compiler leaves, while it comes to rest, only in one.
  const stretches = [1, 2, 3].map((i) => keptBetween(i * 10_000, (i + 1) * 10_000));
  const onBatch = ({ step }: BatchLog) => stretches.forEach((memory) => memory.at(step));
  await makeNet().fit({ ...many, scale: 1 / 255 }, labels, { batchSize: 2, onBatch });
  const kept = stretches.map((memory) => memory.result());
  assert.ok(Math.min(...kept) < 100_000, `${kept.join(", ")} bytes after 10,000 steps each`);
});

test("a loss that is not finite before the first step names the learning rate as well", async () => {
  const net = new Network([1, 1], { activation: "linear", learningRate: 0.25, dtype: "float64" });
  net.parameters()[0].value.data.fill(1e200);
  await assert.rejects(
    net.fit([[1]], [0]),
    /at step 1 .* Divide the learning rate \(now 0\.25\) by ten/,
  );
});
