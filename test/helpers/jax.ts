// The same model on jax and on plain, and how near their numbers have to be.
import assert from "node:assert/strict";
import { loadJaxBackend } from "../../lib/backends/jax/index";
import { registerBackend, useBackend } from "../../lib/core/engine/backend";
import type { Layer } from "../../lib/core/layers/layer";
import { placeLayers } from "../../lib/core/layers/place-layers";
import { losses, type LossName } from "../../lib/core/losses";
import type { NetPlan } from "../../lib/core/engine/backend";
import { Matrix } from "../../lib/core/matrix";
import { Sequential } from "../../lib/core/model/sequential";
import type { Optimizer } from "../../lib/core/optimizers/optimizer";
import { SGD } from "../../lib/core/optimizers/sgd";
import { Random } from "../../lib/core/random";

registerBackend("jax", () => loadJaxBackend());
export const jaxReady = useBackend("jax").then(() => useBackend("plain"));

export const [INPUTS, OUTPUTS, ROWS] = [7, 4, 9];

export function examples(seed: number, rows = ROWS): { X: Matrix; y: number[] } {
  const random = new Random(seed);
  const X = Matrix.zeros(rows, INPUTS, "float32");
  for (let i = 0; i < X.data.length; i++) X.data[i] = random.normal();
  return { X, y: Array.from({ length: rows }, (_, i) => i % OUTPUTS) };
}

/** The model of these layers on jax and on plain, from the same start. */
export function pairOf(
  layers: () => Layer[],
  loss: LossName,
  optimizer: () => Optimizer = () => new SGD({ learningRate: 0.1 }),
): [Sequential, Sequential] {
  const [jax, plain] = ["jax", "plain"].map((backend) =>
    new Sequential(layers(), { inputs: INPUTS, seed: 5, backend }).compile({
      loss,
      optimizer: optimizer(),
    }),
  );
  return [jax, plain];
}

/** What a backend makes a net from, without a model. */
export function planOf(layers: Layer[], inputs: number): NetPlan {
  placeLayers(layers, [inputs]);
  return { layers, shape: [inputs], dtype: "float32", random: new Random(1) };
}

/** Fails unless ‖a − p‖ ≤ 1e-5 ‖p‖ + 1e-7. */
export function agree(a: ArrayLike<number>, p: ArrayLike<number>, what: string): void {
  assert.equal(a.length, p.length, what);
  const distance = Math.hypot(...Array.from(a, (x, i) => x - p[i]));
  const allowed = 1e-5 * Math.hypot(...Array.from(p)) + 1e-7;
  assert.ok(distance <= allowed, `${what}: ${distance} apart, ${allowed} allowed`);
}

export function agreeOnGradients(a: Sequential, p: Sequential): void {
  a.parameters().forEach(({ name, gradient }, i) => {
    agree(gradient.data, p.parameters()[i].gradient.data, `${name}, gradient`);
  });
}

/** Parameters and buffers. */
export function agreeOnValues(a: Sequential, p: Sequential): void {
  agreeOnArrays(a.state(), p.state());
}

/** Parameters, buffers and what the optimizers remember. */
export function agreeOnState(a: Sequential, p: Sequential): void {
  agreeOnValues(a, p);
  agreeOnArrays(a.optimizer.state(), p.optimizer.state());
  assert.equal(a.optimizer.iterations, p.optimizer.iterations);
}

function agreeOnArrays(a: Record<string, Matrix>, p: Record<string, Matrix>): void {
  assert.deepEqual(Object.keys(a), Object.keys(p));
  for (const name of Object.keys(p)) agree(a[name].data, p[name].data, name);
}

/** Loss and gradients in learning, outputs and measured loss in prediction. */
export function agreeOn(a: Sequential, p: Sequential, X: Matrix, y: Labels): void {
  agree([a.computeGradients(X, y)], [p.computeGradients(X, y)], "loss");
  agreeOnGradients(a, p);
  agree(a.predict(X).data, p.predict(X).data, "outputs");
  const [measured, expected] = [a.evaluate(X, y), p.evaluate(X, y)];
  agree([measured.loss], [expected.loss], "measured loss");
  assert.equal(measured.accuracy, expected.accuracy);
}

export type Labels = Parameters<Sequential["evaluate"]>[1];
export const lossNames = Object.keys(losses) as LossName[];
