import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Adagrad,
  Adam,
  BatchNormalization,
  Dense,
  Dropout,
  Matrix,
  RMSProp,
  Sequential,
  SGD,
  type Optimizer,
} from "../../../lib/core/index";
import { examplesOfAll, modelOfAll, wholeOf } from "../../helpers/models";

const { X, y } = examplesOfAll(40);
const optimizers: Record<string, () => Optimizer> = {
  SGD: () => new SGD({ learningRate: 0.05, learningRateDecay: 0.01 }),
  momentum: () => new SGD({ learningRate: 0.05, momentum: 0.9 }),
  Adagrad: () => new Adagrad(),
  RMSProp: () => new RMSProp(),
  Adam: () => new Adam(),
};

for (const [name, make] of Object.entries(optimizers)) {
  test(`${name}: where a step breaks, all is as it was after the last finite epoch, and goes on from there`, async () => {
    const [model, whole] = [modelOfAll(make()), modelOfAll(make())];
    let kept: unknown;
    await assert.rejects(
      model.fit(X, y, {
        epochs: 5,
        batchSize: 10,
        onEpoch: ({ epoch }) => {
          if (epoch === 2) kept = wholeOf(model);
        },
        onBatch: ({ epoch, batch }) => {
          if (epoch === 3 && batch === 2) model.parameters()[0].value.data.fill(NaN);
        },
      }),
      (error: Error) => {
        assert.match(
          error.message,
          /^fit: the loss became NaN, first seen in dense_1, at step 11 /,
        );
        assert.match(
          error.message,
          /\(epoch 3 of 5\): the steps were too large\. Divide the learning/,
        );
        assert.match(error.message, /rate \(now 0\.\d+\) by ten, .* scaled to about −1 … 1/);
        return true;
      },
    );
    assert.ok(kept);
    assert.deepEqual(wholeOf(model), kept);
    // It goes on as if the third epoch had never begun.
    await model.fit(X, y, { epochs: 2, batchSize: 10 });
    await whole.fit(X, y, { epochs: 4, batchSize: 10 });
    assert.deepEqual(wholeOf(model), wholeOf(whole));
  });
}

// Each step multiplies w by 1 − 2η = −2001, so that the loss overflows after about 47 of them, each an epoch of its own:
// the parameters of an epoch's end are finite, and the loss with them is not.
test("where the loss breaks with an epoch's last parameters, that epoch does not count", async () => {
  const layer = () => new Dense({ units: 1, weightInitializer: "normal" });
  const make = () =>
    new Sequential([layer()], { inputs: 1, dtype: "float64", seed: 1 }).compile({
      optimizer: new SGD({ learningRate: 1001, momentum: 0.1 }),
      loss: "quadratic",
    });
  const model = make();
  const wholes: ReturnType<typeof wholeOf>[] = [wholeOf(make())];
  await assert.rejects(
    model.fit([[1]], [0], { epochs: 1000, onEpoch: () => void wholes.push(wholeOf(model)) }),
    /the loss became Infinity/,
  );
  assert.ok(wholes.length > 10);
  assert.deepEqual(wholeOf(model), wholes.at(-2), "parameters, velocity and all counts");
  assert.equal(model.epochsDone, wholes.length - 2);
  assert.ok(Number.isFinite(model.evaluate([[1]], [0]).loss));
});

test("a loss that breaks in the first epoch leaves the model as it was before fit", async () => {
  const model = modelOfAll(new Adam());
  await model.fit(X, y, { epochs: 1, batchSize: 10 });
  const before = wholeOf(model);
  await assert.rejects(
    model.fit(X, y, {
      epochs: 1,
      batchSize: 10,
      onBatch: ({ batch }) => {
        if (batch === 3) model.parameters().at(-1)?.value.data.fill(Infinity);
      },
    }),
    /first seen in dense_2, at step 4 \(epoch 1 of 1\)/,
  );
  assert.deepEqual(wholeOf(model), before);
});

test("the layer where it started is named, whatever layer it is", async () => {
  const stacks: [() => ConstructorParameters<typeof Sequential>[0], string, string][] = [
    [() => [new Dense({ units: 2 }), new BatchNormalization()], "dense_1/bias", "dense_1"],
    [
      () => [new Dense({ units: 2 }), new BatchNormalization(), new Dropout(0.1)],
      "batch_normalization_1/gamma",
      "batch_normalization_1",
    ],
    [() => [new Dropout(0.1), new Dense({ units: 2 })], "dense_1/weights", "dense_1"],
  ];
  for (const [layers, parameter, expected] of stacks) {
    const model = new Sequential(layers(), { inputs: 4 }).compile({ loss: "meanSquaredError" });
    const broken = model.parameters().find(({ name }) => name === parameter);
    broken?.value.data.fill(NaN);
    await assert.rejects(
      model.fit(
        X,
        y.map((c) => [c, -c]),
      ),
      new RegExp(`^Error: fit: the loss became NaN, first seen in ${expected}, at step 1 `),
    );
  }
});

test("moving means that are not finite are of no account for learning, and stay out of the way of errors", async () => {
  const layers = [new BatchNormalization(), new Dense({ units: 1 })];
  const model = new Sequential(layers, { inputs: 1 }).compile({ loss: "quadratic" });
  const state = model.state();
  const broken = Matrix.zeros(1, 1, "float32");
  broken.data.fill(NaN);
  model.setState({ ...state, "batch_normalization_1/movingMean": broken });
  await model.fit([[1], [2]], [1, 2]);
  assert.ok(Number.isNaN(model.predict([[1]]).get(0, 0)));
});

test("onTrainEnd is told once, after the state is back, with the history of the finite epochs", async () => {
  const model = modelOfAll(new SGD());
  const seen: unknown[] = [];
  await assert.rejects(
    model.fit(X, y, {
      epochs: 3,
      batchSize: 20,
      onBatch: ({ epoch }) => {
        if (epoch === 2) model.parameters()[0].value.data.fill(NaN);
      },
      callbacks: [
        {
          onTrainEnd: ({ loss, stopped }) =>
            seen.push([loss.length, stopped, Number.isFinite(model.evaluate(X, y).loss)]),
        },
      ],
    }),
  );
  assert.deepEqual(seen, [[1, false, true]]);
});
