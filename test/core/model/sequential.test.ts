import assert from "node:assert/strict";
import { test } from "node:test";
import { Dense } from "../../../lib/core/layers/dense";
import { Dropout } from "../../../lib/core/layers/dropout";
import { NotFinite } from "../../../lib/core/errors";
import { Matrix, type DType, type MatrixLike } from "../../../lib/core/matrix";
import { Network } from "../../../lib/core/model/network";
import { Sequential } from "../../../lib/core/model/sequential";
import { SGD } from "../../../lib/core/optimizers/sgd";
import type { Labels } from "../../../lib/core/targets";
import { toBeClose } from "../../helpers/close";

/** One linear neuron: a = 2 x1 − x2 + 1. */
function neuron(): Sequential {
  const model = new Sequential([new Dense({ units: 1 })], { inputs: 2, dtype: "float64" });
  model.compile({ optimizer: new SGD({ learningRate: 0.1 }), loss: "quadratic" });
  model.setState({
    "dense_1/weights": Matrix.from([[2], [-1]]),
    "dense_1/bias": Matrix.from([[1]]),
  });
  return model;
}

test("predict gives one row of outputs for each row of inputs", () => {
  assert.deepEqual(
    neuron()
      .predict([
        [0, 0],
        [1, 2],
        [3, 1],
      ])
      .toArray(),
    [[1], [1], [6]],
  );
});

test("what predict returns is the caller's own copy", () => {
  const model = neuron();
  const first = model.predict([[1, 0]]);
  model.predict([[5, 5]]);
  assert.equal(first.get(0, 0), 3);
  first.set(0, 0, 99);
  assert.equal(model.predict([[1, 0]]).get(0, 0), 3);
});

// Outputs 1 and 6 against 0 and 4: errors 1 and 2, loss (1 + 4) / 2 / 2 = 5/4.
test("evaluate gives the mean loss, and accuracy where answers are right or wrong", () => {
  const X = [
    [0, 0],
    [3, 1],
  ];
  assert.deepEqual(neuron().evaluate(X, [0, 4]), { loss: 5 / 4 });
  assert.deepEqual(neuron().evaluate(X, [0, 1]), { loss: (1 + 25) / 4, accuracy: 1 / 2 });
});

// Error 2 at the row (3, 1): dW = (6, 2), db = 2, and the step takes off a tenth of that.
test("trainOnBatch makes one step and returns the loss before it", () => {
  const model = neuron();
  assert.equal(model.trainOnBatch([[3, 1]], [4]), 2);
  toBeClose(model.state()["dense_1/weights"], [[1.4], [-1.2]]);
  toBeClose(model.state()["dense_1/bias"], [[0.8]]);
});

test("computeGradients writes the gradients and changes nothing else", () => {
  const model = neuron();
  assert.equal(model.computeGradients([[3, 1]], [4]), 2);
  toBeClose(model.parameters()[0].gradient, [[6], [2]]);
  toBeClose(model.parameters()[1].gradient, [[2]]);
  toBeClose(model.state()["dense_1/weights"], [[2], [-1]]);
});

test("every form of the same data gives the same numbers", () => {
  const bytes = Uint8Array.of(0, 51, 102, 255, 204, 153);
  const rows = [
    [0, 51 / 255],
    [102 / 255, 1],
    [204 / 255, 153 / 255],
  ];
  const forms: MatrixLike[] = [
    { data: bytes, shape: [3, 2], scale: 1 / 255 },
    { data: bytes, shape: [3, 1, 2], scale: 1 / 255 },
    { data: Float64Array.from(rows.flat()), shape: [3, 2] },
    rows,
    Matrix.from(rows),
  ];
  const labels: Labels[] = [
    [0, 2, 1],
    Uint8Array.of(0, 2, 1),
    [
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
    ],
  ];
  const results = forms.flatMap((X) =>
    labels.map((y) => {
      const net = new Network([2, 4, 3], { seed: 1, dtype: "float64" });
      const loss = net.trainOnBatch(X, y);
      return [loss, ...net.predict(X).data, net.evaluate(X, y).accuracy ?? NaN];
    }),
  );
  for (const result of results) toBeClose(result, results[0], 1e-15);
});

test("learningRate and loss are attributes that may be changed at any time", () => {
  const net = new Network([2, 3, 10], { seed: 1, dtype: "float64", learningRate: 1 });
  const quadratic = net.evaluate([[1, 1]], [3]).loss;
  net.loss = "meanSquaredError";
  toBeClose(net.evaluate([[1, 1]], [3]).loss, quadratic / 5);
  assert.equal(net.loss, "meanSquaredError");
  net.learningRate = 0.25;
  assert.equal(net.learningRate, 0.25);
  const before = net.state()["dense_2/bias"];
  net.trainOnBatch([[1, 1]], [3]);
  const { gradient, value } = net.parameters()[3];
  toBeClose(value, [before.row(0).map((b, j) => b - 0.25 * gradient.get(0, j))]);
  assert.throws(() => (net.learningRate = -1), { name: "RangeError" });
  assert.throws(() => (net.loss = "mse" as "quadratic"), { name: "RangeError" });
});

test("state is a copy, and setState brings it back", () => {
  const net = new Network([2, 3, 1], { seed: 1 });
  const before = net.predict([[1, 0]]).get(0, 0);
  const state = net.state();
  for (let i = 0; i < 5; i++) net.trainOnBatch([[1, 0]], [1]);
  assert.notEqual(net.predict([[1, 0]]).get(0, 0), before);
  net.setState(state);
  assert.equal(net.predict([[1, 0]]).get(0, 0), before);
  state["dense_1/weights"].data.fill(0);
  assert.equal(net.predict([[1, 0]]).get(0, 0), before, "setState copied the numbers");
});

test("setState refuses names and shapes that do not fit, and changes nothing then", () => {
  const net = new Network([2, 3, 1], { seed: 1 });
  const before = net.state();
  const good = () =>
    Object.fromEntries(
      Object.entries(net.state()).map(([name, m]) => [name, Matrix.zeros(m.rows, m.cols)]),
    );
  for (const [change, message] of [
    [
      { "dense_3/weights": Matrix.zeros(1, 1) },
      /knows no dense_3\/weights: this model has dense_1/,
    ],
    [
      { "dense_2/bias": Matrix.zeros(1, 2) },
      /dense_2\/bias as Matrix \[1, 1\] but got Matrix \[1, 2\]/,
    ],
    [{ "dense_2/weights": Matrix.zeros(1, 3) }, /as Matrix \[3, 1\] but got Matrix \[1, 3\]/],
    [{ "dense_2/bias": [[1]] as unknown as Matrix }, /but got an array of 1 rows/],
    [{ "dense_2/bias": undefined as unknown as Matrix }, /but got undefined/],
  ] as const) {
    assert.throws(() => net.setState({ ...good(), ...change }), { name: "RangeError", message });
  }
  assert.deepEqual(net.state(), before);
});

test("names of layers, inputs and outputs can be read", () => {
  const net = new Network([4, 3, 2], { seed: 9 });
  assert.deepEqual([net.inputs, net.outputs, net.seed, net.epochsDone], [4, 2, 9, 0]);
  assert.deepEqual(
    net.layers.map((layer) => layer.name),
    ["dense_1", "dense_2"],
  );
});

test("config and state together are the whole model", async () => {
  const net = new Network([2, 4, 1], { seed: 2, activation: "tanh", learningRate: 0.2 });
  await net.fit(
    [
      [0, 1],
      [1, 0],
    ],
    [0, 1],
    { epochs: 2, batchSize: 1 },
  );
  const plain = JSON.parse(JSON.stringify(net.config()));
  assert.deepEqual(plain, net.config(), "config survives JSON");
  const again = Sequential.fromConfig(plain, net.state());
  assert.deepEqual(again.config(), net.config());
  assert.deepEqual(again.state(), net.state());
  assert.equal(again.epochsDone, 2);
});

test("a model that was never compiled can be described and made again", () => {
  const model = new Sequential([new Dense({ units: 2 })], { inputs: 3 });
  const again = Sequential.fromConfig(JSON.parse(JSON.stringify(model.config())), model.state());
  assert.deepEqual(again.predict([[1, 2, 3]]).data, model.predict([[1, 2, 3]]).data);
});

test("summary lists layers, shapes and the number of parameters", () => {
  const text = new Network([784, 30, 10]).summary();
  assert.match(text, /dense_1 +Dense, sigmoid +\[784, 30\] +23550/);
  assert.match(text, /dense_2 +Dense, sigmoid +\[30, 10\] +310/);
  assert.match(text, /parameters +23860$/);
});

test("without compile the model predicts, and says what training and measuring lack", async () => {
  const model = new Sequential([new Dense({ units: 1 })], { inputs: 1 });
  assert.deepEqual(model.predict([[0]]).toArray(), [[0]]);
  const missing =
    /needs a loss and an optimizer: call model\.compile\(\{ optimizer, loss \}\) first/;
  assert.throws(() => model.evaluate([[1]], [1]), missing);
  assert.throws(() => model.trainOnBatch([[1]], [1]), missing);
  assert.throws(() => model.learningRate, missing);
  await assert.rejects(model.fit([[1]], [1]), missing);
});

test("compile takes SGD unless told otherwise and refuses what it does not know", () => {
  const model = new Sequential([new Dense({ units: 1 })], { inputs: 1 });
  assert.equal(model.compile({ loss: "quadratic" }), model);
  assert.equal(model.learningRate, 0.01);
  assert.throws(() => model.compile({ loss: "mse" as "quadratic" }), { name: "RangeError" });
  const options = { loss: "quadratic", optimiser: new SGD() } as const;
  assert.throws(() => model.compile(options), { name: "TypeError", message: /"optimiser"/ });
});

test("a model without layers or inputs is refused", () => {
  const dense = () => [new Dense({ units: 1 })];
  const empty = new Sequential([], { inputs: 1 });
  const unknown = new Sequential(dense());
  for (const [model, message] of [
    [empty, /needs layers: call model\.add\(layer\) first/],
    [unknown, /needs to know how many numbers an example holds: write new Sequential\(/],
  ] as const) {
    assert.throws(() => model.parameters(), message);
    assert.throws(() => model.state(), message);
  }
  assert.throws(() => empty.predict([[1]]), /^Error: predict needs layers/);
  assert.throws(() => empty.compile({ loss: "quadratic" }), /^Error: compile needs layers/);
  assert.throws(() => new Sequential("dense" as never), {
    name: "TypeError",
    message: 'Sequential expects a list of layers but got "dense"',
  });
  for (const inputs of [0, -1, 2.5, [], [3, 0], "2"]) {
    assert.throws(() => new Sequential(dense(), { inputs: inputs as number }), {
      name: "RangeError",
      message: /^Sequential expects the shape of one example as whole numbers above 0, such as/,
    });
  }
  assert.throws(() => new Sequential(dense(), { inputs: 1, seed: -1 }), { name: "RangeError" });
  assert.throws(() => new Sequential(dense(), { inputs: 1, sed: 1 } as { inputs: number }), {
    name: "TypeError",
    message: /knows no option "sed"/,
  });
});

test("a layer that is part of a model already is refused", () => {
  const layer = new Dense({ units: 2 });
  new Sequential([layer], { inputs: 2 });
  assert.throws(() => new Sequential([layer], { inputs: 2 }), /already part of a model/);
  const twice = new Dense({ units: 2 });
  assert.throws(
    () => new Sequential([twice, twice], { inputs: 2 }),
    /dense stands twice in this model: make a new Dense for each place/,
  );
  assert.equal(new Sequential([twice], { inputs: 2 }).outputs, 2, "it is still free");
});

const bad: [string, MatrixLike, Labels, RegExp][] = [
  ["a row too short", [[1]], [0], /expects 2 inputs a row but got 1: X is \[1, 1\]/],
  ["no example", [], [], /expects at least one example but got none/],
  ["NaN in the data", [[1, NaN]], [0], /row 0, column 1 is NaN/],
  ["rows of different length", [[1, 2], [1]], [0, 1], /row 1 has 1/],
  ["a label too large", [[1, 2]], [3], /labels from 0 to 2 .* but label 0 is 3/],
  ["a negative label", [[1, 2]], [-1], /but label 0 is -1/],
  ["a label with a fraction", [[1, 2]], [0.5], /but label 0 is 0.5/],
  [
    "too few labels",
    [
      [1, 2],
      [3, 4],
    ],
    [0],
    /got 2 examples and 1 labels/,
  ],
  ["a target row too long", [[1, 2]], [[0, 0, 0, 1]], /expects 3 targets a row .* but got 4/],
  ["NaN in the targets", [[1, 2]], [[0, NaN, 1]], /row 0, column 1 is NaN/],
];
for (const [what, X, y, message] of bad) {
  test(`${what} is refused by evaluate, trainOnBatch and fit, and the model stays as it was`, async () => {
    const net = new Network([2, 4, 3], { seed: 1 });
    const before = net.state();
    for (const [name, call] of [
      ["evaluate", () => net.evaluate(X, y)],
      ["trainOnBatch", () => net.trainOnBatch(X, y)],
      ["fit", () => net.fit(X, y)],
    ] as const) {
      await assert.rejects(
        async () => call(),
        (error: Error) => {
          assert.equal(error.name, "RangeError");
          assert.match(error.message, message);
          assert.match(error.message, new RegExp(`^${name}`));
          return true;
        },
      );
    }
    assert.deepEqual(net.state(), before);
  });
}

test("predict refuses what does not fit and names itself", () => {
  const net = new Network([2, 1]);
  assert.throws(
    () => net.predict([[1, 2, 3]]),
    /^RangeError: predict expects 2 inputs a row but got 3/,
  );
  assert.throws(() => net.predict([]), /^RangeError: predict expects at least one example/);
  assert.throws(
    () => net.predict([1, 2] as unknown as number[][]),
    /^TypeError: predict expects rows/,
  );
});

test("a single step that goes too far says so, with the parameter and the cure", () => {
  const net = new Network([1, 1], { activation: "linear", learningRate: 1e30 });
  let steps = 0;
  assert.throws(
    () => {
      for (; steps < 10; steps++) net.trainOnBatch([[1]], [0.5]);
    },
    (error: Error) => {
      assert.match(
        error.message,
        /^trainOnBatch: dense_1\/weights holds a number that is not finite: this step was too large/,
      );
      assert.match(error.message, /learning rate a tenth of 1e\+30/);
      assert.ok(error.cause instanceof NotFinite);
      return true;
    },
  );
  const finite = Object.values(net.state()).map((m) => m.data.every(Number.isFinite));
  assert.ok(finite.includes(false), "the very step that broke a parameter told it");
  assert.ok(steps >= 1, "the steps before it said nothing");
});

test("gradients where earlier steps went too far say so, with the layer and the cure", () => {
  for (const [value, became] of [
    [NaN, "NaN"],
    [1e38, "Infinity"],
  ] as const) {
    const net = new Network([1, 1, 1], { activation: "linear", learningRate: 1e30 });
    for (const p of net.parameters()) p.value.data.fill(value);
    for (const call of [
      () => net.computeGradients([[1]], [0.5]),
      () => net.trainOnBatch([[1]], [0.5]),
    ]) {
      assert.throws(call, (error: Error) => {
        assert.match(
          error.message,
          new RegExp(
            `^(computeGradients|trainOnBatch): the loss became ${became}, first seen in dense_[12]: `,
          ),
        );
        assert.match(error.message, /: earlier steps were too large/);
        assert.match(error.message, /learning rate a tenth of 1e\+30/);
        assert.ok(error.cause instanceof NotFinite);
        return true;
      });
    }
  }
});

test("a parameter set to NaN by hand makes predictions NaN, also where the inputs are zero", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const net = new Network([2, 2], { activation: "linear", dtype });
    const X = [
      [0, 0],
      [0, 1],
    ];
    net.trainOnBatch(X, [0, 1]);
    net.parameters()[0].value.set(0, 1, NaN);
    const predicted = net.predict(X);
    for (const i of [0, 1]) {
      assert.ok(Number.isFinite(predicted.get(i, 0)));
      assert.ok(Number.isNaN(predicted.get(i, 1)));
    }
    assert.ok(Number.isNaN(net.evaluate(X, [0, 1]).loss));
    assert.throws(() => net.trainOnBatch(X, [0, 1]), /the loss became NaN, first seen in dense_1/);
    const asked = new Network([2, 2], { activation: "linear", dtype });
    asked.parameters()[0].value.set(0, 1, NaN);
    assert.throws(() => asked.computeGradients(X, [0, 1]), /the loss became NaN, first seen in/);
  }
});

test("inputs next to zero are not taken for zero", () => {
  for (const [dtype, tiny, huge, product] of [
    ["float32", 2 ** -149, 2 ** 127, 2 ** -22],
    ["float64", 2 ** -1074, 2 ** 1023, 2 ** -51],
  ] as const) {
    const net = new Network([1, 1], { activation: "linear", dtype });
    net.setState({
      "dense_1/weights": Matrix.from([[huge]], dtype),
      "dense_1/bias": Matrix.from([[0]], dtype),
    });
    assert.equal(net.predict([[tiny]]).get(0, 0), product);
    net.loss = "quadratic";
    // a − y is −2^100, times the smallest number above 0.
    net.computeGradients([[tiny]], [2 ** 100]);
    assert.equal(net.parameters()[0].gradient.get(0, 0), -tiny * 2 ** 100);
  }
});

test("what computes is an option of the model, and no part of its config", () => {
  const dense = () => [new Dense({ units: 1 })];
  const model = new Sequential(dense(), { inputs: 1, backend: "plain" });
  assert.equal(model.backend, "plain");
  assert.equal(new Network([1, 1], { backend: "plain" }).backend, "plain");
  assert.ok(!("backend" in model.config()));
  for (const make of [
    () => new Sequential(dense(), { inputs: 1, backend: "gpu" }),
    () => new Network([1, 1], { backend: "gpu" }),
  ]) {
    assert.throws(make, {
      name: "RangeError",
      message: 'Sequential knows no backend "gpu": try one of plain',
    });
  }
});

const classifier = (classes: number, dtype: DType = "float64", inputs = 2) =>
  new Sequential(
    [new Dense({ units: classes, activation: "softmax", weightInitializer: "zeros" })],
    { inputs, dtype },
  ).compile({ loss: "categoricalCrossentropy", optimizer: new SGD({ learningRate: 1 }) });

test("a softmax layer of zeros knows nothing: its categoricalCrossentropy is −ln(1 / classes)", () => {
  for (const classes of [2, 3, 10, 1000]) {
    const model = classifier(classes);
    const X = [
      [1, -3],
      [0, 7],
    ];
    toBeClose(model.evaluate(X, [0, classes - 1]).loss, -Math.log(1 / classes), 1e-12);
    toBeClose(model.predict(X).row(1), new Array(classes).fill(1 / classes), 1e-15);
  }
});

// p = 1/2 each. Row (1, 0) of class 0: (−1/2, 1/2) / 2 rows; row (0, 2) of class 1: (1/2, −1/2) / 2 rows.
test("a step of softmax with categoricalCrossentropy by hand", () => {
  const model = classifier(2);
  const X = [
    [1, 0],
    [0, 2],
  ];
  toBeClose(model.trainOnBatch(X, [0, 1]), Math.log(2));
  toBeClose(model.parameters()[0].gradient, [
    [-1 / 4, 1 / 4],
    [1 / 2, -1 / 2],
  ]);
  toBeClose(model.parameters()[1].gradient, [[0, 0]]);
  toBeClose(model.state()["dense_1/weights"], [
    [1 / 4, -1 / 4],
    [-1 / 2, 1 / 2],
  ]);
});

test("sums of ±1000 before softmax have a finite loss and finite gradients", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const model = classifier(2, dtype, 1);
    model.setState({
      "dense_1/weights": Matrix.from([[1000, -1000]]),
      "dense_1/bias": Matrix.from([[0, 0]]),
    });
    assert.deepEqual(model.predict([[1], [-1]]).toArray(), [
      [1, 0],
      [0, 1],
    ]);
    assert.deepEqual(model.evaluate([[1], [-1]], [0, 1]), { loss: 0, accuracy: 1 });
    assert.deepEqual(model.evaluate([[1], [-1]], [1, 0]), { loss: 2000, accuracy: 0 });
    assert.equal(model.computeGradients([[1]], [1]), 2000);
    assert.deepEqual(model.parameters()[0].gradient.toArray(), [[1, -1]]);
    assert.equal(model.computeGradients([[1]], [0]), 0);
    assert.deepEqual(model.parameters()[0].gradient.toArray(), [[0, 0]]);
  }
});

test("categoricalCrossentropy is refused where the last layer does not end in softmax", () => {
  const refused = (where: string, activation: string) => ({
    name: "RangeError",
    message:
      `${where}: categoricalCrossentropy expects the last layer to end in softmax but dense_2 ends in ` +
      `${activation}: give it activation: "softmax", or take another loss`,
  });
  const loss = "categoricalCrossentropy";
  for (const activation of ["sigmoid", "linear", "tanh", "relu"] as const) {
    const model = new Sequential(
      [new Dense({ units: 3, activation: "softmax" }), new Dense({ units: 3, activation })],
      { inputs: 2 },
    );
    assert.throws(() => model.compile({ loss }), refused("compile", activation));
    assert.throws(() => model.evaluate([[1, 2]], [0]), /call model\.compile/, "not compiled by it");
    model.compile({ loss: "quadratic" });
    assert.throws(() => (model.loss = loss), refused("loss", activation));
    assert.equal(model.loss, "quadratic");
  }
  assert.throws(() => new Network([2, 3, 3], { loss }), refused("compile", "sigmoid"));
  const net = new Network([2, 3, 3], { activation: ["tanh", "softmax"] });
  net.loss = loss;
  assert.equal(net.loss, loss);
  const model = new Sequential([new Dense({ units: 2 }), new Dropout(0.5)], { inputs: 1 });
  assert.throws(
    () => model.compile({ loss }),
    /but dropout_1 ends in no activation: give it activation: "softmax"/,
  );
});
