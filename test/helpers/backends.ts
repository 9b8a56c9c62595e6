// Every backend that there is, nets on them from one state, and how near their numbers have to be.
import assert from "node:assert/strict";
import "../../lib/backends/index";
import * as core from "../../lib/core/index";
import type { Backend, Net } from "../../lib/core/engine/backend";
import { backendFor, useBackend } from "../../lib/core/engine/backend";
import {
  activations,
  Dense,
  losses,
  Matrix,
  Random,
  Sequential,
  type ActivationName,
  type Layer,
  type LossName,
  type MatrixLike,
  type Optimizer,
  type Labels,
} from "../../lib/core/index";

/** The backends that are measured against plain, made ready; threads with two of them. */
export async function readyBackends(): Promise<string[]> {
  const names = core.backendNames().filter((name) => name !== "plain");
  for (const name of names) await useBackend(name, name === "threads" ? { threads: 2 } : {});
  await useBackend("plain");
  return names;
}

export const backendNamed = (name: string): Backend => backendFor("test", name, "float32");

export const activationNames = Object.keys(activations) as ActivationName[];
export const lossNames = Object.keys(losses) as LossName[];

/** The classes that the core exports whose objects can do this. */
function classesWith(method: string): [string, unknown][] {
  return Object.entries(core as Record<string, unknown>).filter(([, value]) => {
    const prototype = (value as { prototype?: Record<string, unknown> }).prototype;
    return typeof prototype?.[method] === "function";
  });
}

/** All optimizers, by the name of their class. */
export const optimizers = classesWith("step") as [
  string,
  new (options?: { learningRate?: number }) => Optimizer,
][];

/** All kinds of layers, by the name of their class. */
export const layerClasses = classesWith("propagate").map(([name]) => name);

/** The activation of the last layer that a loss asks for, or this one. */
export const lastFor = (loss: LossName, activation: ActivationName): ActivationName =>
  losses[loss].logitsOf ?? activation;

export interface NetOptions {
  sizes: readonly number[];
  activation?: ActivationName | readonly ActivationName[];
  loss?: LossName;
  optimizer?: Optimizer;
  seed?: number;
}

/** Dense layers on a backend, or in float64 where the backend is called so. All of one seed start alike, in float32 digits. */
export function netOn(backend: string, options: NetOptions): Sequential {
  const { sizes, activation = "sigmoid", loss = "quadratic", seed = 5 } = options;
  const names = Array.isArray(activation)
    ? (activation as ActivationName[])
    : sizes.slice(1).map((_, i) => {
        return i === sizes.length - 2
          ? lastFor(loss, activation as ActivationName)
          : (activation as ActivationName);
      });
  const layers: Layer[] = names.map(
    (name, i) => new Dense({ units: sizes[i + 1], activation: name, biasInitializer: "normal" }),
  );
  const place =
    backend === "float64"
      ? ({ dtype: "float64" } as const)
      : ({ dtype: "float32", backend } as const);
  const model = new Sequential(layers, { inputs: sizes[0], seed, ...place });
  for (const { value } of model.parameters()) value.data.set(Float32Array.from(value.data));
  return model.compile({
    loss,
    optimizer: options.optimizer ?? new core.SGD({ learningRate: 0.1 }),
  });
}

/** N(0, 1) in float32 digits; a share of the entries is 0. */
export function inputs(seed: number, rows: number, cols: number, zeros = 0): Matrix {
  const random = new Random(seed);
  const X = Matrix.zeros(rows, cols, "float32");
  for (let i = 0; i < X.data.length; i++) {
    const x = random.normal();
    if (random.uniform() >= zeros) X.data[i] = x;
  }
  return X;
}

/** One class after another. */
export const classes = (rows: number, count: number): Uint8Array =>
  Uint8Array.from({ length: rows }, (_, i) => (i * 7) % count);

/** Targets that fit the outputs: classes, or 0 and 1 for a single output. */
export const labelsFor = (rows: number, outputs: number): Uint8Array =>
  classes(rows, Math.max(2, outputs));

export function norm(a: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * a[i];
  return Math.sqrt(sum);
}

export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return Math.sqrt(sum);
}

/** Fails unless ‖a − e‖ ≤ relative · ‖e‖ + absolute. */
export function agree(
  a: ArrayLike<number>,
  e: ArrayLike<number>,
  what: string,
  relative = 1e-5,
  absolute = 1e-7,
): void {
  assert.equal(a.length, e.length, what);
  const apart = distance(a, e);
  const allowed = relative * norm(e) + absolute;
  assert.ok(apart <= allowed, `${what}: ${apart} apart, ${allowed} allowed`);
}

/** Compares all parameters, or their gradients. */
export function agreeAll(
  a: Sequential,
  e: Sequential,
  of: "value" | "gradient",
  what: string,
): void {
  a.parameters().forEach((p, i) => {
    agree(p[of].data, e.parameters()[i][of].data, `${what}: ${p.name}, ${of}`);
  });
}

/** The same numbers in both, bit by bit. */
export function sameBits(
  a: Sequential,
  e: Sequential,
  of: "value" | "gradient",
  what: string,
): void {
  a.parameters().forEach((p, i) => {
    const [x, y] = [p[of].data, e.parameters()[i][of].data];
    const at = x.findIndex((n: number, j: number) => !Object.is(n, y[j]));
    assert.ok(at < 0, `${what}: ${p.name}, ${of} ${at}: ${x[at]} and ${y[at]}`);
  });
}

/** Loss, outputs and gradients of a model are near those of another for these examples. */
export function agreeOn(
  a: Sequential,
  e: Sequential,
  X: MatrixLike,
  y: Labels,
  what: string,
): void {
  // The logarithm of jax-js is off by up to 1.2e-5.
  const loose = a.backend === "jax" && a.loss === "categoricalCrossentropy" ? 2e-5 : 1e-5;
  agree([a.computeGradients(X, y)], [e.computeGradients(X, y)], `${what}: loss`, loose);
  agreeAll(a, e, "gradient", what);
  agree(a.predict(X).data, e.predict(X).data, `${what}: outputs`);
  const [measured, expected] = [a.evaluate(X, y), e.evaluate(X, y)];
  agree([measured.loss], [expected.loss], `${what}: measured loss`, loose);
  assert.equal(measured.accuracy, expected.accuracy, `${what}: accuracy`);
}

/** The net of a model that is built by hand on a backend. */
export function bareNet(backend: Backend, sizes: readonly number[], seed = 5): Net {
  const layers = sizes.slice(1).map((units) => new Dense({ units, activation: "sigmoid" }));
  return backend.build({ layers, inputs: sizes[0], dtype: "float32", random: new Random(seed) });
}
