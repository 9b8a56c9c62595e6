import assert from "node:assert/strict";
import { test } from "node:test";
import { histogramsFigure } from "../../../lib/notebook/figures/histograms-figure";
import { dashboardCode } from "../../../lib/notebook/panels/dashboard";
import { layersPanel } from "../../../lib/notebook/panels/histograms";
import { linesPanel } from "../../../lib/notebook/panels/curves";
import { layerSnapshots } from "../../helpers/layer-figures";
import { toBeFigure } from "../../helpers/figure-bits";
import { framePage } from "../../helpers/widget-code";

const code = () =>
  dashboardCode([
    layersPanel({ names: ["a"], layers: 1 }),
    linesPanel({ title: "loss", series: [{ name: "a", points: [[0, 1]] }] }),
  ]);

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the page's data
const dataOf = (html: string) => framePage(html).data as any;

test("a picture without buttons names the net that it shows, and wraps a long caption", () => {
  const nets = layerSnapshots();
  const kit = code();
  const textsOf = (shown: string) => {
    const data = dataOf(histogramsFigure({ nets, shown, title: "hidden layers" }).html);
    data.caption = "far more words than a line can hold ".repeat(6).trim();
    const { svg } = kit.widget.picture(data, kit.widget.state(data), 700, kit.colours());
    return [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, words]) => words);
  };
  assert.ok(textsOf("normalized").includes("hidden layers: normalized"));
  const texts = textsOf("plain");
  assert.ok(texts.includes("hidden layers: plain"));
  const caption = texts.filter((words) => /far|more|words|hold/.test(words));
  assert.ok(caption.length >= 2 && caption.every((line) => line.length < 100), caption.join("|"));
});

test("the page's bars are the counts, each row scaled to its highest; sizes and ranges come back", () => {
  const nets = layerSnapshots();
  const data = dataOf(histogramsFigure({ nets }).html);
  const kit = code();
  const { layerOf } = kit.panelCode("histograms");
  const { values } = kit.momentAt(data, data.panels[0], 3);
  Object.values(nets).forEach((training, net) =>
    training[3].layers.forEach((moment, l) => {
      const { bars, numbers, range } = layerOf(data.panels[0], values, net, l);
      [moment.activations, moment.differences, moment.gradients].forEach((counts, h) => {
        const most = Math.max(...counts);
        assert.equal(bars[h].length, counts.length);
        counts.forEach((count, i) => {
          assert.ok(Math.abs(bars[h][i] - count / most) < 0.005);
          assert.equal(bars[h][i] === 0, count === 0, "what was counted stays visible");
        });
      });
      assert.deepEqual([...range], [0, 1]);
      assert.ok(Math.abs(numbers[1] / moment.spread - 1) < 0.002);
      assert.ok(Math.abs(numbers[2] / moment.gradientSize - 1) < 0.002);
    }),
  );
});

test("a button shows the other net, and the loss of both is drawn by the curves' panel", () => {
  const nets = layerSnapshots();
  const data = dataOf(histogramsFigure({ nets, start: 2, shown: "normalized" }).html);
  const { widget, colours } = code();
  const now = widget.state(data);
  assert.equal(now.index, 2);
  const words = () => widget.pictureOf(data, now, 0, 740, colours()).words;
  assert.match(words(), /^normalized; layer 1: differences /);
  now.own[0].shown = 0;
  assert.match(words(), /^plain; layer 1: differences /);
  const loss = widget.pictureOf(data, now, 1, 740, colours()).words;
  const value = (net: "plain" | "normalized") =>
    Number(nets[net][2].loss.toPrecision(4)).toFixed(3); // four digits are in the page
  assert.equal(loss, `plain ${value("plain")}, normalized ${value("normalized")}`);
});

test("one moment of one net stands still, without a curve", () => {
  const figure = histogramsFigure({ nets: { plain: layerSnapshots().plain.slice(0, 1) } });
  toBeFigure(figure);
  assert.doesNotMatch(figure.html, /<iframe/);
  assert.doesNotMatch(figure.html, /loss/);
});

test("everything stays on a page of any width, and hostile names are words only", () => {
  const { plain, normalized } = layerSnapshots();
  const nets = { "<script>alert(1)</script>": plain, "</svg>": normalized };
  const figure = histogramsFigure({ nets });
  assert.doesNotMatch(framePage(figure.html).page, /<script>alert/);
  const data = dataOf(figure.html);
  const { widget, colours } = code();
  for (const width of [260, 358, 740]) {
    const { svg } = widget.pictureOf(data, widget.state(data), 1, width, colours());
    assert.doesNotMatch(svg, /<script>|<\/svg><\/svg>$/);
    const own = widget.pictureOf(data, widget.state(data), 0, width, colours());
    const xs = [...own.svg.matchAll(/ x2?="([\d.-]+)"/g)].map(([, x]) => Number(x));
    assert.ok(Math.min(...xs) >= 0 && Math.max(...xs) <= width, `${width}: ${Math.max(...xs)}`);
  }
});

test("small numbers are written with their power of ten", () => {
  const { short } = code().panelCode("histograms");
  assert.deepEqual([0, 0.21, 0.034, 3.2e-6].map(short), ["0", "0.21", "0.034", "3e−6"]);
});

test("trainings that do not fit each other are refused", () => {
  const { plain, normalized } = layerSnapshots();
  const refused = (options: Parameters<typeof histogramsFigure>[0], message: RegExp) =>
    assert.throws(() => histogramsFigure(options), { name: "RangeError", message });
  refused({ nets: {} }, /one to four nets but got 0/);
  refused({ nets: { plain: [] } }, /plain has 0 moments/);
  refused(
    { nets: { plain, short: normalized.slice(1) } },
    /as plain has them \(5 and 4\), but short has 4 moments/,
  );
  const flat = plain.map((s) => ({ ...s, layers: s.layers.slice(1) }));
  refused({ nets: { plain, flat } }, /flat has 5 moments of 3, 3/);
  refused({ nets: { plain }, shown: "other" }, /plain but got other/);
  refused({ nets: { plain }, start: 5 }, /from 0 to 4 but got 5/);
});
