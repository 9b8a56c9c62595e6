/** Names of choices, each with the values that it may have. */
type Choices = Readonly<Record<string, readonly unknown[]>>;
type Row<C extends Choices> = { [K in keyof C]: C[K][number] };

/**
 * Rows with one value for every choice, so few that a test may run them all, in which every value of each choice meets
 * every value of every other one at least once. Always the same rows: each begins with a pair that is missing, and takes the
 * value with the most missing pairs for every other choice.
 */
export function everyPair<C extends Choices>(choices: C): Row<C>[] {
  const names = Object.keys(choices);
  const counts = names.map((name) => choices[name].length);
  const key = (a: number, i: number, b: number, j: number) =>
    a < b ? `${a}:${i} ${b}:${j}` : `${b}:${j} ${a}:${i}`;
  const missing = new Map<string, readonly [number, number, number, number]>();
  for (let a = 0; a < names.length; a++) {
    for (let b = a + 1; b < names.length; b++) {
      for (let i = 0; i < counts[a]; i++) {
        for (let j = 0; j < counts[b]; j++) missing.set(key(a, i, b, j), [a, i, b, j]);
      }
    }
  }
  const rows: number[][] = [];
  for (const [a, i, b, j] of missing.values()) {
    const row: number[] = names.map(() => -1);
    [row[a], row[b]] = [i, j];
    for (let c = 0; c < names.length; c++) {
      if (row[c] >= 0) continue;
      const gained = Array.from({ length: counts[c] }, (_, value) => {
        return row.filter((other, d) => other >= 0 && missing.has(key(c, value, d, other))).length;
      });
      // Of equals another one each time, so that no value is left to the end.
      const most = Math.max(...gained);
      const best = gained.flatMap((n, value) => (n === most ? [value] : []));
      row[c] = best[rows.length % best.length];
    }
    for (let c = 0; c < names.length; c++) {
      for (let d = 0; d < c; d++) missing.delete(key(c, row[c], d, row[d]));
    }
    rows.push(row);
  }
  return rows.map(
    (row) => Object.fromEntries(names.map((name, c) => [name, choices[name][row[c]]])) as Row<C>,
  );
}
