import assert from "node:assert/strict";
import { test } from "node:test";
import { figureFromPlot, figureFromSvg, stillScale } from "../../../lib/notebook/drawing/figure";
import { plot, plotElement } from "../../../lib/notebook/drawing/plot";
import * as Plot from "@observablehq/plot";
import { count, readPng, toBeFigure } from "../../helpers/figure-bits";

const square =
  '<svg width="200" height="100" viewBox="0 0 200 100"><rect width="200" height="100"/></svg>';

test("a figure from an SVG has the picture's size times the scale", () => {
  const figure = figureFromSvg(square, { alt: "A dark rectangle." });
  toBeFigure(figure);
  const { width, height } = readPng(figure.png);
  assert.deepEqual([width, height], [200 * stillScale, 100 * stillScale]);
});

test("a figure without a description is refused", () => {
  assert.throws(() => figureFromSvg(square, { alt: " " }), /needs \{ alt \}/);
  assert.throws(() => plot({ marks: [] }, {} as { alt: string }), TypeError);
});

test("what is no element is refused", () => {
  assert.throws(() => figureFromPlot(undefined, { alt: "Nothing." }), /Plot\.plot.* got undefined/);
});

test("the description is escaped", () => {
  const { html } = figureFromSvg(square, { alt: 'a "<b>" & more' });
  assert.match(html, /aria-label="a &quot;&lt;b&gt;&quot; &amp; more"/);
});

test("title, legend, chart and caption of Plot are all in the still picture", () => {
  const options: Plot.PlotOptions = {
    width: 300,
    height: 200,
    marks: [Plot.dot(["a", "b"], { x: Plot.identity, fill: Plot.identity })],
  };
  const bare = readPng(plot(options, { alt: "Two dots." }).png);
  const full = plot(
    { ...options, title: "T < U", caption: "c", color: { legend: true } },
    { alt: "Two dots." },
  );
  assert.ok(readPng(full.png).height > bare.height + 60);
  assert.match(full.still as string, />T &lt; U</);
  assert.match(full.still as string, />a<.*>b</s);
});

test("ids come from the content, and no two drawings of one page share one", () => {
  const clipped = (radius: number) =>
    plot(
      {
        width: 200,
        height: 100,
        marks: [Plot.dot([[1, 2]], { x: "0", y: "1", r: radius, clip: true })],
      },
      { alt: "One dot." },
    ).html;
  const id = (html: string) => /id="([^"]+)"/.exec(html)?.[1] as string;
  const [first, equal, other] = [clipped(3), clipped(3), clipped(4)];
  assert.equal(new Set([first, equal, other].map(id)).size, 3);
  assert.equal(id(equal).replace("-1-", "-"), id(first), "the same content, told apart by a count");
  for (const html of [first, equal, other]) assert.ok(html.includes(`url(#${id(html)})`));
});

test("maps and continuous legends are drawn, though there is no browser's canvas", () => {
  const figure = plot(
    {
      width: 300,
      color: { legend: true, domain: [0, 1] },
      marks: [Plot.raster([0, 0.5, 0.2, 1], { width: 2, height: 2 })],
    },
    { alt: "Four fields." },
  );
  toBeFigure(figure);
  assert.equal(count(figure, "<image"), 2);
});

test("a width of nothing is refused", () => {
  assert.throws(() => plotElement({ width: 0 }), /width above zero.* got 0/);
  assert.throws(() => plot({}, { alt: "None.", height: NaN }), RangeError);
});
