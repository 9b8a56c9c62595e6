import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Activation,
  Adam,
  BatchNormalization,
  Dense,
  Dropout,
  Flatten,
  Input,
  Sequential,
  SGD,
  standardScaler,
  type CompileOptions,
  type FitOptions,
  type Labels,
  type Layer,
  type MatrixLike,
} from "../../../lib/core/index";
import { examplesOfAll, modelOfAll, wholeOf } from "../../helpers/models";

const { X, y } = examplesOfAll(20);

test("a layer stack whose shapes do not fit names the layer and both shapes", () => {
  for (const [layers, message] of [
    [
      [new Dense({ units: 5 }), new Dense({ units: 2, inputs: 4 })],
      /^dense_2 expects 4 inputs a row but what lies before it gives 5: its weights \[4, 2\] do not fit \[rows, 5\]/,
    ],
    [
      [new Dense({ units: 5 }), new Dropout(0.1), new Input({ shape: 3 })],
      /^input_1 expects \[3\] for each example but got \[5\]/,
    ],
    [
      [new Dense({ units: 1 }), new Activation("softmax")],
      /^activation_1 expects softmax to have at least 2 units but got 1/,
    ],
  ] as [Layer[], RegExp][]) {
    assert.throws(() => new Sequential(layers, { inputs: 3 }), { name: "RangeError", message });
    const grown = new Sequential([], { inputs: 3 });
    assert.throws(
      () => layers.forEach((layer) => grown.add(layer)),
      { name: "RangeError", message },
      "by add as well",
    );
  }
  const picture = { inputs: [4, 4] };
  assert.throws(() => new Sequential([new Dense({ units: 2 })], picture), {
    name: "RangeError",
    message: /^dense_1 expects .* \[4, 4\] for each: put a Flatten between them/,
  });
  assert.throws(
    () => new Sequential([new Flatten(), new Dense({ units: 2, inputs: 15 })], picture),
    {
      name: "RangeError",
      message: /^dense_1 expects 15 inputs a row but what lies before it gives 16/,
    },
  );
});

test("shapes that only the data say are checked with the data, and the model is still without them", () => {
  const layers = [new Flatten(), new Dense({ units: 2, inputs: 3 })];
  const model = new Sequential(layers).compile({ loss: "meanSquaredError" });
  const before = model.config();
  const bad = () => model.predict([[1, 2, 3, 4]]);
  assert.throws(bad, { name: "RangeError", message: /^dense_1 expects 3 inputs a row .* gives 4/ });
  assert.deepEqual(model.config(), before);
  assert.equal(model.predict([[1, 2, 3]]).cols, 2);
});

test("what is no layer, no optimizer, no list of metrics and no scaler is refused by kind", () => {
  for (const bad of ["dense", { units: 3 }, undefined, null, Dense]) {
    for (const make of [
      () => new Sequential([bad as never], { inputs: 2 }),
      () => new Sequential([bad as never]),
      () => new Sequential().add(bad as never),
    ]) {
      assert.throws(make, {
        name: "TypeError",
        message: /^Sequential expects layers, such as new D/,
      });
    }
  }
  const compile = (options: object) => () =>
    new Sequential([new Dense({ units: 1 })], { inputs: 1 }).compile(options as CompileOptions);
  const loss = "meanSquaredError";
  for (const [options, name, message] of [
    [{ loss, optimizer: "adam" }, "TypeError", /^compile expects an optimizer, .* but got "adam"/],
    [
      { loss, optimizer: Adam },
      "TypeError",
      /^compile expects an optimizer, .* a function \(Adam\)/,
    ],
    [{ loss, metrics: "accuracy" }, "TypeError", /^compile expects metrics to be a list/],
    [{ loss, metrics: ["auc"] }, "RangeError", /^compile knows no metric "auc"/],
    [
      { loss, metrics: ["recall"] },
      "RangeError",
      /^compile counts no recall while it trains: call/,
    ],
    [{}, "RangeError", /^compile knows no loss undefined/],
  ] as const) {
    assert.throws(compile(options), { name, message });
  }
  for (const scaler of ["standard", standardScaler]) {
    assert.throws(() => new Sequential([], { scaler: scaler as never }), {
      name: "TypeError",
      message:
        /^Sequential expects a scaler that was fitted, such as standardScaler\.fit\(train\.X\)/,
    });
  }
  const scaler = standardScaler.fit([[1, 2, 3]]);
  assert.throws(() => new Sequential([], { inputs: 2, scaler }), {
    name: "RangeError",
    message: /expects a scaler for 2 columns, as many as go in, but it was fitted to 3/,
  });
});

test("a scaler says how many numbers it expects, before the model knows", () => {
  const scaler = standardScaler.fit([[1, 2, 3], [4, 5, 7]]); // prettier-ignore
  const model = new Sequential([new Dense({ units: 1 })], { scaler });
  assert.throws(() => model.predict([[1, 2]]), {
    name: "RangeError",
    message: /^predict expects 3 inputs a row but got 2/,
  });
  assert.equal(model.inputs, 0);
});

/** Calls that are refused, and what they say. */
const refused: [string, MatrixLike, Labels, RegExp][] = [
  [
    "labels that are no classes",
    X,
    y.map((c) => c + 1),
    /expects labels from 0 to 2 .* label \d+ is 3/,
  ],
  ["labels below 0", X, y.map((c) => c - 1), /expects labels from 0 to 2 .* is -1/],
  ["labels with fractions", X, y.map((c) => c / 2), /expects labels from 0 to 2 .* is 0\.5/],
  ["labels that are texts", X, y.map(String) as never, /expects rows of numbers/],
  ["labels that are missing", X, undefined as never, /expects labels as class numbers or as rows/],
  ["too few labels", X, y.slice(1), /one label for each example but got 20 examples and 19 labels/],
  [
    "targets that are no probabilities",
    X,
    y.map(() => [2, -1, 0]),
    /expects targets from 0 to 1, which/,
  ],
  [
    "targets that do not add up to 1",
    X,
    y.map(() => [1, 1, 0]),
    /expects targets that add up to 1/,
  ],
  [
    "rows of targets that are too short",
    X,
    y.map(() => [1, 0]),
    /expects 3 targets a row .* but got 2/,
  ],
  ["inputs of another width", X.map((row) => row.slice(1)), y, /expects 4 inputs a row but got 3/],
  ["inputs that are NaN", X.map((row) => [...row.slice(1), NaN]), y, /row 0, column 3 is NaN/],
  ["inputs that are infinite", X.map((row) => [...row.slice(1), Infinity]), y, /is Infinity/],
  [
    "inputs that are null",
    { data: X.flat().map(() => null as never), shape: [20, 4] },
    y,
    /is null/,
  ],
  ["no examples", [], [], /expects at least one example but got none/],
];

for (const [what, badX, badY, message] of refused) {
  test(`${what} are refused by name, and the whole model stays as it was`, async () => {
    const model = modelOfAll(new Adam());
    await model.fit(X, y, { epochs: 2, batchSize: 5 });
    const before = wholeOf(model);
    const calls: [string, () => unknown][] = [
      ["evaluate", () => model.evaluate(badX, badY)],
      ["computeGradients", () => model.computeGradients(badX, badY)],
      ["trainOnBatch", () => model.trainOnBatch(badX, badY)],
      ["fit", () => model.fit(badX, badY)],
      ["fit, validationData", () => model.fit(X, y, { validationData: [badX, badY] })],
      ["fit", () => model.fit(badX, badY, { validationSplit: 0.5 })],
    ];
    for (const [name, call] of calls) {
      await assert.rejects(
        async () => call(),
        (error: Error) => {
          assert.match(error.message, new RegExp(`^${name}`));
          assert.match(error.message, message);
          assert.ok(error instanceof RangeError || error instanceof TypeError, error.name);
          return true;
        },
      );
    }
    assert.deepEqual(wholeOf(model), before);
  });
}

const badOptions: [object, RegExp][] = [
  [{ epochs: 0 }, /^fit expects epochs to be a whole number of at least 1 but got 0/],
  [{ batchSize: 2.5 }, /^fit expects batchSize to be a whole number of at least 1 but got 2\.5/],
  [{ batch_size: 3 }, /^fit knows no option "batch_size": it takes epochs, batchSize/],
  [{ validationSplit: 0 }, /^fit expects validationSplit to be a share between 0 and 1 but got 0/],
  [{ validationSplit: 1 }, /^fit expects validationSplit to be a share between 0 and 1 but got 1/],
  [{ validationSplit: "0.2" }, /between 0 and 1 .*but got "0\.2"/],
  [{ validationSplit: 0.99 }, /leaves no row for training/],
  [
    { validationSplit: 0.5, validationData: [X, y] },
    /validationData or validationSplit but got both/,
  ],
  [
    { validationData: { X, y } },
    /^fit expects validationData to be a pair \[X, y\] but got an obj/,
  ],
  [{ validationData: [X] }, /^fit expects validationData to be a pair \[X, y\] but got an array/],
  [{ callbacks: { onEpoch() {} } }, /^fit expects callbacks to be a list, such as \[earlyStopping/],
  [{ batchSize: 19 }, /^fit: batch_normalization_1 expects at least 2 examples in every batch/],
  [10 as unknown as object, /^fit expects options such as \{ epochs: … \} but got 10/],
];
test("options of fit that make no sense are refused, and the whole model stays as it was", async () => {
  const model = modelOfAll(new SGD({ momentum: 0.9 }));
  await model.fit(X, y, { epochs: 2, batchSize: 5 });
  const before = wholeOf(model);
  for (const [options, message] of badOptions) {
    await assert.rejects(model.fit(X, y, options as FitOptions), (error: Error) => {
      assert.match(error.message, message);
      assert.ok(error instanceof RangeError || error instanceof TypeError, error.name);
      return true;
    });
  }
  assert.deepEqual(wholeOf(model), before);
  await model.fit(X, y, { epochs: 1, batchSize: 5 });
});

test("fit before compile is refused, and so is all else that needs a loss", async () => {
  const model = new Sequential([new Dense({ units: 2 })], { inputs: 4 });
  const before = [model.config(), model.state()];
  const missing =
    /^Error: \w+ needs a loss and an optimizer: call model\.compile\(\{ optimizer, loss \}\)/;
  await assert.rejects(model.fit(X, y), missing);
  assert.throws(() => model.evaluate(X, y), missing);
  assert.throws(() => model.computeGradients(X, y), missing);
  assert.throws(() => model.trainOnBatch(X, y), missing);
  assert.throws(() => (model.loss = "quadratic"), missing);
  assert.throws(() => (model.learningRate = 1), missing);
  assert.throws(() => model.optimizer, missing);
  assert.deepEqual([model.config(), model.state()], before);
});

test("a compile that is refused leaves the loss and the optimizer that there were", () => {
  const optimizer = new Adam();
  const model = modelOfAll(optimizer);
  model.trainOnBatch(X, y);
  const before = wholeOf(model);
  for (const options of [
    { loss: "mse" },
    { loss: "quadratic", metrics: ["f1"] },
    { loss: "quadratic", optimizer: "sgd" },
  ]) {
    assert.throws(() => model.compile(options as never));
  }
  assert.equal(model.optimizer, optimizer);
  assert.deepEqual(wholeOf(model), before);
});

test("layers come before compile and before use", () => {
  const model = new Sequential([new Dense({ units: 2, activation: "softmax" })], { inputs: 4 });
  model.compile({ loss: "categoricalCrossentropy" });
  assert.throws(() => model.add(new Dense({ units: 2 })), {
    name: "Error",
    message: /^add comes before compile and before the model is used/,
  });
  const used = new Sequential([new Dense({ units: 2 })], { inputs: 4 });
  used.predict(X);
  assert.throws(() => used.add(new Dense({ units: 2 })), /^Error: add comes before/);
  assert.deepEqual([model.layers.length, used.layers.length], [1, 1]);
});

test("a model learns one thing at a time: a second fit beside the first is refused", async () => {
  const [model, alone] = [modelOfAll(new Adam()), modelOfAll(new Adam())];
  const first = model.fit(X, y, { epochs: 3, batchSize: 5 });
  await assert.rejects(model.fit(X, y), {
    name: "Error",
    message: "fit is running already: write await model.fit(…) before the next one",
  });
  await first;
  await alone.fit(X, y, { epochs: 3, batchSize: 5 });
  assert.deepEqual(wholeOf(model), wholeOf(alone));
  await model.fit(X, y, { batchSize: 5 });
  await assert.rejects(
    model.fit(X, y, {
      batchSize: 5,
      onBatch() {
        throw new Error("mine");
      },
    }),
    /mine/,
  );
  await model.fit(X, y, { batchSize: 5 });
});

test("batch normalization with one example is refused wherever it would learn", async () => {
  const layers = [new BatchNormalization(), new Dense({ units: 1 })];
  const model = new Sequential(layers, { inputs: 2 }).compile({ loss: "quadratic" });
  const before = wholeOf(model);
  assert.throws(() => model.trainOnBatch([[1, 2]], [1]), {
    name: "RangeError",
    message: /^trainOnBatch: batch_normalization_1 expects at least 2 examples/,
  });
  await assert.rejects(model.fit([[1, 2]], [1]), {
    name: "RangeError",
    message: /^fit: batch_normalization_1 expects at least 2 examples in every batch/,
  });
  assert.deepEqual(wholeOf(model), before);
  assert.equal(model.evaluate([[1, 2]], [1]).loss > 0, true);
});
