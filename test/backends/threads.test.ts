import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { loadThreadsBackend } from "../../lib/backends/threads/index";
import { sharedNames } from "../../lib/backends/threads/shared-calls";
import { Team } from "../../lib/backends/threads/team";
import { compiledModule } from "../../lib/backends/wasm/module";
import { webAssembly } from "../../lib/backends/wasm/webassembly";
import { registerBackend, useBackend } from "../../lib/core/engine/backend";
import {
  Activation,
  BatchNormalization,
  Dense,
  Dropout,
  l1,
  l1l2,
  l2,
  type ActivationName,
  type Layer,
  type Network,
} from "../../lib/core/index";
import {
  activationNames,
  classes,
  inputs,
  netOn,
  optimizers,
  readyBackends,
  sameBits,
} from "../helpers/backends";
import { limits } from "../helpers/net-parts";
import { runProgram } from "../helpers/programs";

const host = webAssembly() as NonNullable<ReturnType<typeof webAssembly>>;

// Widths at which every product is shared, and batches whose last part is short.
const SHAPES: [number[], number, number][] = [
  [[784, 30, 10], 10, 0],
  [[784, 30, 10], 10, 0.8],
  [[784, 30, 10], 1, 0.8],
  [[784, 30, 10], 1, 0],
  [[784, 100, 10], 17, 0],
  [[784, 128, 128, 10], 64, 0.8],
  [[130, 257, 33, 4], 65, 0],
  [[300, 300, 300, 7], 33, 0.7],
  [[100, 1030, 10], 9, 0],
  [[400, 400, 5], 5, 0],
  [[20, 3000, 4], 13, 0],
];

for (const threads of [1, 2, 3, 4]) {
  test(`${threads} threads give the wasm backend's numbers, bit by bit`, async () => {
    const name = `threads of ${threads}`;
    registerBackend(name, () => loadThreadsBackend({ threads }));
    assert.equal((await useBackend(name)).threads, threads);
    await useBackend("plain");
    for (const [i, [sizes, batchSize, zeros]] of SHAPES.entries()) {
      const rows = 2 * batchSize + 3;
      const X = inputs(1, rows, sizes[0], zeros);
      const y = classes(rows, sizes[sizes.length - 1]);
      const about = { sizes, loss: "categoricalCrossentropy", activation: "tanh" } as const;
      const [, step] = optimizers[i % optimizers.length];
      const make = (backend: string) =>
        netOn(backend, { ...about, optimizer: step({ learningRate: 0.01 }) });
      const [net, single] = [make(name), make("wasm")];
      const what = `[${sizes}], batches of ${batchSize}, ${zeros} zeros`;
      const histories = [];
      for (const one of [net, single]) {
        histories.push(await one.fit(X, y, { epochs: 2, batchSize, validationData: [X, y] }));
      }
      sameBits(net, single, "value", what);
      sameBits(net, single, "gradient", what);
      assert.deepEqual(histories[0].loss, histories[1].loss, what);
      assert.deepEqual(histories[0].valLoss, histories[1].valLoss, what);
      assert.deepEqual(net.predict(X), single.predict(X), what);
    }
    for (const [i, [step, make]] of optimizers.entries()) {
      // Widths at which dropout, normalization, prices, limits and steps are shared, with odd ends.
      const [units, rows] = [[301, 300][i % 2], [171, 64, 1030][i % 3]];
      const [limit, options] = Object.entries(limits)[i % 4];
      const [X, y] = [inputs(i, rows, 150, i % 2 ? 0.8 : 0), classes(rows, 10)];
      const [net, single] = [name, "wasm"].map((backend) =>
        netOn(backend, {
          sizes: [150, 10],
          loss: "binaryCrossentropy",
          layers: largeLayers(units, activationNames[i % 5], i % 2 ? "softmax" : "sigmoid"),
          optimizer: make({ learningRate: 0.01, ...options }),
        }),
      );
      const what = `${step}, ${limit}, ${units} units, ${rows} rows`;
      for (const one of [net, single]) await one.fit(X, y, { epochs: 3, batchSize: rows });
      sameBits(net, single, "value", what);
      sameBits(net, single, "gradient", what);
      assert.deepEqual(net.state(), single.state(), what);
      assert.deepEqual(net.evaluate(X, y), single.evaluate(X, y), what);
    }
  });
}

function largeLayers(units: number, activation: ActivationName, last: ActivationName): Layer[] {
  return [
    new Dense({ units, activation, weightRegularizer: l1l2({ l1: 1e-4, l2: 1e-3 }) }),
    new BatchNormalization(),
    new Dropout(0.3),
    new Dense({ units, weightRegularizer: l2(1e-3), biasRegularizer: l1(1e-3) }),
    new Activation(activation),
    new Dense({ units: 10, activation: last }),
  ];
}

test("as many threads as cores unless told otherwise", () => {
  assert.equal(loadThreadsBackend().threads, availableParallelism());
});

test("no threads, half of one, or an option that there is not are refused", async () => {
  for (const bad of [0, -1, 1.5, NaN, "2"]) {
    await assert.rejects(useBackend("threads", { threads: bad as number }), {
      name: "RangeError",
      message:
        /^useBackend\("threads"\) expects threads to be a whole number of at least 1 but got/,
    });
  }
  await assert.rejects(useBackend("threads", { thread: 2 } as object), {
    name: "TypeError",
    message: /knows no option "thread"/,
  });
  await assert.rejects(useBackend("wasm", { threads: 2 }), {
    name: "TypeError",
    message: /backend "wasm" takes no options but got threads/,
  });
});

const sharedMemory = () => new host.Memory({ initial: 1, maximum: 65536, shared: true });

/** Calls kernel `name` for [0, total) with no other numbers. */
function call(team: Team, net: number, name: number, own: () => number, total = 100): number {
  return team.run(net, name, own, total, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}

test("what throws in a worker reaches the caller, with what it said, and the team goes on", () => {
  const module = compiledModule("shared");
  const team = new Team(3, module, [...sharedNames, "noSuchKernel"]);
  const net = team.attach(sharedMemory());
  let mine = 0;
  const own = () => ++mine;
  for (let i = 0; i < 3; i++) {
    assert.throws(
      () => call(team, net, sharedNames.length, own),
      (error: Error) => {
        assert.match(
          error.message,
          /^backend "threads": a worker thread failed \(TypeError: kernel is not a/,
        );
        assert.match(
          error.message,
          /Make the model anew, with backend "wasm" if it happens again$/,
        );
        assert.ok(String(error.cause).includes("worker.cjs"), "the cause says where");
        return true;
      },
    );
  }
  assert.equal(mine, 3);
  assert.doesNotThrow(() => call(team, net, sharedNames.indexOf("sgd"), own, 0));
});

test("memory that a kernel leaves is an error of the caller, and ends nothing else", () => {
  const team = new Team(2, compiledModule("shared"), sharedNames);
  const memory = sharedMemory();
  const net = team.attach(memory);
  const far = 0x7fff_fff0;
  const run = (at: number) =>
    team.run(
      net,
      sharedNames.indexOf("sgd"),
      () => 1,
      64,
      16,
      at,
      at,
      0.1,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
    );
  assert.throws(
    () => run(far),
    /a worker thread failed \(RuntimeError: memory access out of bounds/,
  );
  assert.equal(run(8192), 1);
});

test("what throws in the caller's own part comes through once the workers are done", () => {
  const team = new Team(2, compiledModule("shared"), sharedNames);
  const net = team.attach(sharedMemory());
  const fail = () => {
    throw new RangeError("mine");
  };
  assert.throws(() => call(team, net, sharedNames.indexOf("useScratch"), fail, 2), /mine/);
  assert.equal(call(team, net, sharedNames.indexOf("useScratch"), () => 1, 2) & 0, 0);
});

test("a net that was detached is forgotten by the workers", () => {
  const team = new Team(2, compiledModule("shared"), sharedNames);
  const [a, b] = [team.attach(sharedMemory()), team.attach(sharedMemory())];
  team.detach(a);
  assert.throws(() => call(team, a, 0, () => 1), /a worker thread failed \(TypeError/);
  const scratch = sharedNames.indexOf("useScratch");
  assert.doesNotThrow(() => call(team, b, scratch, () => 1, 2));
});

test("nets that nobody has any more are detached", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const { detach } = Team.prototype;
  let detached = 0;
  Team.prototype.detach = function (net) {
    detached++;
    detach.call(this, net);
  };
  try {
    registerBackend("dropped", () => loadThreadsBackend({ threads: 2 }));
    await useBackend("dropped");
    await useBackend("plain");
    for (let i = 0; i < 30; i++)
      netOn("dropped", { sizes: [30, 20, 10] }).trainOnBatch(inputs(1, 5, 30), classes(5, 10));
    for (let i = 0; i < 20 && detached < 25; i++) {
      collect();
      await new Promise((wait) => setTimeout(wait, 10));
    }
    assert.ok(detached >= 25, `${detached} of 30 nets were detached`);
  } finally {
    Team.prototype.detach = detach;
  }
});

const LARGE = `
  const { Network, useBackend } = n;
  await useBackend("threads", { threads: 3 });
  const X = { data: new Float32Array(256 * 784).fill(0.5), shape: [256, 784] };
  const y = new Uint8Array(256);
  const net = new Network([784, 300, 10], { learningRate: 0.01 });
  const count = () => process.report.getReport().workers.length;`;

test("workers start once for all nets, do nothing while nobody asks, and let the process end", async () => {
  const { code, stdout, stderr, seconds } = await runProgram(`${LARGE}
    await net.fit(X, y, { batchSize: 64 });
    const before = count();
    for (let i = 0; i < 5; i++) await new Network([784, 100, 10]).fit(X, y, { batchSize: 64 });
    await useBackend("threads");
    await new Promise((wait) => setTimeout(wait, 50));
    const cpu = process.cpuUsage();
    await new Promise((wait) => setTimeout(wait, 300));
    const { user, system } = process.cpuUsage(cpu);
    const idle = (user + system) / 1000 / 300;
    net.trainOnBatch(X, y);
    console.log(JSON.stringify({ before, after: count(), idle }));`);
  assert.equal(code, 0, stderr);
  const { before, after, idle } = JSON.parse(stdout) as Record<string, number>;
  assert.deepEqual([before, after], [2, 2], "threads besides the caller's own");
  assert.ok(idle < 0.05, `${100 * idle} % of a core while idle`);
  assert.ok(seconds < 5, `${seconds} s`);
});

test("a program that made workers and never used them ends by itself, at once", async () => {
  const { code, seconds, stderr } = await runProgram(
    `await n.useBackend("threads", { threads: 4 });`,
  );
  assert.equal(code, 0, stderr);
  assert.ok(seconds < 2, `${seconds} s`);
});

test("a program with workers ends under an exception that nobody caught", async () => {
  const { code, stderr, seconds } = await runProgram(`${LARGE}
    net.trainOnBatch(X, y);
    setTimeout(() => { throw new Error("mine"); }, 10);`);
  assert.equal(code, 1);
  assert.match(stderr, /Error: mine/);
  assert.ok(seconds < 3, `${seconds} s`);
});

test("process.exit ends a program in the midst of fit", async () => {
  const { code, seconds } = await runProgram(`${LARGE}
    setTimeout(() => process.exit(7), 200);
    await net.fit(X, y, { epochs: 100000, batchSize: 64 });`);
  assert.equal(code, 7);
  assert.ok(seconds < 3, `${seconds} s`);
});

for (const backend of ["plain", "wasm", "threads", "jax"]) {
  test(`Stop ends fit within 100 ms or one step on ${backend}`, async () => {
    await readyBackends();
    const X = inputs(1, 2000, 784);
    const net = netOn(backend, { sizes: [784, 128, 10] }) as Network;
    const controller = new AbortController();
    let asked = NaN;
    let longest = 0;
    let last = NaN;
    setTimeout(() => {
      asked = performance.now();
      controller.abort();
    }, 150);
    const history = await net.fit(X, classes(2000, 10), {
      epochs: 100_000,
      batchSize: 64,
      signal: controller.signal,
      onBatch() {
        const now = performance.now();
        if (last > 0) longest = Math.max(longest, now - last);
        last = now;
      },
    });
    const took = performance.now() - asked;
    assert.equal(history.stopped, true);
    assert.ok(took < Math.max(100, 2 * longest), `${took} ms; the longest step took ${longest} ms`);
    assert.ok(Number.isFinite(net.evaluate(X, classes(2000, 10)).loss));
  });
}
