import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import {
  backendFor,
  backendNames,
  currentBackend,
  plainBackend,
  registerBackend,
  setDefaultBackend,
  useBackend,
  type Backend,
  type BackendOptions,
  type NetPlan,
} from "../../../lib/core/engine/backend";
import { Chain } from "../../../lib/core/model/chain";
import { Dense } from "../../../lib/core/layers/dense";
import { placeLayers } from "../../../lib/core/layers/place-layers";
import { Network } from "../../../lib/core/model/network";
import { PlainKernels } from "../../../lib/core/engine/plain-kernels";
import { Random } from "../../../lib/core/random";
import { Sequential } from "../../../lib/core/model/sequential";

/** Computes like plain and notes for which nets. */
function counting(name: string, threads = 1): Backend & { built: NetPlan[] } {
  const built: NetPlan[] = [];
  const build = (plan: NetPlan) => {
    built.push(plan);
    return new Chain(plan, new PlainKernels(plan.dtype));
  };
  return { name, threads, built, build };
}

// What is chosen when nobody chose: asked once in the life of a program, so this test comes first.
test("plain unless told otherwise; the default is asked for once, when it is first needed", () => {
  let asked = 0;
  const preferred = counting("preferred");
  setDefaultBackend(() => {
    asked++;
    return preferred;
  });
  assert.equal(asked, 0);
  const net = new Network([2, 1], { backend: "plain" });
  assert.deepEqual([net.backend, asked], ["plain", 0], "nobody needed it");
  assert.equal(new Network([2, 1], { dtype: "float64" }).backend, "plain");
  assert.equal(asked, 0, "float64 does not need it either");
  assert.equal(new Network([2, 1]).backend, "preferred");
  assert.equal(currentBackend(), preferred);
  assert.equal(asked, 1);
  assert.equal(preferred.built.length, 0, "a model that nobody used is not built");
  new Network([2, 1]).parameters();
  assert.equal(preferred.built.length, 1);
});

afterEach(async () => {
  await useBackend("plain");
});

test("plain is always there, has one thread and builds a chain", async () => {
  assert.ok(backendNames().includes("plain"));
  assert.equal(await useBackend("plain"), plainBackend);
  assert.equal(currentBackend(), plainBackend);
  assert.deepEqual([plainBackend.name, plainBackend.threads], ["plain", 1]);
  const layers = [new Dense({ units: 1 })];
  placeLayers(layers, [2]);
  const plan = { layers, shape: [2], dtype: "float32", random: new Random(1) } as const;
  assert.ok(plainBackend.build(plan) instanceof Chain);
});

test("an unknown name is refused with those there are, and the choice stays", async () => {
  const before = currentBackend();
  const names = backendNames().join(", ");
  for (const [bad, said] of [
    ["wsam", '"wsam"'],
    ["", '""'],
    ["Plain", '"Plain"'],
    ["toString", '"toString"'],
    ["__proto__", '"__proto__"'],
    [undefined, "undefined"],
    [3, "3"],
    [null, "null"],
  ] as [string, string][]) {
    await assert.rejects(useBackend(bad), {
      name: "RangeError",
      message: `useBackend knows no backend ${said}: try one of ${names}`,
    });
  }
  assert.equal(currentBackend(), before);
  assert.match(names, /(^|, )plain(,|$)/);
});

test("a model refuses a backend that there is not, in float64 as well", () => {
  for (const dtype of ["float32", "float64"] as const) {
    assert.throws(() => new Network([2, 1], { backend: "wsam", dtype }), {
      name: "RangeError",
      message: `Sequential knows no backend "wsam": try one of ${backendNames().join(", ")}`,
    });
  }
});

test("a registered backend is loaded when it is first asked for, and only then", async () => {
  let loads = 0;
  const backend = counting("lazy", 3);
  registerBackend("lazy", () => {
    loads++;
    return backend;
  });
  assert.ok(backendNames().includes("lazy"));
  assert.equal(loads, 0);
  assert.equal(await useBackend("lazy"), backend);
  assert.equal(await useBackend("lazy"), backend);
  assert.equal(loads, 1);
  assert.equal(currentBackend(), backend);
});

test("options reach the loader, and options ask for a new one", async () => {
  const given: BackendOptions[] = [];
  registerBackend("many", async (options) => {
    given.push(options);
    return counting("many", options.threads ?? 4);
  });
  assert.equal((await useBackend("many")).threads, 4);
  assert.equal((await useBackend("many", { threads: 2 })).threads, 2);
  assert.equal(currentBackend().threads, 2);
  assert.deepEqual(given, [{}, { threads: 2 }]);
});

test("new models compute on the backend chosen last, older ones keep theirs", async () => {
  const backend = counting("chosen");
  registerBackend("chosen", () => backend);
  const before = new Network([2, 3, 1], { seed: 4 });
  await useBackend("chosen");
  const after = new Network([2, 3, 1], { seed: 4 });
  assert.deepEqual([before.backend, after.backend], ["plain", "chosen"]);
  after.summary();
  assert.equal(backend.built.length, 1);
  const { layers, shape, dtype, random } = backend.built[0];
  assert.deepEqual([layers.length, shape, dtype], [2, [2], "float32"]);
  assert.deepEqual(layers, after.layers);
  assert.ok(random instanceof Random);
  assert.equal(before.trainOnBatch([[1, 0]], [1]), after.trainOnBatch([[1, 0]], [1]));
  assert.deepEqual(before.state(), after.state());
});

test("a model's own option goes before the one chosen for all", async () => {
  registerBackend("all", () => counting("all"));
  registerBackend("own", () => counting("own"));
  await useBackend("all");
  const options = { inputs: 1, backend: "own" };
  assert.equal(new Sequential([new Dense({ units: 1 })], options).backend, "own");
  assert.equal(new Network([1, 1], { backend: "own" }).backend, "own");
  assert.equal(new Network([1, 1], { backend: "plain" }).backend, "plain");
  assert.equal(new Network([1, 1]).backend, "all");
});

test("float64 computes on plain, whatever is chosen or asked for", async () => {
  const backend = counting("single");
  registerBackend("single", () => backend);
  await useBackend("single");
  assert.equal(new Network([1, 1], { dtype: "float64" }).backend, "plain");
  assert.equal(new Network([1, 1], { dtype: "float64", backend: "single" }).backend, "plain");
  assert.equal(backendFor("test", undefined, "float64"), plainBackend);
  assert.equal(backendFor("test", "single", "float64"), plainBackend);
  assert.equal(backendFor("test", undefined, "float32"), backend);
  assert.equal(backend.built.length, 0);
});

test("a backend that takes a moment is to be awaited once, then a model's option finds it", async () => {
  registerBackend("slow", async () => counting("slow"));
  assert.throws(() => new Network([1, 1], { backend: "slow" }), {
    name: "Error",
    message:
      'Sequential: backend "slow" takes a moment to load: write await useBackend("slow") once before',
  });
  await useBackend("slow");
  await useBackend("plain");
  assert.equal(new Network([1, 1], { backend: "slow" }).backend, "slow");
});

test("a backend that cannot be loaded says why, and the choice stays", async () => {
  let attempts = 0;
  registerBackend("missing", async () => {
    attempts++;
    throw new Error("no such package");
  });
  await assert.rejects(useBackend("missing"), /^Error: no such package/);
  assert.equal(currentBackend(), plainBackend);
  assert.throws(() => new Network([1, 1], { backend: "missing" }), /takes a moment to load/);
  await assert.rejects(useBackend("missing"), /no such package/);
  assert.equal(attempts, 3, "it is tried anew each time");
});

test("a backend that refuses a net says so when the model is first used, and again", async () => {
  const refuse = () => {
    throw new RangeError("picky does not cover softmax: plain does");
  };
  registerBackend("picky", () => ({ name: "picky", threads: 1, build: refuse }));
  const model = new Network([1, 1], { backend: "picky" });
  for (const use of [() => model.predict([[1]]), () => model.parameters()]) {
    assert.throws(use, {
      name: "RangeError",
      message: /picky does not cover softmax: plain does/,
    });
  }
});
