import assert from "node:assert/strict";
import { test } from "node:test";
import { Network } from "../../../lib/core";
import { firstNet, stateFromTwelve } from "../../../lib/core/first-net";
import { gradientMap } from "../../../lib/notebook/touch/gradient-map";
import { framePage, widgetCode } from "../../helpers/widget-code";
import { layered } from "../../helpers/widget-figures";

const inputs = firstNet.inputs.map((row) => [...row]);
const targets = firstNet.targets.map((row) => [...row]);

const { data } = framePage(gradientMap({ ...layered(), inputs, targets }).html);
const { widget, colours } = widgetCode("gradient-map");

/** The words of the picture for one choice. */
function words(now: { trial: number; layer: number; row: number; column: number }): string {
  return widget.picture(data, now, 720, colours()).words;
}

test("each of the twelve derivatives is the library's, to the digits that are shown", () => {
  const net = new Network([2, 2, 2], { loss: "quadratic", dtype: "float64" });
  net.setState(stateFromTwelve(firstNet.start));
  for (let trial = 0; trial < 4; trial++) {
    net.computeGradients([inputs[trial]], [targets[trial]]);
    const [W1, b1, W2, b2] = net.parameters().map((p) => p.gradient);
    const all = [
      [...W1.toArray(), b1.row(0)],
      [...W2.toArray(), b2.row(0)],
    ];
    all.forEach((layer, l) =>
      layer.forEach((list, row) =>
        list.forEach((value, column) => {
          const said = words({ trial, layer: l, row, column });
          const shown = Number(said.split(" = ").at(-1)?.replace("−", "-"));
          assert.ok(Math.abs(shown - value) <= 0.5001e-4, said);
        }),
      ),
    );
  }
});

test("names are those of notebook 01", () => {
  assert.match(words({ trial: 1, layer: 0, row: 0, column: 1 }), /^∂L\/∂w3 = x1 · δ\(h2\)/);
  assert.match(words({ trial: 1, layer: 1, row: 0, column: 1 }), /^∂L\/∂w7 = h1 · δ\(o2\)/);
  assert.match(words({ trial: 1, layer: 1, row: 2, column: 0 }), /^∂L\/∂b3 = 1 · δ\(o1\)/);
});

test("every weight, bias and entry can be pointed at, on a phone as well", () => {
  for (const width of [320, 760]) {
    const { spots } = widget.picture(data, widget.state(data), width, colours());
    assert.equal(spots.length, 24);
    assert.equal(new Set(spots.map((spot: { id: string }) => spot.id)).size, 24);
  }
});

test("only the two factors are filled: the activation in its disc, the error term below the other", () => {
  const c = colours();
  const { svg } = widget.picture(data, { trial: 1, layer: 1, row: 0, column: 1 }, 720, c);
  const filled = (shape: string, colour: string) =>
    svg.split(`<${shape} `).filter((tag: string) => tag.split(">")[0].includes(`fill="${colour}"`))
      .length;
  assert.equal(filled("circle", c.blue), 1);
  assert.equal(filled("circle", c.orange), 0);
  assert.equal(filled("rect", c.orange), 1);
});

test("shapes that do not fit are refused", () => {
  const { weights, biases } = layered();
  assert.throws(() => gradientMap({ weights: [weights[0]], biases, inputs, targets }), RangeError);
  assert.throws(() => gradientMap({ weights, biases, inputs, targets: [[0, 0]] }), {
    name: "RangeError",
    message: /4 inputs and 1 targets/,
  });
});
