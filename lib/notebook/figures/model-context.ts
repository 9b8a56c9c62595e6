import { toExamples } from "../../core/examples";
import type { MatrixLike } from "../../core/matrix";
import { Sequential } from "../../core/model/sequential";
import type { Labels } from "../../core/targets";
import { finite, rowsOf, type Numbers, type Table } from "../drawing/checks";
import { drawnExamples, type PanelContext } from "../panels/context";

/** Whatever answers rows of inputs with rows of outputs: a model of the library, or { predict } of your own. */
export interface Predictor {
  predict(points: number[][]): Table;
}

/** What every figure of a model and its examples can be told. */
export interface ModelFigureOptions {
  /** A model, or { predict: (points) => … } with a row of outputs for each row of inputs. */
  model: Predictor;
  /** Examples that are drawn, [n, inputs]. */
  X?: MatrixLike;
  /** What they should give: class numbers, or rows of targets. */
  y?: Labels;
  /** Names of the classes, or of the outputs. */
  names?: readonly string[];
  /** Outputs are probabilities of classes; where the last activation is softmax or y are class numbers that is found by itself. */
  classes?: boolean;
  /** Pixels from left to right. */
  width?: number;
  /** How many examples are drawn at most (1000). */
  points?: number;
  title?: string;
  alt?: string;
}

/**
 * The context of a figure of this model. inputs: how many it has, where neither the model nor X says it.
 * Throws TypeError where nothing can be asked, RangeError where answers or examples do not fit or are not finite.
 */
export function modelContext(
  what: string,
  options: ModelFigureOptions,
  inputs: number,
): PanelContext {
  const { model, X, y, names, points } = options;
  if (typeof model?.predict !== "function") {
    throw new TypeError(
      `${what} expects a model, or { predict: (points) => answers }, but got ${model === null ? "null" : typeof model}`,
    );
  }
  const own = model instanceof Sequential && model.inputs > 0 ? model.inputs : undefined;
  const count = X === undefined ? (own ?? inputs) : toExamples(what, X, own).cols;
  const outputs = ask(what, model, [new Array<number>(count).fill(0)])[0].length;
  const examples =
    X === undefined ? undefined : drawnExamples(what, { X, y, inputs: count, outputs }, points);
  const layers = model instanceof Sequential ? model.layers : [];
  const softmax = layers[layers.length - 1]?.config().activation === "softmax";
  const classes = outputs > 1 && (options.classes ?? (softmax || examples?.labels !== undefined));
  return { what, inputs: count, outputs, classes, names, examples };
}

/** The model's answers, one finite row for each of these. Throws RangeError where they are not. */
export function ask(what: string, model: Predictor, places: number[][]): readonly Numbers[] {
  const rows = rowsOf(`${what}: what predict returned`, model.predict(places));
  const width = rows[0]?.length ?? 0;
  if (rows.length !== places.length || width === 0 || rows.some((row) => row.length !== width)) {
    throw new RangeError(
      `${what} expects predict to give a row of outputs for each of ${places.length} rows of inputs but got ` +
        `[${rows.length}, ${width}]`,
    );
  }
  rows.forEach((row) => finite(`${what}: what predict returned`, row));
  return rows;
}
