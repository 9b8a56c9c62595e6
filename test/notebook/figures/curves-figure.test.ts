import assert from "node:assert/strict";
import { test } from "node:test";
import { curvesFigure } from "../../../lib/notebook/figures/curves-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

test("each series is one line; loss and accuracy have their colours, validation is dashed", () => {
  const figure = curvesFigure({
    series: [
      { name: "loss", values: [3, 2, 1] },
      { name: "validation loss", values: [3, 2.5, 2] },
      { name: "accuracy", values: [0.1, 0.5, 0.9] },
    ],
    xLabel: "epoch",
  });
  toBeFigure(figure);
  assert.equal(count(figure, 'aria-label="line"'), 3);
  assert.equal(count(figure, /aria-label="line"[^>]*>|<g[^>]*stroke="#D55E00"[^>]*>/g) > 0, true);
  assert.equal(count(figure, "#0072B2") >= 1, true);
  assert.equal(count(figure, "stroke-dasharray") >= 2, true); // the line and its sample in the legend
  assert.match(figure.alt, /loss goes from 3.00 to 1.00/);
});

test("names from data are escaped in the legend", () => {
  const series = [
    { name: "<script>", values: [1, 2] },
    { name: "b", values: [2, 1] },
  ];
  const { html, still } = curvesFigure({ series });
  assert.ok(!html.includes("<script>") && !(still as string).includes("<script>"));
  assert.ok(html.includes("&lt;script&gt;"));
});

test("a single value is a dot, not nothing", () => {
  assert.equal(count(curvesFigure({ series: [{ name: "loss", values: [1] }] }), "<circle"), 1);
});

test("a curve of very many values is thinned, but keeps its peaks", () => {
  const values = Float64Array.from({ length: 50000 }, (_, i) =>
    i === 31234 ? 99 : Math.sin(i / 50),
  );
  const figure = curvesFigure({ series: [{ name: "loss", values }], yDomain: [0, 100] });
  assert.ok(figure.html.length < 30000, `${figure.html.length} characters`);
  const ys = [...figure.html.matchAll(/[ML][\d.]+,([\d.]+)/g)].map((match) => Number(match[1]));
  assert.ok(Math.min(...ys) < 30, "the peak is still there");
});

test("NaN, nothing to draw, and zero on a logarithmic axis are errors that say so", () => {
  assert.throws(() => curvesFigure({ series: [] }), /one series or more/);
  assert.throws(
    () => curvesFigure({ series: [{ name: "loss", values: [] }] }),
    /series "loss" is empty/,
  );
  assert.throws(
    () => curvesFigure({ series: [{ name: "loss", values: [1, NaN] }] }),
    /"loss" has NaN at position 1/,
  );
  assert.throws(
    () => curvesFigure({ series: [{ name: "loss", values: [1, 0] }], log: true }),
    /"loss" has 0 at position 1: a logarithmic axis/,
  );
});
