// Built in notebook 05-points-on-a-graph: which row goes to which part of a split, the counts first, then the rows.
import { describe, requireOptions } from "../errors";
import { isList, isShaped, Matrix } from "../matrix";
import { Random } from "../random";
import type { Labels } from "../targets";

/** A part that is held out of training, and how large it is to be. */
export interface HeldOut {
  /** "test" or "validation": the option is called testSize or validationSize. */
  readonly name: string;
  readonly size: number;
}

export interface SplitRules {
  shuffle?: boolean;
  stratified?: boolean;
  seed?: number;
}

/** A stream of the seed of its own: points or a model made with the same seed draw other numbers. */
const SPLIT_STREAM = 0x73706c74;

/** Throws TypeError for an unknown option or a yes-or-no option that is neither. */
export function requireRules(where: string, options: object, sizes: readonly string[]): void {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(
      `${where} expects its options as { ${sizes[0]}: 0.2 } but got ${describe(options)}`,
    );
  }
  requireOptions(where, options, [...sizes, "shuffle", "stratified", "seed"]);
  for (const name of ["shuffle", "stratified"] as const) {
    const value = (options as SplitRules)[name];
    if (value !== undefined && typeof value !== "boolean") {
      throw new TypeError(
        `${where} expects ${name} to be true or false but got ${describe(value)}`,
      );
    }
  }
}

/** Row numbers of each part: first those of training, then those of each held-out part as listed. */
export function splitRows(
  where: string,
  y: Labels,
  rows: number,
  heldOut: readonly HeldOut[],
  { shuffle = true, stratified = false, seed = 0 }: SplitRules,
): Uint32Array[] {
  const counts = heldOut.map(({ name, size }) => countOf(where, `${name}Size`, size, rows));
  const training = rows - counts.reduce((sum, count) => sum + count, 0);
  if (training < 1) {
    throw new RangeError(
      `${where} leaves no row for training: of ${rows} rows ${heldOut.map(({ name }, i) => `${counts[i]} go to ${name}`).join(", ")}`,
    );
  }
  const groups = stratified ? classesOf(y, rows) : [{ label: "", rows: [...Array(rows).keys()] }];
  const free = groups.map((group) => group.rows.length);
  const quotas = counts.map((count) => {
    const shares = proportional(free, count);
    for (let g = 0; g < free.length; g++) free[g] -= shares[g];
    return shares;
  });
  quotas.unshift(free);
  if (stratified)
    requireEveryClass(where, groups, quotas, ["train", ...heldOut.map((p) => p.name)]);

  const groupOf = new Uint32Array(rows);
  groups.forEach((group, g) => group.rows.forEach((row) => (groupOf[row] = g)));
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  if (shuffle) new Random(seed, SPLIT_STREAM).shuffle(order);
  // From the last row to the first, each to the last part that still wants one of its class.
  const parts: number[][] = quotas.map(() => []);
  for (let i = rows - 1; i >= 0; i--) {
    const g = groupOf[order[i]];
    let part = quotas.length - 1;
    while (quotas[part][g] === 0) part--;
    quotas[part][g]--;
    parts[part].push(order[i]);
  }
  return parts.map((part) => Uint32Array.from(part.reverse()));
}

/** A size as a count of rows: below 1 it is a share, rounded up; from 1 on it is the count itself. */
function countOf(where: string, name: string, size: unknown, rows: number): number {
  const isShare = typeof size === "number" && size > 0 && size < 1;
  if (!isShare && !(Number.isInteger(size) && (size as number) >= 1)) {
    throw new RangeError(
      `${where} expects ${name} to be a share between 0 and 1 or a whole number of rows but got ${describe(size)}`,
    );
  }
  // 0.07 · 100 is 7.000000000000001 in floating point: what is too much by so little is not rounded up.
  return isShare ? Math.ceil((size as number) * rows * (1 - 1e-12)) : (size as number);
}

/** Rows by class, in the order in which the classes first appear. A row of several targets counts as one class by all of them. */
function classesOf(y: Labels, rows: number): { label: string; rows: number[] }[] {
  const found = new Map<string, number[]>();
  for (let row = 0; row < rows; row++) {
    const label = labelOf(y, row);
    const members = found.get(label);
    if (members) members.push(row);
    else found.set(label, [row]);
  }
  return Array.from(found, ([label, members]) => ({ label, rows: members }));
}

function labelOf(y: Labels, row: number): string {
  if (y instanceof Matrix) return y.row(row).join(", ");
  if (isShaped(y)) {
    const cols = y.data.length / y.shape[0];
    return Array.from({ length: cols }, (_, j) => y.data[row * cols + j]).join(", ");
  }
  const entry = (y as ArrayLike<number | ArrayLike<number>>)[row];
  return isList(entry) ? Array.from(entry).join(", ") : String(entry);
}

/**
 * Shares out count over groups in proportion to their sizes: each gets its share rounded down, and what is left goes one by one
 * to those with the largest remainders, of equal ones to the first.
 */
function proportional(sizes: readonly number[], count: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const shares = sizes.map((size) => Math.floor((count * size) / total));
  const left = count - shares.reduce((sum, share) => sum + share, 0);
  sizes
    .map((size, g) => ({ g, remainder: (count * size) % total }))
    .sort((a, b) => b.remainder - a.remainder)
    .slice(0, left)
    .forEach(({ g }) => shares[g]++);
  return shares;
}

function requireEveryClass(
  where: string,
  groups: readonly { label: string; rows: readonly number[] }[],
  quotas: readonly (readonly number[])[],
  names: readonly string[],
): void {
  for (let g = 0; g < groups.length; g++) {
    if (quotas.every((quota) => quota[g] > 0)) continue;
    const said = names.map((name, part) => `${quotas[part][g]} in ${name}`).join(", ");
    throw new RangeError(
      `${where}, stratified, expects at least one row of each class in each part but class ${groups[g].label} ` +
        `with ${groups[g].rows.length} rows would have ${said}: try other sizes, more rows, or stratified: false`,
    );
  }
}
