import type { PanelContext } from "./context";
import {
  buttonsOf,
  classNames,
  examplesToChoose,
  pictureBytes,
  pictureShape,
  rowWords,
  type FewExamples,
} from "./examples";
import { probabilities } from "./gallery";
import { shorter } from "../touch/net-snapshots";
import type { Panel } from "./panel";

export interface ConfidencePanelOptions {
  title?: string;
  /** The example shown first: its place in X. */
  example?: number;
  /** Places in X of examples to choose from in the page; one of each class, at most ten, unless told otherwise. */
  examples?: readonly number[];
  /** [rows, columns] of its picture, drawn beside the bars; a square where there are at least 64 inputs, else no picture. */
  shape?: readonly [number, number];
  /** What 0 is drawn as in that picture ("white"). */
  background?: "white" | "black";
}

/**
 * How sure the net is of each class for one example: one bar a class with its percent, the true class marked, the likeliest
 * strong, red where it is wrong. It follows the training; in the page another example can be chosen. Of more than 16
 * classes the likeliest are drawn.
 * Throws RangeError for a model whose outputs are no classes, or an example that there is none of.
 */
export function confidencePanel(
  context: PanelContext,
  options: ConfidencePanelOptions = {},
): Panel {
  const { what, inputs, outputs, model } = context;
  const names = classNames(context, "confidence");
  const { example, background = "white" } = options;
  const listed = options.examples;
  const { few, shown } = examplesToChoose(context, "confidence", { example, listed });
  const square = inputs >= 64 && Number.isInteger(Math.sqrt(inputs));
  const shape =
    options.shape || square
      ? pictureShape(`${what}: "confidence"`, inputs, options.shape)
      : undefined;
  const told = {
    ...{ names, shape, background, percent: true, shown },
    examples: few.rows.map((row, k) => ({
      ...wordsOf(names, few, k),
      label: few.labels?.[k],
      pixels: shape && pictureBytes([row]),
      inputs: model ? undefined : shorter(Array.from(row)),
    })),
  };
  const rows = few.rows.map((row) => Array.from(row));
  return {
    kind: "confidence",
    title: options.title ?? "how sure the net is",
    buttons: buttonsOf(told.examples),
    options: () => told,
    ...(model
      ? { take: (now) => probabilities(now, rows).flatMap((row) => Array.from(row)) }
      : { net: true }),
    alt: `how sure the net is of each of ${outputs} classes, as bars`,
  };
}

function wordsOf(names: readonly string[], few: FewExamples, k: number) {
  const label = few.labels?.[k];
  const row = few.rows[k];
  const inputs = row.length <= 3 ? ` ${rowWords(row)}` : "";
  return {
    name: label === undefined ? String(few.indices[k]) : names[label],
    words: `example ${few.indices[k]}${inputs}${label === undefined ? "" : `: it is ${names[label]}`}`,
  };
}
