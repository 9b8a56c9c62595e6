import assert from "node:assert/strict";
import { test } from "node:test";
import { numericDerivative } from "../../../lib/core/numeric-gradient";
import { chainFlow } from "../../../lib/notebook/touch/chain-flow";
import { framePage, widgetCode } from "../../helpers/widget-code";

const code = () => widgetCode("chain", "chain-flow");
const near = (a: number, b: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(a - b) <= tolerance, `${a} against ${b}`);

test("the pencil's chain: x = 2, w = ½, b = −1 give a = ½, loss ⅛ and the gradients −¼, −⅛, −1/16", () => {
  const { passes } = code().chain;
  const n = passes({ x: 2, w: 0.5, b: -1, y: 1, loss: "quadratic" });
  assert.deepEqual([n.u, n.z, n.a, n.L], [1, 0, 0.5, 0.125]);
  assert.deepEqual([n.dL, n.da, n.dz, n.du], [1, -0.5, -0.125, -0.125]);
  assert.deepEqual([n.dw, n.db, n.dx], [-0.25, -0.125, -0.0625]);
});

test("the gradients of x, w and b are those of a nudge, with both losses", () => {
  const { passes } = code().chain;
  for (const loss of ["quadratic", "binaryCrossentropy"]) {
    for (const at of [
      { x: 1.3, w: -0.7, b: 0.4, y: 1 },
      { x: -2, w: 1.5, b: 3, y: 0 },
      { x: 0.5, w: 0, b: -1, y: 0.3 },
    ]) {
      const n = passes({ ...at, loss });
      for (const name of ["x", "w", "b"] as const) {
        const nudged = numericDerivative(
          (v) => passes({ ...at, [name]: v, loss }).L as number,
          at[name],
        );
        near(n[`d${name}`], nudged);
      }
    }
  }
});

test("at the ends of the sliders all numbers are finite, and cross-entropy's gradient is a − y", () => {
  const { passes } = code().chain;
  for (const w of [-8, 8]) {
    for (const b of [-4, 4]) {
      for (const y of [0, 1]) {
        const n = passes({ x: 3, w, b, y, loss: "binaryCrossentropy" });
        for (const value of Object.values(n)) assert.ok(Number.isFinite(value as number));
        near(n.dz, n.a - y, 1e-3);
      }
    }
  }
});

test("numbers that are not computed yet are question marks, in the drawing and in the products", () => {
  const { data } = framePage(chainFlow().html);
  const { widget, colours } = code();
  const draw = (shown: number, link: number) => {
    const picture = widget.picture(data, { ...widget.state(data), shown, link }, 760, colours());
    return { svg: picture.svg as string, words: picture.words as string };
  };
  const marks = (svg: string) => svg.split(/\?</).length - 1;
  assert.equal(marks(draw(9, 2).svg), 0);
  assert.ok(marks(draw(0, 0).svg) > marks(draw(4, 3).svg));
  assert.match(draw(6, 2).words, /dL\/dz = \?/);
  assert.match(draw(7, 2).words, /dL\/dz = dL\/da · a \(1 − a\) = −0\.5000 · 0\.2500 = −0\.1250/);
});

test("the products written out come out with the digits that are shown, also at a saturated neuron", () => {
  const { passes, links } = code().chain;
  const number = (text: string) => Number(text.replace(/[()]/g, "").replace(/−/g, "-"));
  for (const loss of ["quadratic", "binaryCrossentropy"]) {
    for (const at of [
      { x: 1, w: 4, b: 2, y: 0 },
      { x: 2, w: 5.29, b: 4, y: 0 },
      { x: 3, w: 8, b: 4, y: 0 },
    ]) {
      const now = { ...at, loss };
      for (const { lines } of links(now, passes(now))) {
        for (const [, words] of lines as [number, string][]) {
          const product = /= (\(?−?\d\S*) · (\S+) = (\S+)$/.exec(words);
          if (!product) continue;
          const [one, other, shown] = product.slice(1).map(number);
          assert.ok(Math.abs(one * other - shown) <= 2e-4 * Math.abs(shown), words);
        }
      }
    }
  }
});

test("the quadratic loss's local derivative is written in brackets, so that it multiplies as a whole", () => {
  const { passes, links } = code().chain;
  const now = { x: 2, w: 0.5, b: -1, y: 1, loss: "quadratic" };
  const [, [, back]] = links(now, passes(now))[3].lines;
  assert.equal(back, "dL/da = dL/dL · (a − y) = 1 · (−0.5000) = −0.5000");
});

test("every number of the chain is drawn on a phone too", () => {
  const { data } = framePage(chainFlow({ loss: "quadratic" }).html);
  const { widget, colours } = code();
  const { svg } = widget.picture(data, widget.state(data), 340, colours());
  for (const words of ["−0.0625", "−0.2500", "−0.1250", "−0.5000", "1.0000", "b = −1.00"]) {
    assert.ok(svg.includes(words), words);
  }
});

test("numbers off the sliders and unknown losses are refused", () => {
  const refused = (make: () => unknown, message: RegExp) =>
    assert.throws(make, { name: "RangeError", message });
  refused(() => chainFlow({ w: 9 }), /w from -8 to 8 but got 9/);
  refused(() => chainFlow({ y: NaN }), /y from 0 to 1 but got NaN/);
  refused(() => chainFlow({ loss: "huber" as "quadratic" }), /binaryCrossentropy but got huber/);
  refused(() => chainFlow({ loss: [] }), /but got none/);
});
