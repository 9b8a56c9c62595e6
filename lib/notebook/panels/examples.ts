import { toExamples } from "../../core/examples";
import { toTargets } from "../../core/targets";
import { base64 } from "../touch/quantize";
import { namesOf, type PanelContext } from "./context";

/** A few examples, each as a whole row of inputs. */
export interface FewExamples {
  /** Their places in X. */
  indices: number[];
  /** [n, inputs] */
  rows: Float64Array[];
  /** [n, outputs]; missing where nobody said what they should give. */
  targets?: Float64Array[];
  /** The class of each; missing where targets are no classes. */
  labels?: number[];
}

/**
 * Some of the context's examples: those of these indices, or the first `most`; where `each` is asked for and targets are
 * classes, one of each class instead: the middle one of all that it has.
 * Throws RangeError where there are no examples, no indices, or one that there is no example for.
 */
export function fewExamples(
  { what, inputs, outputs, examples }: PanelContext,
  kind: string,
  { indices, most, each = false }: { indices?: readonly number[]; most: number; each?: boolean },
): FewExamples {
  if (!examples) {
    throw new RangeError(`${what}: "${kind}" needs examples (X): which inputs should be drawn?`);
  }
  const X = toExamples(what, examples.X, inputs);
  const y = examples.y === undefined ? undefined : toTargets(what, examples.y, outputs, X.rows);
  const classes = y?.kind === "classes";
  const rowOf = (from: { gather: typeof X.gather }, width: number, i: number) => {
    const row = new Float64Array(width);
    from.gather(row, undefined, i, 1);
    return row;
  };
  const targetOf = (i: number) => y && rowOf(y, outputs, i);
  const labelOf = (i: number) => y?.labels?.[i] ?? targetOf(i)?.indexOf(1) ?? -1;
  const count = Math.min(most, X.rows);
  const chosen =
    indices ??
    (each && classes ? oneOfEach(X.rows, most, labelOf) : undefined) ??
    Array.from({ length: count }, (_, i) => i);
  if (chosen.length === 0) {
    throw new RangeError(`${what}: "${kind}" got no indices: which examples should be drawn?`);
  }
  const odd = chosen.find((i) => !Number.isInteger(i) || i < 0 || i >= X.rows);
  if (odd !== undefined) {
    throw new RangeError(
      `${what}: "${kind}" expects examples from 0 to ${X.rows - 1}, which X has, but got ${odd}`,
    );
  }
  return {
    indices: [...chosen],
    rows: chosen.map((i) => rowOf(X, inputs, i)),
    targets: y && chosen.map((i) => targetOf(i) as Float64Array),
    labels: classes ? chosen.map(labelOf) : undefined,
  };
}

/**
 * Examples to choose from, and which of them is shown first: those that were listed, or one of each class; the asked one among
 * them, in the place of another of its class.
 */
export function examplesToChoose(
  context: PanelContext,
  kind: string,
  {
    example,
    listed,
    each = true,
  }: { example?: number; listed?: readonly number[]; each?: boolean },
): { few: FewExamples; shown: number } {
  const most = each && context.examples?.labels ? 10 : 6;
  const first = fewExamples(context, kind, { indices: listed, most, each });
  const at = example === undefined ? 0 : first.indices.indexOf(example);
  if (at >= 0) return { few: first, shown: at };
  const asked = example as number;
  const label = fewExamples(context, kind, { indices: [asked], most }).labels?.[0];
  const place = listed || label === undefined ? -1 : (first.labels?.indexOf(label) ?? -1);
  const indices =
    place < 0
      ? [asked, ...first.indices]
      : first.indices.map((index, k) => (k === place ? asked : index));
  return { few: fewExamples(context, kind, { indices, most }), shown: Math.max(0, place) };
}

/** A row of inputs in words: (0.25, −1). */
export function rowWords(row: ArrayLike<number>): string {
  const numbers = Array.from(row, (x) => String(Number(x.toPrecision(3))).replace("-", "−"));
  return `(${numbers.join(", ")})`;
}

/** Where the middle example of each class stands, in the order of the classes. */
function oneOfEach(rows: number, most: number, labelOf: (i: number) => number): number[] {
  const places = new Map<number, number[]>();
  for (let i = 0; i < rows; i++) {
    const label = labelOf(i);
    const own = places.get(label);
    if (own) own.push(i);
    else places.set(label, [i]);
  }
  const classes = [...places].sort(([a], [b]) => a - b).slice(0, most);
  return classes.map(([, own]) => own[own.length >> 1]);
}

/** Names of the classes, as given or 0, 1, 2, … No colour is needed for them, so there may be many. */
export function classNames(context: PanelContext, kind: string): string[] {
  const { what, outputs, classes, names } = context;
  if (!classes) {
    throw new RangeError(
      `${what}: "${kind}" shows the probabilities of classes, but the model's ${outputs} outputs are none: ` +
        `it needs softmax at the end, or class numbers as y`,
    );
  }
  return names
    ? namesOf({ ...context, classes: false })
    : Array.from({ length: outputs }, (_, k) => String(k));
}

/** [rows, columns] of a picture of so many pixels: a square unless told otherwise. Throws RangeError where that does not fit. */
export function pictureShape(
  what: string,
  pixels: number,
  shape?: readonly [number, number],
): [number, number] {
  const side = Math.sqrt(pixels);
  const [rows, columns] = shape ?? [side, side];
  if (Number.isInteger(rows) && Number.isInteger(columns) && rows * columns === pixels) {
    return [rows, columns];
  }
  throw new RangeError(
    `${what} cannot lay out ${pixels} numbers as a picture of ${shape ? `${rows} × ${columns}` : "a square"}: ` +
      `say { shape: [rows, columns] }`,
  );
}

/** Pictures as bytes in base64: 0 stays 0 and the largest number of all becomes 255, or 1 does where none is larger. */
export function pictureBytes(rows: readonly ArrayLike<number>[]): string {
  let [low, high] = [0, 1];
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) {
      low = Math.min(low, row[i]);
      high = Math.max(high, row[i]);
    }
  }
  const scale = 255 / (high - low);
  const bytes = rows.flatMap((row) => Array.from(row, (v) => Math.round((v - low) * scale)));
  return base64(Uint8Array.from(bytes));
}

/** The words of the buttons that choose one of these examples; none where there is no choice. */
export function buttonsOf(examples: readonly { name: string }[]): string[] {
  return examples.length > 1 ? examples.map(({ name }) => name) : [];
}
