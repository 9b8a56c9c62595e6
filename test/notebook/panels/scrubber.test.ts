import assert from "node:assert/strict";
import { test } from "node:test";
import { firstNet, Network, type Labels } from "../../../lib/core";
import { scrubber } from "../../../lib/notebook/panels/scrubber";
import { flatParameters, snapshot } from "../../../lib/notebook/touch/net-snapshots";
import { dataIn, pageAt } from "../../helpers/dashboards";
import { classSnapshots, regionSnapshots } from "../../helpers/widget-figures";

const X = firstNet.inputs.map((row) => [...row]);
const y = firstNet.targets.map((row) => [...row]);
const names = ["OR", "XOR"];
const sizes = [2, 2, 2];

test("the page's maps are what the library's net answers at that moment", async () => {
  const { net, snapshots } = await regionSnapshots();
  snapshots.push(snapshot(net, 4000, 0.1));
  const figure = scrubber({ sizes, snapshots, X, y, names, figures: ["regions"] });
  const { rasters } = pageAt(dataIn(figure.html), snapshots.length - 1);
  assert.equal(rasters.length, 2);
  const n = 64;
  for (const [i, j] of [
    [0, 0],
    [10, 50],
    [63, 20],
  ]) {
    // prettier-ignore
    const at = (k: number) => -0.25 + ((k + 0.5) / n) * 1.5;
    const answers = net.predict([[at(i), at(n - 1 - j)]]).row(0);
    answers.forEach((value, o) => {
      const blue = rasters[o].rgb[3 * (j * n + i) + 2];
      const expected = value < 0.5 ? 255 + (178 - 255) * (1 - 2 * value) : 255 * (2 - 2 * value);
      assert.ok(Math.abs(blue - expected) <= 1.5, `output ${o}: ${blue} for ${value}`);
    });
  }
});

test("the page counts as many right points as the library, and says the loss", async () => {
  const { net, snapshots, X, y } = await classSnapshots();
  const figure = scrubber({
    ...{ sizes: [2, 6, 3], activations: ["tanh", "softmax"], snapshots, X, y },
    ...{ figures: ["regions", "curves"], unit: "epoch" },
  });
  const data = dataIn(figure.html);
  const { words, svg } = pageAt(data, snapshots.length - 1);
  const right = Math.round((net.evaluate(X, y).accuracy ?? 0) * 300);
  assert.match(words, new RegExp(`^${right} of 300 points right; loss 0\\.`));
  assert.match(svg, /epoch 39</);
  assert.doesNotMatch(pageAt(data, 0).words, new RegExp(`^${right} of`));
});

test("targets as class numbers and as one-hot rows make the same figure", async () => {
  const { snapshots, X, y } = await classSnapshots();
  const rows = Array.from(y, (label) => [0, 1, 2].map((c) => (c === label ? 1 : 0)));
  const made = (labels: Labels) =>
    scrubber({
      ...{ sizes: [2, 6, 3], activations: ["tanh", "softmax"], snapshots, X, y: labels },
      figures: ["regions"],
    }).html;
  assert.equal(made(y), made(rows));
});

test("a fit is drawn through one input, with what is left over", () => {
  const net = new Network([1, 4, 1], { seed: 1 });
  const points = [[-1], [0], [1]];
  const wanted = [[0.2], [0.5], [0.9]];
  const snapshots = [snapshot(net, 0, net.evaluate(points, wanted).loss)];
  const figure = scrubber({ sizes: [1, 4, 1], snapshots, X: points, y: wanted, figures: ["fit"] });
  const answers = net.predict(points);
  const rms = Math.sqrt(wanted.reduce((sum, [v], i) => sum + (v - answers.get(i, 0)) ** 2, 0) / 3);
  const { words } = pageAt(dataIn(figure.html), 0);
  const said = Number(/residuals: ([\d.]+)/.exec(words)?.[1]);
  assert.ok(Math.abs(said - rms) < 2e-3, `${said} for ${rms}`);
});

test("a hostile name stays text", () => {
  const net = new Network(sizes, { seed: 1 });
  const snapshots = [snapshot(net, 0, 1), snapshot(net, 1, 1)];
  const hostile = ['</script><img src=x onerror="alert(1)">', "XOR"];
  const { html } = scrubber({ sizes, snapshots, X, y, names: hostile, figures: ["regions"] });
  assert.doesNotMatch(html, /<img/);
  assert.doesNotMatch(pageAt(dataIn(html), 0).svg, /<img/);
});

test("what cannot be drawn is refused with what was expected and what arrived", () => {
  const net = new Network(sizes, { seed: 1 });
  const snapshots = [snapshot(net, 0, 1)];
  const refused = (more: object, message: RegExp) =>
    assert.throws(
      () => scrubber({ sizes, snapshots, X, y, names, figures: ["regions"], ...more }),
      { name: "RangeError", message },
    );
  refused({ snapshots: [] }, /from 1 to 400 snapshots but got 0/);
  refused({ snapshots: Array(401).fill(snapshots[0]) }, /but got 401/);
  refused(
    { snapshots: [{ step: 3, loss: 1, parameters: [1, 2] }] },
    /12 parameters but .* step 3 has 2/,
  );
  refused({ start: 1 }, /start from 0 to 0 but got 1/);
  refused({ figures: ["region"] }, /knows the figures .*regions.* but got "region"/);
  refused({ figures: ["fit"] }, /over one input, but the model has 2/);
  refused({ names: ["a"] }, /a name for each of 2 outputs but got 1/);
  refused({ y: [[0, 0]] }, /4 examples and 1 labels/);
  refused({ X: [[NaN, 0]], y: [[0, 0]] }, /NaN/);
  const parameters = flatParameters(net).fill(NaN);
  refused({ snapshots: [{ step: 0, loss: NaN, parameters }] }, /NaN.*did the training diverge/);
});

test("a net with one input has no plane, and one with three is cut through the mean of the third", () => {
  const make = (inputs: number, figure: "regions" | "surface") => {
    const net = new Network([inputs, 3, 2], { seed: 1 });
    const rows = [[0.5, 1, 2], [1.5, -1, 4]].map((row) => row.slice(0, inputs)); // prettier-ignore
    return scrubber({
      ...{ sizes: [inputs, 3, 2], snapshots: [snapshot(net, 0, 1)] },
      ...{ X: rows, y: [[0, 0.5], [1, 0.5]], figures: [figure] }, // prettier-ignore
    });
  };
  assert.throws(() => make(1, "regions"), /plane of two inputs, but the model has 1/);
  for (const figure of ["regions", "surface"] as const) {
    const { html, alt } = make(3, figure);
    assert.match(alt, /over x1 and x2, the other 1 at their mean/);
    assert.deepEqual((dataIn(html).panels[0].plane as { at: number[] }).at, [0, 0, 3]);
  }
});

test("eleven classes have no colours", () => {
  const net = new Network([2, 11], { activation: "softmax", loss: "categoricalCrossentropy" });
  const make = () =>
    scrubber({
      ...{ sizes: [2, 11], activations: "softmax", snapshots: [snapshot(net, 0, 1)] },
      ...{ X: [[0, 1]], y: [3], figures: ["regions"] },
    });
  assert.throws(make, /colours for 10 classes but there are 11/);
});
