// Built in notebook 04-mnist: a trained net outlives its kernel.
import { Matrix } from "../core/matrix";
import type { ModelConfig } from "../core/model/model-config";
import { Sequential } from "../core/model/sequential";
import type { NpyValue } from "./npy";
import { loadNpz, saveNpz } from "./npz";

/** The entry that holds structure, loss and optimizer as JSON, beside the arrays. */
const CONFIG = "config";

/**
 * Saves a model whole: parameters, structure, loss, optimizer. numpy.load opens the file:
 * "dense_1/weights" is [inputs, units], "dense_1/bias" is [units], "config" is a JSON text.
 * The old file stays until the new one is whole.
 */
export async function saveModel(model: Sequential, path: string): Promise<void> {
  const entries: Record<string, NpyValue> = {};
  for (const [name, { data, rows, cols }] of Object.entries(model.state())) {
    entries[name] = { data, shape: name.endsWith("/bias") ? [cols] : [rows, cols] };
  }
  entries[CONFIG] = JSON.stringify(model.config());
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
    return Sequential.fromConfig(config, stateFrom(arrays));
  } catch (cause) {
    throw new Error(
      `${path}: the model in it cannot be made: ${(cause as Error).message}. Was it written by a newer version?`,
      { cause },
    );
  }
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
