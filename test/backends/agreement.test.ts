import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Dense,
  layerKinds,
  losses,
  Matrix,
  Network,
  oneHot,
  optimizerKinds,
  Random,
  Sequential,
  standardScaler,
  useBackend,
  type ActivationName,
  type LossName,
  type MatrixLike,
} from "../../lib/core/index";
import { lossLoops, type LossKernelName } from "../../lib/core/losses/index";
import { OPTIMIZER_OPTIONS } from "../../lib/core/optimizers/optimizer";
import { isSchedule, scheduleFromConfig } from "../../lib/core/optimizers/schedules";
import { toExamples } from "../../lib/core/examples";
import { toTargets, type Labels } from "../../lib/core/targets";
import {
  activationNames,
  agree,
  agreeAll,
  agreeByLayer,
  agreeOn,
  backendNamed,
  bareNet,
  classes,
  inputs,
  labelsFor,
  lastFor,
  lossNames,
  netOn,
  norm,
  readyBackends,
  sameBits,
} from "../helpers/backends";
import { everyPair } from "../helpers/every-pair";
import { arrangements, limits, prices, rates, steps, unsteady } from "../helpers/net-parts";

const ready = readyBackends();
const SIZES = [7, 6, 5, 4];

/** All losses, cross-entropy of yes or no in both of its ways. */
const lossCases = Object.keys(lossLoops) as LossKernelName[];
const lossOf = (name: LossKernelName): LossName => lossLoops[name].name;

/** The activation of the last layer for a loss: the one that it asks for, or this one. */
const lastOf = (name: LossKernelName, activation: ActivationName): ActivationName =>
  name === "binaryCrossentropyOfProbabilities"
    ? "softmax"
    : (lossLoops[name].logitsOf ?? activation);

interface Case {
  loss: LossKernelName;
  activation: ActivationName;
  layers: string;
  price: string;
  step: string;
  rate: string;
  limit: string;
}

const cases = everyPair({
  loss: lossCases,
  activation: activationNames,
  layers: Object.keys(arrangements),
  price: Object.keys(prices),
  step: Object.keys(steps),
  rate: Object.keys(rates),
  limit: Object.keys(limits),
}) as Case[];

/** The net of a case on a backend. */
function netOf(backend: string, about: Partial<Case> & Pick<Case, "loss" | "activation">) {
  const { loss, activation, layers = "dense layers", price = "no price" } = about;
  const make = { ...arrangements, ...unsteady }[layers];
  const last = lastOf(loss, activation);
  const options = { ...rates[about.rate ?? "one rate"], ...limits[about.limit ?? "no limit"] };
  return netOn(backend, {
    sizes: [7, 4],
    layers: make({ inputs: 7, outputs: 4, activation, last, ...prices[price] }),
    loss: lossOf(loss),
    optimizer: steps[about.step ?? "SGD"](options),
  });
}

const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

test("the backends, layers, losses and optimizers that are compared here are all that there are", async () => {
  for (const name of ["wasm", "threads", "jax"]) assert.ok((await ready).includes(name), name);
  const plan = { inputs: 7, outputs: 4, activation: "tanh", last: "softmax" } as const;
  const nets = Object.values({ ...arrangements, ...unsteady }).map((make) => make(plan));
  assert.deepEqual(
    sorted(nets.flat().map((layer) => layer.config().class)),
    sorted(Object.keys(layerKinds)),
    "a new layer joins the nets of net-parts.ts",
  );
  assert.deepEqual(
    sorted(lossCases.map(lossOf).concat("sparseCategoricalCrossentropy")),
    sorted(lossNames),
  );
  const made = Object.values(steps).map((make) => make().config());
  assert.deepEqual(
    sorted(made.map((config) => config.class)),
    sorted(Object.keys(optimizerKinds)),
    "a new optimizer joins the steps of net-parts.ts",
  );
});

test("of these choices each meets every other one", () => {
  const lists = [lossCases, activationNames, arrangements, prices, steps, rates, limits].map(
    (list) => (Array.isArray(list) ? list : Object.keys(list)) as string[],
  );
  const rows = cases.map((about) => Object.values(about) as string[]);
  assert.ok(rows.length < 80, `${rows.length} cases`);
  for (let a = 0; a < lists.length; a++) {
    for (let b = 0; b < a; b++) {
      const met = new Set(rows.map((row) => `${row[a]}, ${row[b]}`));
      assert.equal(met.size, lists[a].length * lists[b].length, `${lists[a]}; ${lists[b]}`);
    }
  }
});

test("every option of every optimizer, every schedule and every limit is used here", () => {
  const names = ["learningRate", "learningRateDecay", "clipValue", "clipNorm", "globalClipNorm"];
  assert.deepEqual(sorted(names), sorted(OPTIMIZER_OPTIONS));
  const given = [rates, limits].flatMap((table) => Object.values(table).flatMap(Object.keys));
  assert.deepEqual(sorted(given), sorted(names));
  for (const [kind, make] of Object.entries(optimizerKinds)) {
    const defaults = make().config();
    const used = Object.values(steps).map((step) => step().config());
    const of = used.filter((config) => config.class === kind);
    for (const option of Object.keys(defaults)) {
      if (["class", "learningRate"].includes(option)) continue;
      assert.ok(
        of.some((config) => config[option] !== defaults[option]),
        `${kind}: ${option}`,
      );
    }
  }
  const schedules = Object.values(rates).flatMap(({ learningRate }) =>
    isSchedule(learningRate) ? [learningRate.config().schedule] : [],
  );
  assert.throws(
    () => scheduleFromConfig({ schedule: "none" }),
    (error: Error) => {
      const known = /try one of (.*)$/.exec(error.message)?.[1].split(", ") ?? [];
      assert.deepEqual(sorted(schedules), sorted(known));
      return true;
    },
  );
});

for (const loss of lossCases) {
  for (const activation of activationNames) {
    test(`${activation}, ${loss}: loss, outputs and every gradient are those of plain, in every net`, async () => {
      for (const layers of Object.keys({ ...arrangements, ...unsteady })) {
        for (const price of ["no price", "l2"]) {
          const zeros = price === "l2" ? 0.8 : 0;
          const [X, y] = [inputs(1, 9, 7, zeros), classes(9, 4)];
          // The compiler of jax-js takes its time: one net a test.
          const names = (await ready).filter(
            (name) => name !== "jax" || price + layers === jaxNet(loss, activation),
          );
          // The sums that lie before a normalization are rounded before they are taken apart: between float32 and float64
          // such gradients differ by more than backends do.
          const references = layers in unsteady ? ["plain"] : ["plain", "float64"];
          for (const reference of references) {
            const expected = netOf(reference, { loss, activation, layers, price });
            for (const backend of names) {
              const net = netOf(backend, { loss, activation, layers, price });
              const what = `${backend}, ${reference}, ${layers}, ${price}`;
              agreeOn(net, expected, X, y, what, layers in unsteady ? agreeByLayer : undefined);
            }
            for (const { name, gradient } of expected.parameters()) {
              // What is added before a batch normalization has no effect.
              const still = layers in unsteady && /bias|beta/.test(name);
              assert.ok(still || norm(gradient.data) > 1e-6, `${name} learns, ${layers}`);
            }
          }
        }
      }
    });
  }
}

/** One net for each loss and activation, another one each time. */
function jaxNet(loss: LossKernelName, activation: ActivationName): string {
  const nets = Object.keys({ ...arrangements, ...unsteady });
  const i = lossCases.indexOf(loss);
  const j = activationNames.indexOf(activation);
  return (j % 2 ? "l2" : "no price") + nets[(i + j) % nets.length];
}

for (const [i, about] of cases.entries()) {
  const said = Object.values(about).join(", ");
  test(`${said}: parameters after 100 steps and the curve of 400 are those of plain`, async () => {
    const [X, y] = [inputs(2 + (i % 3), 40, 7, i % 2 ? 0.8 : 0), classes(40, 4)];
    const expected = netOf("plain", about);
    const first = await expected.fit(X, y, { epochs: 25, batchSize: 10 });
    const after100 = expected.state();
    const rest = await expected.fit(X, y, { epochs: 75, batchSize: 10 });
    const curve = [...first.loss, ...rest.loss];
    assert.ok(mean(curve.slice(-10)) < mean(curve.slice(0, 10)), "it learns");
    for (const backend of await ready) {
      const net = netOf(backend, about);
      const history = await net.fit(X, y, { epochs: 25, batchSize: 10 });
      for (const [name, value] of Object.entries(net.state())) {
        agree(value.data, after100[name].data, `${backend}: ${name}`);
      }
      const { loss } = await net.fit(X, y, { epochs: 75, batchSize: 10 });
      for (const [epoch, x] of [...history.loss, ...loss].entries()) {
        agree([x], [curve[epoch]], `${backend}, epoch ${epoch + 1}`, 1e-3, 0);
      }
    }
  });
}

test("sparseCategoricalCrossentropy is categoricalCrossentropy, number for number", async () => {
  const X = inputs(1, 12, 7);
  for (const backend of ["plain", ...(await ready)]) {
    const [net, other] = (
      ["sparseCategoricalCrossentropy", "categoricalCrossentropy"] as const
    ).map((loss) => netOn(backend, { sizes: SIZES, loss }));
    for (const one of [net, other]) await one.fit(X, classes(12, 4), { epochs: 3, batchSize: 5 });
    sameBits(net, other, "value", backend);
    assert.deepEqual(net.evaluate(X, classes(12, 4)), other.evaluate(X, classes(12, 4)));
  }
});

test("values that are near enough count as right, on every backend the same ones", async () => {
  const X = inputs(3, 60, 7);
  for (const outputs of [1, 3]) {
    const reference = netOn("plain", { sizes: [7, outputs], activation: "linear" });
    const Y = reference.predict(X);
    const random = new Random(4);
    const spread = norm(Y.data) / Math.sqrt(Y.data.length) / 250;
    for (let i = 0; i < Y.data.length; i++) Y.data[i] += spread * (2 * random.uniform() - 1) * 2;
    const shares = [];
    for (const backend of ["plain", ...(await ready)]) {
      const net = netOn(backend, { sizes: [7, outputs], activation: "linear" });
      net.compile({ loss: "meanSquaredError", metrics: ["accuracy"] });
      shares.push(net.evaluate(X, Y).accuracy);
    }
    const [expected, ...others] = shares;
    assert.ok(expected !== undefined && expected > 0.1 && expected < 0.9, `${expected}`);
    for (const share of others) assert.equal(share, expected);
  }
});

test("a model with a scaler learns the same everywhere, from inputs that no array holds", async () => {
  const X = inputs(5, 40, 7, 0.8);
  const y = classes(40, 4);
  const nets = ["plain", ...(await ready)].map((backend) => {
    const layers = [new Dense({ units: 9, activation: "tanh" }), new Dense({ units: 4 })];
    const scaler = standardScaler.fit(X);
    const options = { inputs: 7, seed: 2, dtype: "float32", backend, scaler } as const;
    return new Sequential(layers, options).compile({ loss: "quadratic" });
  });
  for (const net of nets) {
    await net.fit(X, y, { epochs: 5, batchSize: 7 });
    agreeAll(net, nets[0], "value", net.backend);
    agree(net.predict(X).data, nets[0].predict(X).data, net.backend);
  }
});

const WIDTHS = [1, 2, 3, 4, 5, 7, 8, 9, 10, 16, 17, 30, 31, 32, 33, 40, 64, 65, 100, 130];
const ROWS = [1, 2, 3, 4, 5, 8, 10, 17, 64, 130, 257];

/** Sizes, rows and share of zeros so that all widths meet many others in each place. */
const shapes = WIDTHS.flatMap((width, i) =>
  [1, 7].map((step) => ({
    sizes: [width, WIDTHS[(i * step + 11) % 20], WIDTHS[(i + 13 * step) % 20]],
    rows: ROWS[(i * 3 + step) % 11],
    zeros: (i + step) % 2 ? 0.75 : 0,
  })),
);

test("nets of many widths, for batches of many sizes, dense and sparse, have plain's gradients", async () => {
  assert.deepEqual(
    [...new Set(shapes.map(({ rows }) => rows))].sort((a, b) => a - b),
    ROWS,
  );
  const names = (await ready).filter((name) => name !== "jax");
  for (const { sizes, rows, zeros } of shapes) {
    const about = {
      sizes,
      activation: ["tanh", "softmax"] as ActivationName[],
      loss: "categoricalCrossentropy" as const,
    };
    if (sizes[2] === 1) Object.assign(about, { activation: "sigmoid", loss: "quadratic" });
    const X = inputs(sizes[0], rows, sizes[0], zeros);
    for (const backend of names) {
      const [net, expected] = [netOn(backend, about), netOn("float64", about)];
      agreeOn(
        net,
        expected,
        X,
        labelsFor(rows, sizes[2]),
        `${backend} [${sizes}], ${rows}, ${zeros}`,
      );
    }
  }
});

test("the jax backend takes every width and batch size as well", async () => {
  for (const { sizes, rows, zeros } of shapes.filter((_, i) => i % 5 === 0)) {
    const [net, expected] = ["jax", "float64"].map((name) => netOn(name, { sizes }));
    const X = inputs(sizes[0], rows, sizes[0], zeros);
    agreeOn(net, expected, X, labelsFor(rows, sizes[2]), `[${sizes}], ${rows}`);
  }
});

const COUNT = 37;
const bytes = Uint8Array.from({ length: COUNT * 20 }, (_, i) => (i * 97) % 256);
const mostlyZero = bytes.map((x, i) => ((i * 31) % 10 < 7 ? 0 : x));
const shape = [COUNT, 4, 5];
const nested = (data: Uint8Array) =>
  Array.from({ length: COUNT }, (_, i) =>
    Array.from(data.slice(i * 20, i * 20 + 20), (x) => x / 255),
  );

const forms: [string, MatrixLike][] = [bytes, mostlyZero].flatMap((data, sparse) => {
  const what = sparse ? "mostly zero" : "dense";
  const single = Float32Array.from(data, (x) => x / 255);
  const double = Float64Array.from(data, (x) => x / 255);
  return [
    [`bytes with a scale, ${what}`, { data, shape, scale: 1 / 255 }],
    [`clamped bytes, ${what}`, { data: Uint8ClampedArray.from(data), shape, scale: 0.01 }],
    [
      `16-bit numbers with a negative scale, ${what}`,
      { data: Int16Array.from(data), shape, scale: -0.01 },
    ],
    [`float32, ${what}`, { data: single, shape }],
    [`float64, ${what}`, { data: double, shape }],
    [`a float32 matrix, ${what}`, Matrix.from({ data: single, shape: [COUNT, 20] }, "float32")],
    [`nested arrays, ${what}`, nested(data)],
  ] as [string, MatrixLike][];
});

const kinds: [string, Labels][] = [
  ["bytes", classes(COUNT, 4)],
  ["a plain list", Array.from(classes(COUNT, 4))],
  ["32-bit numbers", Int32Array.from(classes(COUNT, 4))],
  ["one-hot rows", oneHot(classes(COUNT, 4), 4)],
  [
    "rows of bytes",
    { data: Uint8Array.from({ length: COUNT * 4 }, (_, i) => i % 2), shape: [COUNT, 4] },
  ],
  ["values", inputs(8, COUNT, 4)],
];

test("inputs and labels of every form give plain's training, with a short last batch and validation", async () => {
  for (const [i, [form, X]] of forms.entries()) {
    const [kind, y] = kinds[i % kinds.length];
    const histories = [];
    const nets = [];
    for (const backend of ["plain", ...(await ready)]) {
      const net = netOn(backend, { sizes: [20, 9, 4] });
      const options = { epochs: 2, batchSize: 10, validationData: [X, y] } as const;
      histories.push(await net.fit(X, y, options));
      nets.push(net);
    }
    for (const [j, net] of nets.entries()) {
      const what = `${net.backend}, ${form}, labels: ${kind}`;
      agreeAll(net, nets[0], "value", what);
      for (const key of ["loss", "valLoss"] as const) {
        agree(histories[j][key], histories[0][key], `${what}: ${key}`);
      }
      assert.deepEqual(histories[j].accuracy, histories[0].accuracy, what);
      assert.deepEqual(histories[j].valAccuracy, histories[0].valAccuracy, what);
    }
  }
});

test("labels of every form", async () => {
  const X = inputs(9, COUNT, 20);
  for (const [kind, y] of kinds) {
    const plain = netOn("plain", { sizes: [20, 9, 4] });
    const expected = await plain.fit(X, y, { epochs: 2, batchSize: 8 });
    for (const backend of await ready) {
      const net = netOn(backend, { sizes: [20, 9, 4] });
      const history = await net.fit(X, y, { epochs: 2, batchSize: 8 });
      agreeAll(net, plain, "value", `${backend}, ${kind}`);
      assert.deepEqual(history.accuracy, expected.accuracy, `${backend}, ${kind}`);
    }
  }
});

test("float64 computes on plain, number for number, whatever backend is asked for", async () => {
  const X = inputs(10, 12, 7);
  const run = async (backend?: string) => {
    const options = { seed: 3, dtype: "float64", backend } as const;
    const net = new Network(SIZES, options);
    await net.fit(X, classes(12, 4), { epochs: 3, batchSize: 5 });
    assert.equal(net.backend, "plain", backend);
    return net;
  };
  const expected = await run();
  for (const name of await ready) {
    sameBits(await run(name), expected, "value", name);
    await useBackend(name);
    sameBits(await run(), expected, "value", name);
    await useBackend("plain");
  }
});

test("a batch larger than the data is one batch of all of it", async () => {
  const X = inputs(11, 12, 7);
  for (const backend of await ready) {
    const [large, whole] = [netOn(backend, { sizes: SIZES }), netOn(backend, { sizes: SIZES })];
    await large.fit(X, classes(12, 4), { epochs: 3, batchSize: 5000 });
    await whole.fit(X, classes(12, 4), { epochs: 3, batchSize: 12 });
    sameBits(large, whole, "value", backend);
  }
});

test("two nets that learn in turns do not touch each other", async () => {
  const [X, y] = [inputs(12, 30, 20, 0.7), classes(30, 4)];
  for (const backend of await ready) {
    const make = (seed: number) => netOn(backend, { sizes: [20, 9, 4], seed });
    const [a, b, c, d] = [make(1), make(2), make(1), make(2)];
    for (let i = 0; i < 5; i++) for (const net of [a, b]) net.trainOnBatch(X, y);
    for (const net of [c, d]) for (let i = 0; i < 5; i++) net.trainOnBatch(X, y);
    sameBits(a, c, "value", backend);
    sameBits(b, d, "value", backend);
    await Promise.all([a, b].map((net) => net.fit(X, y, { epochs: 20, batchSize: 4 })));
    for (const net of [c, d]) await net.fit(X, y, { epochs: 20, batchSize: 4 });
    sameBits(a, c, "value", backend);
    sameBits(b, d, "value", backend);
  }
});

test("a net that is asked while it learns learns the same, though its buffers grow", async () => {
  const [X, y] = [inputs(13, 30, 20, 0.7), classes(30, 4)];
  const asked: MatrixLike[] = [inputs(14, 300, 20), inputs(15, 700, 20, 0.9), inputs(16, 1, 20)];
  for (const backend of await ready) {
    const [net, quiet] = [
      netOn(backend, { sizes: [20, 9, 4] }),
      netOn(backend, { sizes: [20, 9, 4] }),
    ];
    const look = ({ epoch = 0 }) => {
      for (const Z of asked) {
        net.predict(Z);
        net.evaluate(Z, classes((Z as Matrix).rows, 4));
      }
      net.evaluate(X, y);
      assert.ok(epoch > 0);
    };
    const options = { epochs: 3, batchSize: 7 };
    await net.fit(X, y, {
      ...options,
      onBatch: look,
      onEpoch: look,
      validationData: [asked[1], classes(700, 4)],
    });
    await quiet.fit(X, y, options);
    sameBits(net, quiet, "value", backend);
  }
});

test("batches that grow from fit to fit, sparse and dense data in turns: parameters stay where one looks for them", async () => {
  const fits = [
    { rows: 3, zeros: 0.8, batchSize: 1 },
    { rows: 40, zeros: 0.8, batchSize: 1 },
    { rows: 40, zeros: 0.8, batchSize: 10 },
    { rows: 40, zeros: 0, batchSize: 10 },
    { rows: 40, zeros: 0.9, batchSize: 10 },
    { rows: 40, zeros: 0, batchSize: 1 },
    { rows: 40, zeros: 0.9, batchSize: 1 },
    { rows: 600, zeros: 0.8, batchSize: 300 },
    { rows: 3000, zeros: 0.9, batchSize: 3000 },
    { rows: 3000, zeros: 0, batchSize: 2500 },
    { rows: 10, zeros: 0.8, batchSize: 3 },
  ];
  for (const backend of await ready) {
    const [net, plain] = [
      netOn(backend, { sizes: [33, 9, 4] }),
      netOn("plain", { sizes: [33, 9, 4] }),
    ];
    for (const [i, { rows, zeros, batchSize }] of fits.entries()) {
      const what = `${backend}, fit ${i + 1}`;
      const X = inputs(20 + i, rows, 33, zeros);
      for (const one of [net, plain]) await one.fit(X, classes(rows, 4), { epochs: 2, batchSize });
      agreeAll(net, plain, "value", what);
      agreeAll(net, plain, "gradient", what);
    }
  }
});

test("rows of the gradient that a sparse batch leaves out are zero, whatever was there before", async () => {
  const y = classes(2, 4);
  const first = inputs(30, 2, 20);
  for (const backend of await ready) {
    const net = netOn(backend, { sizes: [20, 9, 4] });
    for (const rows of [1, 2]) {
      const only = (column: number) => {
        const X = Matrix.zeros(rows, 20, "float32");
        for (let i = 0; i < rows; i++) X.set(i, column, 1);
        return X;
      };
      for (const X of [first, only(3), only(17), first, only(5)]) {
        const labels = y.slice(0, X.rows);
        net.computeGradients(X, labels);
        const { gradient } = net.parameters()[0];
        for (let k = 0; k < 20; k++) {
          const seen = X.toArray().some((row) => row[k] !== 0);
          assert.equal(
            gradient.row(k).some((g) => g !== 0),
            seen,
            `${backend}, ${rows} rows, ${k}`,
          );
        }
        net.trainOnBatch(X, labels);
      }
    }
  }
});

test("a gradient may be read late: after a forward pass with other, larger, dense data", async () => {
  const sparse = inputs(31, 1, 40, 0.8);
  for (const backend of await ready) {
    for (const Z of [inputs(32, 300, 40), inputs(33, 300, 40, 0.9), inputs(34, 1, 40)]) {
      const [net, plain] = [
        netOn(backend, { sizes: [40, 9, 4] }),
        netOn("plain", { sizes: [40, 9, 4] }),
      ];
      for (const one of [net, plain]) {
        one.computeGradients(sparse, [1]);
        one.predict(Z);
      }
      agreeAll(net, plain, "gradient", backend);
    }
  }
});

test("it may be read as late on a net whose data are still at hand", async () => {
  for (const backend of await ready) {
    const gradients = [backend, "plain"].map((name) => {
      const net = bareNet(backendNamed(name), [40, 9, 200]);
      const y = toTargets("test", [1], 200, 1);
      const feed = net.feed(toExamples("test", inputs(31, 1, 40, 0.8)), y);
      const other = net.feed(toExamples("test", inputs(32, 3000, 40)));
      net.begin();
      net.backward(losses.quadratic, feed, 0, 1);
      net.forward(other, 0, 3000);
      return net.parameters.map(({ gradient }) => gradient.copy().data);
    });
    gradients[0].forEach((got, i) => agree(got, gradients[1][i], `${backend}: ${i}`));
  }
});

test("what somebody wrote into a gradient is gone after the next pass", async () => {
  for (const backend of await ready) {
    for (const rows of [1, 2, 5]) {
      const X = inputs(37, rows, 40, 0.8);
      const [net, plain] = [backend, "plain"].map((name) => netOn(name, { sizes: [40, 9, 4] }));
      net.computeGradients(X, classes(rows, 4));
      for (const { gradient } of net.parameters()) gradient.data.fill(5);
      for (const one of [net, plain]) one.computeGradients(X, classes(rows, 4));
      agreeAll(net, plain, "gradient", `${backend}, ${rows} rows`);
    }
  }
});

test("gradients and parameters written from outside are taken as they are", async () => {
  const sparse = inputs(35, 1, 40, 0.8);
  for (const backend of await ready) {
    const [net, plain] = [
      netOn(backend, { sizes: [40, 9, 4] }),
      netOn("plain", { sizes: [40, 9, 4] }),
    ];
    for (const one of [net, plain]) {
      one.trainOnBatch(sparse, [1]);
      one.setState(
        Object.fromEntries(
          Object.entries(one.state()).map(([name, value], i) => {
            const other = inputs(40 + i, value.rows, value.cols);
            return [name, other];
          }),
        ),
      );
      one.trainOnBatch(sparse, [2]);
      one.trainOnBatch(inputs(36, 5, 40), classes(5, 4));
    }
    agreeAll(net, plain, "value", backend);
  }
});

test("every activation stands in every place of a net", async () => {
  const names = (await ready).filter((name) => name !== "jax");
  for (const first of activationNames) {
    for (const last of activationNames) {
      const loss = lossNames.find((name) => lastFor(name, last) === last) ?? "quadratic";
      const about = { sizes: [17, 33, 10], activation: [first, last], loss };
      for (const backend of names) {
        const [net, expected] = [netOn(backend, about), netOn("float64", about)];
        agreeOn(
          net,
          expected,
          inputs(50, 10, 17, 0.7),
          classes(10, 10),
          `${backend}, ${first}, ${last}`,
        );
      }
    }
  }
});
