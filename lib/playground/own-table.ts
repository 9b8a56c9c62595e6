// From a table of text to data of one's own: which columns are inputs, which one is the answer, and of what kind.
import { toNumber, type Table } from "./csv";
import { ownBounds, type OwnData } from "./own-data";

export interface Choice {
  /** Numbers of one or two columns. */
  inputs: number[];
  answer: number;
  kind: "classes" | "values";
}

/** What a reader most likely means: the last column is the answer, the first one or two numeric ones are inputs. */
export function likelyChoice({ names, rows }: Table): Choice {
  const answer = names.length - 1;
  const numeric = (column: number) => rows.every((row) => toNumber(row[column]) !== undefined);
  const inputs = names
    .map((_, column) => column)
    .filter((column) => column !== answer && numeric(column))
    .slice(0, 2);
  const distinct = new Set(rows.map((row) => row[answer]));
  const few = distinct.size <= ownBounds.classes[1];
  const whole = rows.every((row) => Number.isInteger(toNumber(row[answer])));
  return { inputs, answer, kind: few && (whole || !numeric(answer)) ? "classes" : "values" };
}

/** The data of a choice. Throws RangeError that names line or column where a cell is no number or bounds are passed. */
export function ownFromTable(table: Table, { inputs, answer, kind }: Choice): OwnData {
  const { names, rows, header } = table;
  if (inputs.length === 0) {
    throw new RangeError("No column but the answer holds numbers only: the net needs one or two.");
  }
  const [fewest, most] = ownBounds.rows;
  if (rows.length < fewest || rows.length > most) {
    throw new RangeError(
      `There are ${rows.length} rows: at least ${fewest} are needed, ${most} are the most.`,
    );
  }
  const numberAt = (row: number, column: number): number => {
    const value = toNumber(rows[row][column]);
    if (value === undefined || Math.abs(value) > ownBounds.value[1]) {
      throw new RangeError(
        `Row ${row + (header ? 2 : 1)}, ${names[column]}: ${JSON.stringify(rows[row][column])} is no number that the net can use.`,
      );
    }
    return Number(value.toPrecision(6));
  };
  const classes = kind === "classes" ? classNames(table, answer) : [];
  return {
    inputs: inputs.map((column) => names[column]),
    answer: names[answer],
    classes,
    rows: rows.map((row, i) => [
      ...inputs.map((column) => numberAt(i, column)),
      kind === "classes" ? classes.indexOf(cut(row[answer])) : numberAt(i, answer),
    ]),
  };
}

/** The names of the classes, in the order of numbers or of the alphabet. */
function classNames({ rows, names }: Table, answer: number): string[] {
  const found = [...new Set(rows.map((row) => cut(row[answer])))];
  const [fewest, most] = ownBounds.classes;
  if (found.length < fewest || found.length > most) {
    throw new RangeError(
      `The column ${names[answer]} has ${found.length} different answers: as classes ${fewest} to ${most} are possible. ` +
        `Is it a value?`,
    );
  }
  const numeric = found.every((one) => toNumber(one) !== undefined);
  return found.sort((a, b) =>
    numeric ? Number(toNumber(a)) - Number(toNumber(b)) : a < b ? -1 : 1,
  );
}

const cut = (text: string): string => text.slice(0, ownBounds.name);
