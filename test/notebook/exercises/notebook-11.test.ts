import assert from "node:assert/strict";
import { test } from "node:test";
import { notebook11 } from "../../../lib/notebook/exercises/notebook-11";

const wrong = async (name: string, answer: unknown) =>
  typeof (await notebook11[name](answer)) === "object";

test("operations of a step with a product too many or too few are refused", async () => {
  const count = (first: number, others: number) => (batch: number, sizes: number[]) =>
    sizes.slice(1).reduce((sum, size, l) => {
      return sum + (l === 0 ? first : others) * 2 * batch * sizes[l] * size;
    }, 0);
  assert.equal(await notebook11["11.1 the operations of a step"](count(2, 3)), undefined);
  for (const answer of [count(3, 3), count(2, 2), count(1, 1), count(1, 1.5), () => 0]) {
    assert.ok(await wrong("11.1 the operations of a step", answer));
  }
});

test("lines counted for the other direction, in fractions, or without the single row are refused", async () => {
  const name = "11.2 lines fetched";
  type Count = (rows: number, columns: number, line: number, byRows: boolean) => number;
  const answers: Count[] = [
    (rows, columns, line, byRows) => (byRows ? rows * columns : rows * Math.ceil(columns / line)),
    (rows, columns, line, byRows) => (byRows ? (rows * columns) / line : rows * columns),
    (rows, columns, line, byRows) => (byRows ? Math.ceil((rows * columns) / line) : rows * columns),
    (rows, columns, line, byRows) => (byRows ? rows * Math.ceil(columns / line) : rows * columns),
    (rows, columns, line, byRows) =>
      byRows || rows <= 2 ? rows * Math.ceil(columns / line) : rows * columns,
  ];
  for (const answer of answers) assert.ok(await wrong(name, answer), String(answer));
});

test("a roof of one limit only, or of eight bytes a number, is refused", async () => {
  const name = "11.3 under the roof";
  type Best = (peak: number, bandwidth: number, B: number, K: number, N: number) => number;
  const intensity = (B: number, K: number, N: number, bytes: number) =>
    (2 * B * K * N) / (bytes * (B * K + K * N + B * N));
  const answers: Best[] = [
    (peak) => peak,
    (_peak, bandwidth, B, K, N) => bandwidth * intensity(B, K, N, 4),
    (peak, bandwidth, B, K, N) => Math.min(peak, bandwidth * intensity(B, K, N, 8)),
    (peak, bandwidth, B) => Math.min(peak, (bandwidth * B) / 2),
    (peak, bandwidth, B, K, N) => Math.max(peak, bandwidth * intensity(B, K, N, 4)),
  ];
  for (const answer of answers) assert.ok(await wrong(name, answer), String(answer));
});

test("Amdahl's law without the rest is refused", async () => {
  const name = "11.4 Amdahl's law";
  for (const answer of [
    (part: number, factor: number) => part * factor,
    (_: number, factor: number) => factor,
    (part: number, factor: number) => 1 - part + part / factor,
    (part: number, factor: number) => 1 - part + part * factor,
  ]) {
    assert.ok(await wrong(name, answer), String(answer));
  }
});

type Numbers = Float32Array | Float64Array;

test("products that forget edges, earlier contents or a whole column, or change what they were given, are refused", async () => {
  const name = "11.5 a product of your own";
  const product =
    (columns: (n: number) => number, clear: boolean, spoil = false) =>
    (a: Numbers, b: Numbers, c: Numbers, m: number, k: number, n: number) => {
      if (clear) c.fill(0);
      for (let i = 0; i < m; i++)
        for (let t = 0; t < k; t++)
          for (let j = 0; j < columns(n); j++) c[i * n + j] += a[i * k + t] * b[t * n + j];
      if (spoil) a[0] += 1;
    };
  assert.equal(await notebook11[name](undefined), "unanswered");
  assert.ok(await wrong(name, 3));
  assert.ok(await wrong(name, () => {}));
  assert.ok(
    await wrong(
      name,
      product((n) => n - (n % 4), true),
    ),
  );
  assert.ok(
    await wrong(
      name,
      product((n) => n - 1, true),
    ),
  );
  assert.ok(
    await wrong(
      name,
      product((n) => n, false),
    ),
  );
  assert.ok(
    await wrong(
      name,
      product((n) => n, true, true),
    ),
  );
});

const byTheBook = (a: Numbers, b: Numbers, c: Numbers, m: number, k: number, n: number) => {
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let x = 0; x < k; x++) sum += a[i * k + x] * b[x * n + j];
      c[i * n + j] = sum;
    }
};

test("products that do nothing for large shapes or from some call on, or hide an infinite weight, are refused", async () => {
  const name = "11.5 a product of your own";
  type Args = [Numbers, Numbers, Numbers, number, number, number];
  const narrow = (...args: Args) => (args[5] > 17 ? undefined : byTheBook(...args));
  const short = (...args: Args) => (args[3] > 30 ? undefined : byTheBook(...args));
  const notTimed = (...args: Args) =>
    args[3] === 64 && args[4] === 784 ? undefined : byTheBook(...args);
  let calls = 0;
  const tired = (...args: Args) => (++calls > 60 ? undefined : byTheBook(...args));
  const skipping = (...[a, b, c, m, k, n]: Args) => {
    c.fill(0);
    for (let i = 0; i < m; i++)
      for (let x = 0; x < k; x++)
        if (a[i * k + x] !== 0)
          for (let j = 0; j < n; j++) c[i * n + j] += a[i * k + x] * b[x * n + j];
  };
  for (const answer of [narrow, short, notTimed, tired, skipping]) {
    assert.ok(await wrong(name, answer), String(answer));
  }
});

test("a product that is no faster is told so", async (t) => {
  const said: string[] = [];
  t.mock.method(console, "log", (line: string) => said.push(line));
  const thrice = (...args: Parameters<typeof byTheBook>) => {
    for (let time = 0; time < 3; time++) byTheBook(...args);
  };
  assert.equal(await notebook11["11.5 a product of your own"](thrice), undefined);
  assert.match(said.join(), /right, but not faster yet/);
});

test("a right product is accepted, and its speed is printed", async (t) => {
  const said: string[] = [];
  t.mock.method(console, "log", (line: string) => said.push(line));
  const answer = (a: Numbers, b: Numbers, c: Numbers, m: number, k: number, n: number) => {
    c.fill(0);
    for (let i = 0; i < m; i++)
      for (let x = 0; x < k; x++)
        for (let j = 0; j < n; j++) c[i * n + j] += a[i * k + x] * b[x * n + j];
  };
  assert.equal(await notebook11["11.5 a product of your own"](answer), undefined);
  assert.match(said.join(), /as fast as i-j-k: [\d.]+ × on dense numbers, [\d.]+ × on digits/);
});
