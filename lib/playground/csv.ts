// A small strict reader of CSV text: commas, semicolons or tabs, quotes as in RFC 4180, with bounds on everything.

export const csvBounds = { signs: 1_000_000, rows: 2000, columns: 20, cell: 200 } as const;

export interface Table {
  /** From the header, or "column 1" and so on. */
  names: string[];
  rows: string[][];
  /** Whether the first line was taken for names. */
  header: boolean;
}

/**
 * Lines of cells from CSV text. The separator is the one of , ; and tab that the first line holds most of.
 * header: whether the first line holds names; found out where nobody says it: it does if none of its cells is a number.
 * Throws RangeError that names the line where text is too large, a line has more or fewer cells than the first, or a quote is open.
 */
export function readCsv(text: string, { header }: { header?: boolean } = {}): Table {
  if (text.length > csvBounds.signs) {
    throw new RangeError(
      `The text is too large: ${count(text.length)} signs, where ${count(csvBounds.signs)} are the most.`,
    );
  }
  const lines = linesOf(text.replace(/^\uFEFF/, ""));
  if (lines.length === 0) throw new RangeError("There is no line of data in this text.");
  const width = lines[0].cells.length;
  if (width < 2) {
    throw new RangeError(
      "Line 1 has one column: an input and an answer are needed, with a comma, a semicolon or a tab between them.",
    );
  }
  if (width > csvBounds.columns) {
    throw new RangeError(`Line 1 has ${width} columns, where ${csvBounds.columns} are the most.`);
  }
  for (const { cells, line } of lines) {
    if (cells.length !== width) {
      throw new RangeError(`Line ${line} has ${cells.length} columns, but the first has ${width}.`);
    }
  }
  const named = header ?? lines[0].cells.every((cell) => toNumber(cell) === undefined);
  const rows = lines.slice(named ? 1 : 0).map(({ cells }) => cells);
  const names = lines[0].cells.map((cell, i) =>
    named && cell !== "" ? cell.slice(0, 40) : `column ${i + 1}`,
  );
  return { names, rows, header: named };
}

/** The number that a cell holds, also with a decimal comma; undefined where it holds none. */
export function toNumber(cell: string): number | undefined {
  if (!/^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?$/i.test(cell)) return undefined;
  const value = Number(cell.replace(",", "."));
  return Number.isFinite(value) ? value : undefined;
}

interface Line {
  cells: string[];
  /** Where it begins, counted from 1. */
  line: number;
}

function separatorOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text.trimStart())?.[0] ?? "";
  const often = (sign: string) => first.split(sign).length;
  return ["\t", ";", ","].reduce((best, sign) => (often(sign) > often(best) ? sign : best), ",");
}

/** All lines that are not empty, cut into cells without the blanks around them. */
function linesOf(text: string): Line[] {
  const separator = separatorOf(text);
  const found: Line[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const begun = line;
    const cells: string[] = [];
    for (;;) {
      const cell = cellAt(text, at, separator, begun);
      at = cell.end;
      line += cell.breaks;
      cells.push(cell.text);
      if (cells.length > csvBounds.columns + 1) break;
      if (text[at] !== separator) break;
      at++;
    }
    if (text[at] === separator) {
      throw new RangeError(
        `Line ${begun} has more than ${csvBounds.columns} columns, which are the most.`,
      );
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at++;
    at++;
    line++;
    if (cells.length > 1 || cells[0] !== "") found.push({ cells, line: begun });
    if (found.length > csvBounds.rows + 1) {
      throw new RangeError(
        `There are more than ${count(csvBounds.rows)} rows, which are the most.`,
      );
    }
  }
  return found;
}

function cellAt(
  text: string,
  start: number,
  separator: string,
  line: number,
): { text: string; end: number; breaks: number } {
  let at = start;
  while (text[at] === " ") at++;
  if (text[at] !== '"') {
    let end = at;
    while (end < text.length && text[end] !== separator && !/[\r\n]/.test(text[end])) end++;
    return { text: bounded(text.slice(at, end).trim(), line), end, breaks: 0 };
  }
  let cell = "";
  let breaks = 0;
  for (at++; at < text.length; at++) {
    if (text[at] === '"') {
      if (text[at + 1] !== '"') break;
      at++;
    }
    if (text[at] === "\n") breaks++;
    cell += text[at];
  }
  if (at >= text.length) throw new RangeError(`Line ${line}: a quote is opened and never closed.`);
  at++;
  while (text[at] === " ") at++;
  if (at < text.length && text[at] !== separator && !/[\r\n]/.test(text[at])) {
    throw new RangeError(`Line ${line}: after a closing quote comes ${JSON.stringify(text[at])}.`);
  }
  return { text: bounded(cell, line), end: at, breaks };
}

function bounded(cell: string, line: number): string {
  if (cell.length <= csvBounds.cell) return cell;
  throw new RangeError(
    `Line ${line} has a cell of ${cell.length} signs, where ${csvBounds.cell} are the most.`,
  );
}

const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
