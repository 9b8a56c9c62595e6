// Built in notebook 04-mnist (a trained net outlives its kernel) and 10-fashion-mnist (and goes on training where it stopped).
import { Matrix } from "../core/matrix";
import type { ModelConfig } from "../core/model/model-config";
import { Sequential } from "../core/model/sequential";
import type { NpyValue } from "./npy";
import { loadNpz, saveNpz } from "./npz";

/** The entry that holds structure, loss and optimizer as JSON, beside the arrays. */
const CONFIG = "config";
/** In front of the names of what optimizer and scaler remember. */
const OPTIMIZER = "optimizer/";
const SCALER = "scaler/";

/**
 * Saves a model whole: structure, parameters, moving means, loss, what the optimizer remembers, the scaler. numpy.load opens
 * the file: "dense_1/weights" is [inputs, units], "dense_1/bias" is [units], "optimizer/dense_1/weights/velocity" as
 * dense_1/weights, "config" is a JSON text. The old file stays until the new one is whole.
 */
export async function saveModel(model: Sequential, path: string): Promise<void> {
  const entries: Record<string, NpyValue> = {};
  const config = model.config();
  add(entries, "", model.state());
  if (config.optimizer) add(entries, OPTIMIZER, model.optimizer.state());
  if (model.scaler) add(entries, SCALER, model.scaler.state());
  entries[CONFIG] = JSON.stringify(config);
  await saveNpz(path, entries);
}

/** The model that saveModel wrote; it goes on training where it stopped. Throws Error where the file holds no such model. */
export async function loadModel(path: string): Promise<Sequential> {
  const { [CONFIG]: text, ...arrays } = await loadNpz(path);
  if (typeof text !== "string") {
    throw new Error(
      `${path}: expected a model that saveModel wrote (with an entry "config") but found only ` +
        `${Object.keys(arrays).join(", ") || "nothing"}: for plain arrays use loadNpz and setState`,
    );
  }
  try {
    const config = JSON.parse(text) as ModelConfig;
    const all = stateFrom(arrays);
    const [optimizer, scaler] = [taken(all, OPTIMIZER), taken(all, SCALER)];
    return Sequential.fromConfig(config, all, { optimizer, scaler });
  } catch (cause) {
    throw new Error(
      `${path}: the model in it cannot be made: ${(cause as Error).message}. Was it written by a newer version?`,
      { cause },
    );
  }
}

/** Rows of one, such as biases, are lists in the file, as NumPy would have them. */
function add(
  entries: Record<string, NpyValue>,
  prefix: string,
  state: Readonly<Record<string, Matrix>>,
): void {
  for (const [name, { data, rows, cols }] of Object.entries(state)) {
    const isList = rows === 1 && !name.includes("weights");
    entries[prefix + name] = { data, shape: isList ? [cols] : [rows, cols] };
  }
}

/** Takes the entries with that prefix out, and their prefix off. */
function taken(all: Record<string, Matrix>, prefix: string): Record<string, Matrix> {
  const found = Object.entries(all).filter(([name]) => name.startsWith(prefix));
  for (const [name] of found) delete all[name];
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]));
}

function stateFrom(arrays: Readonly<Record<string, NpyValue>>): Record<string, Matrix> {
  const state: Record<string, Matrix> = {};
  for (const [name, value] of Object.entries(arrays)) {
    if (typeof value === "string") continue;
    const { data, shape } = value;
    const dtype = data instanceof Float32Array ? "float32" : "float64";
    state[name] = Matrix.from({ data, shape: shape.length === 1 ? [1, shape[0]] : shape }, dtype);
  }
  return state;
}
