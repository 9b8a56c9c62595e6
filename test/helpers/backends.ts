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
import { placeLayers } from "../../lib/core/layers/place-layers";
import { steps } from "./net-parts";

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

/** Every way to change a parameter, by name, as a list. */
export const optimizers = Object.entries(steps);

/** The activation of the last layer that a loss asks for, or this one. */
export const lastFor = (loss: LossName, activation: ActivationName): ActivationName =>
  loss === "binaryCrossentropy" && activation === "softmax"
    ? activation
    : (losses[loss].logitsOf ?? activation);

export interface NetOptions {
  sizes: readonly number[];
  activation?: ActivationName | readonly ActivationName[];
  loss?: LossName;
  optimizer?: Optimizer;
  seed?: number;
  /** The layers themselves, in place of dense ones. */
  layers?: readonly Layer[];
}

/** A model on a backend, of dense layers unless told otherwise, or in float64 where the backend is called so. All of one seed start alike, in float32 digits. */
export function netOn(backend: string, options: NetOptions): Sequential {
  const { sizes, activation = "sigmoid", loss = "quadratic", seed = 5 } = options;
  const names = Array.isArray(activation)
    ? (activation as ActivationName[])
    : sizes.slice(1).map((_, i) => {
        return i === sizes.length - 2
          ? lastFor(loss, activation as ActivationName)
          : (activation as ActivationName);
      });
  const layers =
    options.layers ??
    names.map(
      (name, i) => new Dense({ units: sizes[i + 1], activation: name, biasInitializer: "normal" }),
    );
  const place =
    backend === "float64"
      ? ({ dtype: "float64" } as const)
      : ({ dtype: "float32", backend } as const);
  // An Input says by itself what goes in.
  const size = layers[0] instanceof core.Input ? undefined : sizes[0];
  const model = new Sequential(layers, { inputs: size, seed, ...place });
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

const agreeOnGradients = (a: Sequential, e: Sequential, what: string) =>
  agreeAll(a, e, "gradient", what);

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

/** The same by layer: where a sum of gradients is 0 but for rounding, what was summed up tells how much that is. */
export function agreeByLayer(a: Sequential, e: Sequential, what: string): void {
  const layerOf = (name: string) => name.split("/")[0];
  a.parameters().forEach(({ name, gradient }, i) => {
    const layer = e.parameters().filter((p) => layerOf(p.name) === layerOf(name));
    const size = norm(layer.map((p) => norm(p.gradient.data)));
    const expected = e.parameters()[i].gradient.data;
    agree(gradient.data, expected, `${what}: ${name}, gradient`, 0, 1e-5 * size + 1e-7);
  });
}

/** Loss, outputs and gradients of a model are near those of another for these examples. */
export function agreeOn(
  a: Sequential,
  e: Sequential,
  X: MatrixLike,
  y: Labels,
  what: string,
  gradients: (a: Sequential, e: Sequential, what: string) => void = agreeOnGradients,
): void {
  // The logarithm of jax-js is off by up to 1.2e-5.
  const loose = a.backend === "jax" && /rossentropy/.test(a.loss) ? 2e-5 : 1e-5;
  agree([a.computeGradients(X, y)], [e.computeGradients(X, y)], `${what}: loss`, loose);
  gradients(a, e, what);
  agree(a.predict(X).data, e.predict(X).data, `${what}: outputs`);
  const [measured, expected] = [a.evaluate(X, y), e.evaluate(X, y)];
  agree([measured.loss], [expected.loss], `${what}: measured loss`, loose);
  assert.equal(measured.accuracy, expected.accuracy, `${what}: accuracy`);
}

/** The net of a model that is built by hand on a backend. */
export function bareNet(
  backend: Backend,
  sizes: readonly number[],
  layers: readonly Layer[] = sizes
    .slice(1)
    .map((units) => new Dense({ units, activation: "sigmoid" })),
): Net {
  const shape = [sizes[0]];
  placeLayers(layers, shape);
  return backend.build({ layers, shape, dtype: "float32", random: new Random(5) });
}
