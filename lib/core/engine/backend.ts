// Built in notebook 11-faster: one line swaps what computes.
import { Chain } from "../model/chain";
import { describe, requireOptions } from "../errors";
import type { Feed } from "./kernels";
import type { Layer, LayerBuffer, Parameter } from "../layers/layer";
import type { Loss } from "../losses/loss";
import type { DType, Matrix } from "../matrix";
import type { Examples } from "../examples";
import { PlainKernels } from "./plain-kernels";
import type { Random } from "../random";
import type { Optimizer } from "../optimizers/optimizer";
import type { Targets } from "../targets";

/** What a net is made from. */
export interface NetPlan {
  /** Each in its place: placeLayers. */
  readonly layers: readonly Layer[];
  /** Shape of one example that goes in. */
  readonly shape: readonly number[];
  readonly dtype: DType;
  /** From which the start values are drawn, and a key for every layer. */
  readonly random: Random;
}

/** A net on a backend: what a model asks of it. */
export interface Net {
  readonly parameters: readonly Parameter[];
  /** What the layers keep besides, such as running means. */
  readonly buffers: readonly LayerBuffer[];
  readonly outputs: number;
  /** Calls of update so far. May be set, where a saved training goes on. */
  steps: number;
  /**
   * Of the last call of evaluate or backward: the mean loss with the price of the regularizers, and how many answers were
   * right (NaN for values without a tolerance).
   */
  readonly batchLoss: number;
  readonly batchCorrect: number;
  /** Called before a pass: the parameters may have been changed from outside since the last one. */
  begin(): void;
  /** Data made ready to be read in batches; to be released. */
  feed(X: Examples, y?: Targets): Feed;
  /** Outputs [count, outputs] in the first rows of a buffer of the net, as in prediction. */
  forward(feed: Feed, start: number, count: number): Matrix;
  /** Forward as in prediction, then batchLoss and batchCorrect. */
  evaluate(loss: Loss, feed: Feed, start: number, count: number): void;
  /** Forward as in learning, batchLoss and batchCorrect, then dL/dp into the gradient of every parameter. Throws NotFinite where the loss is no finite number. */
  backward(loss: Loss, feed: Feed, start: number, count: number): void;
  /** What the regularizers add to the loss, with the parameters as they are. */
  penalty(): number;
  /** Makes room for what the optimizer remembers. */
  prepare(optimizer: Optimizer): void;
  /** One step with the gradients at hand, and what the layers gather from step to step. Throws NotFinite where a parameter is no finite number any more. */
  update(optimizer: Optimizer): void;
}

/** A way to compute. */
export interface Backend {
  readonly name: string;
  /** How many threads share the work. */
  readonly threads: number;
  /** Throws RangeError or Error for what this backend does not cover: what, and which one does. */
  build(plan: NetPlan): Net;
}

export interface BackendOptions {
  /** For the threads backend: how many, the caller's own counted; as many as there are cores unless told otherwise. */
  threads?: number;
}

/** Readable TypeScript loops: the reference, and the one that computes float64. */
export const plainBackend: Backend = {
  name: "plain",
  threads: 1,
  build: (plan) => new Chain(plan, new PlainKernels(plan.dtype)),
};

type Load = (options: BackendOptions) => Backend | Promise<Backend>;

const loaders = new Map<string, Load>([["plain", withoutOptions("plain", () => plainBackend)]]);
const loaded = new Map<string, Backend>([["plain", plainBackend]]);
let chooseDefault: () => Backend = () => plainBackend;
let current: Backend | undefined;

/** The loader of a backend that takes no options. */
export function withoutOptions(name: string, load: () => ReturnType<Load>): Load {
  return (options) => {
    const given = Object.keys(options);
    if (given.length === 0) return load();
    throw new TypeError(
      `useBackend: backend "${name}" takes no options but got ${given.join(", ")}: threads belongs to backend "threads"`,
    );
  };
}

/** Makes a backend known by name; load is called when it is first asked for. */
export function registerBackend(name: string, load: Load): void {
  loaders.set(name, load);
  loaded.delete(name);
}

/** Says which backend is taken where nobody chose one. Asked once, when it is first needed. */
export function setDefaultBackend(choose: () => Backend): void {
  chooseDefault = choose;
}

/** The names of all backends. */
export function backendNames(): string[] {
  return [...loaders.keys()];
}

/** The backend that new models compute on, unless they ask for another. */
export function currentBackend(): Backend {
  return (current ??= chooseDefault());
}

/**
 * From now on new models compute on this backend: "plain", "wasm", "threads" or "jax".
 * Models made before keep theirs; float64 always computes on plain. Without options a backend that is loaded already is
 * taken as it is.
 * Throws RangeError where there is none of that name, Error where this machine cannot run it or a package is missing.
 */
export async function useBackend(name: string, options: BackendOptions = {}): Promise<Backend> {
  requireOptions("useBackend", options, ["threads"]);
  const load = loaderOf("useBackend", name);
  const known = Object.keys(options).length === 0 ? loaded.get(name) : undefined;
  const backend = known ?? (await load(options));
  loaded.set(name, backend);
  current = backend;
  return backend;
}

/** The backend for a model: the one that it asks for or the current one; plain for float64. */
export function backendFor(where: string, name: string | undefined, dtype: DType): Backend {
  if (name !== undefined) loaderOf(where, name);
  if (dtype === "float64") return plainBackend;
  return name === undefined ? currentBackend() : loadedNow(where, name);
}

function loadedNow(where: string, name: string): Backend {
  const known = loaded.get(name);
  if (known) return known;
  const backend = loaderOf(where, name)({});
  if (backend instanceof Promise) {
    backend.catch(() => undefined);
    throw new Error(
      `${where}: backend "${name}" takes a moment to load: write await useBackend("${name}") once before`,
    );
  }
  loaded.set(name, backend);
  return backend;
}

function loaderOf(where: string, name: string): Load {
  const load = loaders.get(name);
  if (load) return load;
  throw new RangeError(
    `${where} knows no backend ${describe(name)}: try one of ${backendNames().join(", ")}`,
  );
}
