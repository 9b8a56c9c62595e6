// Data of the reader's own: rows of one or two inputs and an answer, as they came, and scaled for the net.
import { Matrix } from "../core/index";
import { literal, type DataSet, type Examples } from "./data-sets";
import { list, name, number, text } from "./state-checks";

/** Rows as the reader gave them, each number kept to six digits. */
export interface OwnData {
  /** Names of the inputs: one or two. */
  inputs: string[];
  /** Name of the answer. */
  answer: string;
  /** Names of the classes; [] where the answers are values. */
  classes: string[];
  /** Inputs, then the answer: a value or the number of its class. */
  rows: number[][];
}

export const ownBounds = {
  /** Fewer could not be split into rows to learn from and rows to test with. */
  rows: [10, 2000],
  /** As many as there are colours that all eyes can tell apart. */
  classes: [2, 8],
  /** Signs of a name. */
  name: 40,
  value: [-1e12, 1e12],
} as const;

/** Own data from whatever a link held. Throws RangeError or TypeError that says what does not fit. */
export function checkedOwnData(given: unknown): OwnData {
  const keys = ["inputs", "answer", "classes", "rows"];
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new TypeError(`playground expects own to be an object with ${keys.join(", ")}`);
  }
  const unknown = Object.keys(given).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new TypeError(`playground: own has no field ${name(unknown)}`);
  const own = given as Record<string, unknown>;
  const inputs = list("own.inputs", own.inputs, 2).map((one) => text("own.inputs", one, 40));
  const classes = list("own.classes", own.classes, ownBounds.classes[1]).map((one) =>
    text("own.classes", one, ownBounds.name),
  );
  if (inputs.length === 0) throw new RangeError("playground: own needs at least one input");
  if (classes.length === 1) throw new RangeError("playground: own has one class: it needs two");
  const rows = list("own.rows", own.rows, ownBounds.rows[1]).map((row) => {
    const numbers = list("own.rows", row, 3).map((x) => number("own.rows", x, ownBounds.value));
    const answer = numbers[inputs.length];
    if (numbers.length !== inputs.length + 1) {
      throw new RangeError(
        `playground expects every row of own to have ${inputs.length + 1} numbers but one has ${numbers.length}`,
      );
    }
    if (
      classes.length > 0 &&
      !(Number.isInteger(answer) && answer >= 0 && answer < classes.length)
    ) {
      throw new RangeError(`playground: own has no class number ${answer}`);
    }
    return numbers;
  });
  if (rows.length < ownBounds.rows[0]) {
    throw new RangeError(
      `playground expects at least ${ownBounds.rows[0]} rows of own data but got ${rows.length}`,
    );
  }
  return { inputs, answer: text("own.answer", own.answer, ownBounds.name), classes, rows };
}

/** Lowest and highest number of a column. */
export function rangeOf(own: OwnData, column: number): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const row of own.rows) {
    low = Math.min(low, row[column]);
    high = Math.max(high, row[column]);
  }
  return [low, high];
}

/** Brings low … high to −1 … 1; a column of one number only to 0. */
const scaled = (value: number, [low, high]: [number, number]): number =>
  high > low ? (2 * (value - low)) / (high - low) - 1 : 0;

/** Own data as a data set: inputs, and values too, scaled to −1 … 1. */
export function ownDataSet(own: OwnData): DataSet {
  const count = own.inputs.length;
  const columns = count + (own.classes.length > 0 ? 0 : 1);
  return {
    label: "your own",
    kind: own.classes.length > 0 ? "classes" : "values",
    inputs: count as 1 | 2,
    mostClasses: Math.max(1, own.classes.length),
    make(): Examples {
      const ranges = Array.from({ length: columns }, (_, j) => rangeOf(own, j));
      const X = Matrix.zeros(own.rows.length, count);
      own.rows.forEach((row, i) => {
        for (let j = 0; j < count; j++) X.data[i * count + j] = scaled(row[j], ranges[j]);
      });
      if (columns === count) return { X, y: Uint8Array.from(own.rows, (row) => row[count]) };
      const y = Matrix.zeros(own.rows.length, 1);
      own.rows.forEach((row, i) => (y.data[i] = scaled(row[count], ranges[count])));
      return { X, y };
    },
    code: () => ({
      uses: ["Matrix"],
      lines: [
        `const rows = [`,
        ...own.rows.map((row) => `  [${row.join(", ")}],`),
        `];`,
        `// Every column is scaled to −1 … 1; a column of one number only becomes 0.`,
        `const column = (j: number) => {`,
        `  const [low, high] = [Math.min(...rows.map((row) => row[j])), Math.max(...rows.map((row) => row[j]))];`,
        `  return rows.map((row) => (high > low ? (2 * (row[j] - low)) / (high - low) - 1 : 0));`,
        `};`,
        `const columns = [${Array.from({ length: count }, (_, j) => `column(${j})`).join(", ")}];`,
        `const X = Matrix.from(rows.map((_, i) => columns.map((numbers) => numbers[i])));`,
        columns === count
          ? `const y = Uint8Array.from(rows, (row) => row[${count}]); // classes: ${comment(own.classes)}`
          : `const y = Matrix.from(column(${count}).map((value) => [value]));`,
      ],
    }),
  };
}

/** Names in a line of comment: as a literal, in which no line ends. */
function comment(names: readonly string[]): string {
  return literal(names).replace(/[\u0085\u2028\u2029]/g, " ");
}
