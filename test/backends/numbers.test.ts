// NaN, infinity, denormals and large numbers: the same on all backends.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Adam, Matrix, SGD, type ActivationName, type Sequential } from "../../lib/core/index";
import {
  activationNames,
  agree,
  agreeAll,
  classes,
  inputs,
  lastFor,
  lossNames,
  netOn,
  norm,
  optimizers,
  readyBackends,
} from "../helpers/backends";
import { arrangements, unsteady } from "../helpers/net-parts";

const ready = readyBackends();
const SIZES = [20, 9, 4];

/** Which entries are NaN, which infinite. */
const broken = ({ data }: Matrix): string[] =>
  Array.from(data, (x) => (Number.isFinite(x) ? "finite" : String(x)));

const message = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  return "no error";
};

/** Whether a sum that overflows ends as ∞ or as ∞ − ∞ = NaN depends on its order. */
const anyKind = (message: string): string => message.replace(/became (NaN|Infinity)/, "broke");

const stepOf = (message: string): number => Number(/at step (\d+)/.exec(message)?.[1]);

for (const zeros of [0, 0.8]) {
  const what = zeros ? "sparse" : "dense";

  test(`a parameter that is not finite breaks the same outputs everywhere, ${what} inputs`, async () => {
    for (const activation of activationNames) {
      for (const bad of [NaN, Infinity, -Infinity]) {
        for (const [parameter, at] of [
          [0, 5],
          [0, 19 * 9],
          [1, 3],
          [2, 7],
          [3, 0],
        ]) {
          const X = inputs(1, 6, 20, zeros);
          X.data.fill(0, 0, 20);
          const outputs = ["plain", ...(await ready)].map((backend) => {
            const net = netOn(backend, { sizes: SIZES, activation });
            net.parameters()[parameter].value.data[at] = bad;
            return broken(net.predict(X));
          });
          for (const [i, got] of outputs.entries()) {
            const place = `${i}: ${activation}, ${bad} in ${parameter} ${at}`;
            assert.deepEqual(got, outputs[0], place);
          }
        }
      }
    }
  });

  test(`a loss that is not finite is reported in the same words, ${what} inputs`, async () => {
    const [X, y] = [inputs(2, 6, 20, zeros), classes(6, 4)];
    for (const activation of ["sigmoid", "relu", "linear"] as ActivationName[]) {
      for (const rows of [1, 6]) {
        const messages = ["plain", ...(await ready)].map((backend) => {
          const net = netOn(backend, { sizes: SIZES, activation });
          net.parameters()[2].value.data.fill(NaN, 0, 4);
          const some = Matrix.from(X.toArray().slice(0, rows), "float32");
          return message(() => net.computeGradients(some, y.slice(0, rows)));
        });
        assert.match(messages[0], /^computeGradients: the loss became NaN, first seen in dense_2/);
        for (const got of messages) assert.equal(got, messages[0]);
      }
    }
  });

  test(`a rate far too large is noticed at the same step, in the same words, ${what} inputs`, async () => {
    const [X, y] = [inputs(3, 20, 20, zeros), classes(20, 4)];
    for (const make of [
      () => new SGD({ learningRate: 1e10 }),
      () => new Adam({ learningRate: 1e36 }),
    ]) {
      for (const batchSize of [1, 5]) {
        const nets = ["plain", ...(await ready)].map((backend) =>
          netOn(backend, { sizes: SIZES, activation: "linear", optimizer: make() }),
        );
        const messages: string[] = [];
        for (const net of nets) {
          const fit = net.fit(X, y, { epochs: 30, batchSize });
          messages.push(
            await fit.then(
              () => "no error",
              (error: Error) => error.message,
            ),
          );
        }
        assert.match(
          messages[0],
          /^fit: .* at step \d+ \(epoch \d+ of 30\): the steps were too large/,
        );
        for (const [i, net] of nets.entries()) {
          if (net.backend !== "jax") assert.equal(anyKind(messages[i]), anyKind(messages[0]));
          // jax-js adds up the loss in float32, which overflows a little sooner.
          const early = stepOf(messages[0]) - stepOf(messages[i]);
          assert.ok(early === 0 || early === 1, `${net.backend}: ${early} steps early`);
        }
        for (const net of nets) {
          assert.ok(net.parameters().every(({ value }) => value.data.every(Number.isFinite)));
        }
        for (const net of nets) net.learningRate = 1e-3;
        for (const net of nets) assert.ok(Number.isFinite(net.trainOnBatch(X, y)), net.backend);
      }
    }
  });

  test(`a step to infinity names the parameter, ${what} inputs`, async () => {
    for (const rows of [1, 3]) {
      const X = inputs(4, rows, 20, zeros);
      const names = (await ready).filter((name) => name !== "jax");
      const messages = ["plain", ...names].map((backend) => {
        const net = netOn(backend, { sizes: [20, 4], activation: "linear" });
        net.learningRate = 3e38;
        return message(() => {
          for (let i = 0; i < 5; i++) net.trainOnBatch(X, classes(rows, 4));
        });
      });
      assert.match(messages[0], /(not finite|the loss became \w+, first seen in dense_1): /);
      for (const got of messages) assert.equal(anyKind(got), anyKind(messages[0]));
    }
  });
}

test("denormal inputs are numbers, not zeros", async () => {
  const scaled = (X: Matrix, by: number) =>
    Matrix.from(
      { data: (X.data as Float32Array).map((x) => x * by), shape: [...X.shape] },
      "float32",
    );
  for (const zeros of [0, 0.8]) {
    const X = scaled(inputs(5, 6, 20, zeros), 1e-40);
    assert.ok(X.data.some((x: number) => x !== 0 && Math.abs(x) < 1e-38));
    for (const backend of ["plain", ...(await ready)]) {
      const net = netOn(backend, { sizes: [20, 4], activation: "linear" });
      const plain = netOn("float64", { sizes: [20, 4], activation: "linear" });
      for (const one of [net, plain]) {
        one.parameters()[0].value.data.fill(1e38);
        one.parameters()[1].value.data.fill(0);
      }
      const [got, expected] = [net.predict(X), plain.predict(X)];
      assert.ok(norm(expected.data) > 1e-3);
      agree(got.data, expected.data, `${backend}, ${zeros}`, 1e-4);
    }
  }
});

test("denormal bytes as well: a scale of 1e-42 gives the numbers of plain", async () => {
  const data = Uint8Array.from({ length: 60 }, (_, i) => (i % 3 ? 0 : 255 - i));
  for (const backend of await ready) {
    const nets = [backend, "plain"].map((name) => {
      const net = netOn(name, { sizes: [20, 4], activation: "linear" });
      net.parameters()[0].value.data.fill(1e38);
      net.parameters()[1].value.data.fill(0);
      return net.predict({ data, shape: [3, 20], scale: 1e-42 });
    });
    // The scale itself has ten bits left.
    agree(nets[0].data, nets[1].data, backend, 2e-3);
  }
});

test("a scale beyond float32 leaves the zeros zeros", async () => {
  const data = Uint8Array.from({ length: 40 }, (_, i) => (i % 2 ? 0 : 1));
  for (const backend of await ready) {
    const [got, expected] = [backend, "plain"].map((name) => {
      const net = netOn(name, { sizes: [20, 2], activation: "linear" });
      net.parameters()[0].value.data.fill(0.5);
      net.parameters()[1].value.data.fill(0);
      return net.predict({ data, shape: [2, 20], scale: 1e39 });
    });
    assert.deepEqual(broken(got), broken(expected), backend);
  }
});

/** One example straight into an activation, with weights 1 and bias 0. */
function through(backend: string, activation: ActivationName, sums: number[]): Sequential {
  const net = netOn(backend, { sizes: [sums.length, sums.length], activation });
  const [weights, bias] = net.parameters();
  weights.value.data.fill(0);
  bias.value.data.set(sums);
  return net;
}

test("activations far out are those of plain, to the last denormal", async () => {
  const far = [0, -0, 1e-40, -1e-40, 1e-20, 5, -5, 30, -30, 87, -87, 88, -88, 89, -89, 95, -95];
  far.push(100, -100, 103, -103, 104, -104, 110, -110, 1e4, -1e4, 3e38, -3e38);
  for (const activation of activationNames) {
    const X = Matrix.zeros(1, far.length, "float32");
    const [expected] = through("plain", activation, far).predict(X).toArray();
    for (const backend of await ready) {
      const [got] = through(backend, activation, far).predict(X).toArray();
      for (const [i, x] of got.entries()) {
        // jax-js takes σ of less than −80 and tanh near 0 from powers of e, with an absolute error.
        const absolute = backend === "jax" ? 1e-7 : 3e-45;
        const allowed = 1e-6 * Math.abs(expected[i]) + absolute;
        const what = `${backend}, ${activation}(${far[i]}): ${x}, not ${expected[i]}`;
        assert.ok(Math.abs(x - expected[i]) <= allowed, what);
      }
    }
  }
});

test("gradients far out are finite and those of plain", async () => {
  for (const activation of activationNames) {
    for (const size of [100, 1e4]) {
      const sums = [size, -size, size / 2, 0];
      const X = Matrix.from([[1, 0, 0, 2]], "float32");
      const nets = ["plain", ...(await ready)].map((name) => through(name, activation, sums));
      for (const net of nets) {
        net.computeGradients(X, [1]);
        agreeAll(net, nets[0], "gradient", `${net.backend}, ${activation}, ${size}`);
      }
    }
  }
});

test("logits of ±1000 leave softmax and cross-entropy finite, and plain's", async () => {
  const logits = [1000, -1000, 999, 0, 1000, -3e38];
  const X = Matrix.from([[1, 0, 0, 0, 0, 1]], "float32");
  for (const label of logits.keys()) {
    if (label === 5) continue;
    const nets = ["plain", ...(await ready)].map((name) => {
      const net = through(name, "softmax", logits);
      net.loss = "categoricalCrossentropy";
      return net;
    });
    const expected = nets[0].computeGradients(X, [label]);
    assert.ok(Number.isFinite(expected));
    for (const net of nets) {
      agree([net.computeGradients(X, [label])], [expected], `${net.backend}: loss`, 2e-5);
      agreeAll(net, nets[0], "gradient", net.backend);
      agree(net.predict(X).data, nets[0].predict(X).data, `${net.backend}: outputs`);
    }
  }
});

test("a step to infinity in one row of many is noticed, whichever thread has it", async () => {
  for (const row of [0, 300, 783]) {
    for (const [name, make] of optimizers) {
      for (const [zeros, rows] of [
        [0, 8],
        [0.8, 8],
        [0.8, 1],
      ]) {
        const X = inputs(7, rows, 784, zeros);
        for (let i = 0; i < rows; i++) X.set(i, row, 1e25);
        for (const backend of ["plain", ...(await ready)]) {
          const optimizer = make({ learningRate: 1e20 });
          const net = netOn(backend, { sizes: [784, 64, 4], activation: "tanh", optimizer });
          net.parameters()[0].value.data.fill(0, row * 64, (row + 1) * 64);
          const said = message(() => net.trainOnBatch(X, classes(rows, 4)));
          const what = `${backend}, ${name}, row ${row}, ${rows} rows, ${zeros} zeros: ${said}`;
          assert.ok(said.startsWith("trainOnBatch: dense_1/weights holds a number"), what);
        }
      }
    }
  }
});

test("in every net and for every loss, a loss that is not finite is reported in the same words", async () => {
  const [X, y] = [inputs(8, 6, 7), classes(6, 4)];
  const names = ["plain", ...(await ready)];
  const nets = Object.entries({ ...arrangements, ...unsteady });
  for (const [i, [layers, make]] of nets.entries()) {
    for (const [k, loss] of lossNames.entries()) {
      const bad = [NaN, Infinity, -Infinity][(i + k) % 3];
      const messages = names.map((backend) => {
        const last = lastFor(loss, "linear");
        const plan = { inputs: 7, outputs: 4, activation: "tanh", last } as const;
        const net = netOn(backend, { sizes: [7, 4], layers: make(plan), loss });
        const weights = net.parameters().filter(({ name }) => name.endsWith("weights"));
        weights[1].value.data[3] = bad;
        return message(() => net.computeGradients(X, y));
      });
      // Through tanh an infinite weight may come to nothing worse than 1.
      if (Number.isNaN(bad)) assert.match(messages[0], /the loss became NaN, first seen in /);
      for (const [j, got] of messages.entries()) {
        assert.equal(anyKind(got), anyKind(messages[0]), `${names[j]}, ${layers}, ${loss}, ${bad}`);
      }
    }
  }
});
