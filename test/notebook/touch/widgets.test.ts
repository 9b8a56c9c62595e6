import assert from "node:assert/strict";
import { test } from "node:test";
import { Network } from "../../../lib/core";
import { framedFigure } from "../../../lib/notebook/touch/frame";
import { quantize } from "../../../lib/notebook/touch/quantize";
import * as touch from "../../../lib/notebook/touch/index";
import { framePage, widgetCode } from "../../helpers/widget-code";
import { bar, digitNet, layered, widgetFigures } from "../../helpers/widget-figures";

const isPng = (png: Uint8Array) => Buffer.from(png.subarray(1, 4)).toString() === "PNG";

test("every touchable figure is one sandboxed frame with a still picture and words, and asks for no address", async () => {
  for (const [name, { html, png, alt }] of Object.entries(await widgetFigures())) {
    assert.equal(html.match(/<iframe/g)?.length, 1, name);
    assert.match(html, /sandbox="allow-scripts"/, name);
    assert.ok(isPng(png) && png.length > 2000, name);
    assert.ok(alt.length > 40, name);
    const { page } = framePage(html);
    const addresses = page.match(/https?:\/\/[^"\s]*/g) ?? [];
    assert.deepEqual(
      addresses.filter((address) => address !== "http://www.w3.org/2000/svg"),
      [],
      name,
    );
    assert.match(page, /default-src 'none'/, name);
    assert.doesNotMatch(
      html.replace(/srcdoc="[^"]*"/, ""),
      /\sid=/,
      `${name}: no id outside of its frame`,
    );
  }
});

test("the same figure is the same text every time, so that a saved notebook does not change", () => {
  assert.equal(touch.nudge().html, touch.nudge().html);
});

test("names that look like HTML stay words", () => {
  const evil = `</script><img src=x onerror=alert(1)>"'&amp;`;
  const figure = touch.matrixProduct({ a: [[1]], b: [[2]], names: [evil, "B", "C"] });
  const { page, data } = framePage(figure.html);
  assert.equal((data as { names: string[] }).names[0], evil);
  assert.doesNotMatch(figure.html, /<img/);
  assert.doesNotMatch(page, /<img/);
  assert.equal(page.match(/<\/script>/g)?.length, 2);
  const { widget, colours } = widgetCode("matrix-product");
  const { svg } = widget.picture(data, widget.state(data), 700, colours());
  assert.doesNotMatch(svg, /<img/);
});

test("the inner side of a product can carry names: at the columns of A and at the rows of B", () => {
  const figure = touch.matrixProduct({ a: [[1, 2]], b: [[3], [4]], inner: ["first", "second"] });
  const { data } = framePage(figure.html);
  const { widget, colours } = widgetCode("matrix-product");
  const { svg } = widget.picture(data, widget.state(data), 700, colours());
  for (const name of ["first", "second"]) assert.equal(svg.split(`>${name}<`).length, 3);
});

test("framedFigure takes any code, data and picture", () => {
  const figure = framedFigure({
    script: ["kit = 1", "kit = 2"],
    data: { n: [1, 2] },
    height: 99.5,
    still: Uint8Array.of(1),
    alt: "a test",
  });
  assert.match(figure.html, /height: 100px/);
  assert.deepEqual(framePage(figure.html).data, { n: [1, 2] });
  assert.deepEqual([figure.png.length, figure.alt], [1, "a test"]);
});

test("pages stay small: 200 snapshots and a net for digits below 150 kB", async () => {
  const figures = await widgetFigures();
  for (const name of ["regions", "curve", "drawDigit"]) {
    assert.ok(figures[name].html.length < 150_000, `${name}: ${figures[name].html.length}`);
  }
});

test("a quantized value is off by at most half a step of its column", () => {
  const values = [0.5, -300, -0.25, 100, 0.1, 7];
  for (const bits of [8, 16] as const) {
    const packed = quantize(values, bits, 2);
    const back: number[] = Array.from(widgetCode().dequantize(packed));
    values.forEach((value, i) => {
      const most = packed.scales[i % 2] * 0.5000001 + 1e-7 * Math.abs(value);
      assert.ok(Math.abs(back[i] - value) <= most, `${bits} bits, value ${i}`);
    });
  }
  assert.throws(() => quantize([1, NaN], 8), {
    name: "RangeError",
    message: /value 1 of 2 is NaN/,
  });
});

test("all activations agree with the library's, softmax too", () => {
  for (const activation of ["sigmoid", "tanh", "relu", "leakyRelu", "linear"] as const) {
    const net = new Network([3, 4, 2], { activation, seed: 5, dtype: "float64" });
    const { layers, forward } = widgetCode();
    const flat = Float64Array.from(touch.flatParameters(net));
    const row = [0.3, -1, 2];
    const outputs = forward(layers([3, 4, 2], [activation, activation], flat), row)[2];
    net
      .predict([row])
      .row(0)
      .forEach((value, i) => assert.ok(Math.abs(outputs[i] - value) < 1e-12));
  }
  const { layers, forward } = widgetCode();
  const out = forward(layers([1, 2], ["softmax"], Float64Array.of(0, 0, Math.log(3), 0)), [1])[1];
  assert.ok(Math.abs(out[0] - 0.75) < 1e-12 && Math.abs(out[1] - 0.25) < 1e-12);
});

test("the digit net of 16 bits a weight differs from the real one by less than 0.001 in any output", async () => {
  const net = await digitNet();
  const figure = touch.drawDigit({ network: net });
  const { data } = framePage(figure.html);
  const { widget, forward } = widgetCode("digits", "draw-digit");
  const input = Array.from(bar(), (v) => v / 255);
  const seen = forward(widget.layersOf(data), input)[2];
  net
    .predict([input])
    .row(0)
    .forEach((value, i) => assert.ok(Math.abs(seen[i] - value) < 1e-3));
});

test("a drawing is prepared as MNIST was: ink in a box of 20, centre of mass in the middle", () => {
  const { fit } = widgetCode("digits").digits;
  assert.equal(fit(new Uint8Array(280 * 280), 280, 280), undefined);
  // a bar of 30 × 150 in a corner becomes 4 × 20 around pixel 14
  const drawing = new Uint8Array(280 * 280);
  for (let y = 10; y < 160; y++) drawing.fill(255, y * 280 + 5, y * 280 + 35);
  const seen: number[] = Array.from(fit(drawing, 280, 280));
  const ink = seen.map((v, i) => [v, i % 28, Math.floor(i / 28)]).filter(([v]) => v > 0);
  assert.deepEqual([ink.length, Math.min(...ink.map(([v]) => v))], [80, 1]);
  assert.deepEqual(
    [Math.min(...ink.map((p) => p[1])), Math.max(...ink.map((p) => p[1]))],
    [13, 16],
  );
  assert.deepEqual([Math.min(...ink.map((p) => p[2])), Math.max(...ink.map((p) => p[2]))], [5, 24]);
});

test("shrinking keeps the mean grey", () => {
  const { resize } = widgetCode("digits").digits;
  const small: number[] = Array.from(
    resize([0, 255, 255, 0, 0, 0, 255, 255, 0], 3, [0, 0, 3, 3], 2, 2),
  );
  const mean = (list: number[]) => list.reduce((a, b) => a + b) / list.length;
  assert.ok(Math.abs(mean(small) - (255 * 4) / 9) < 1e-9);
});

test("a line gets all of OR right, and of XOR never more than three", () => {
  const { count } = widgetCode("separating-line").widget;
  const points = [[0, 0], [0, 1], [1, 0], [1, 1]]; // prettier-ignore
  const line = [[-0.2, 0.7], [0.7, -0.2]]; // prettier-ignore
  assert.equal(count(line, points, [0, 1, 1, 1]).right, 4);
  let best = 0;
  const steps = [-0.4, -0.15, 0.1, 0.35, 0.6, 0.85, 1.1, 1.35];
  for (const a of steps)
    for (const b of steps)
      for (const e of steps)
        for (const f of steps) best = Math.max(best, count([[a, b], [e, f]], points, [0, 1, 1, 0]).right); // prettier-ignore
  assert.equal(best, 3);
});

test("gradient descent on x² follows (1 − 2η)ⁿ x₀ and is told in words", () => {
  const { walk, verdict } = widgetCode("learning-rate").widget;
  const words = (rate: number) => {
    const now = { loss: "square", x0: 3, rate, steps: 8 };
    const path: number[] = Array.from(walk(now));
    path.forEach((x, n) => assert.ok(Math.abs(x - 3 * (1 - 2 * rate) ** n) < 1e-9));
    return verdict(now, path);
  };
  assert.match(words(0.1), /walks down the slope/);
  assert.match(words(0.01), /very small steps/);
  assert.match(words(0.5), /at the bottom after 1 step$/);
  assert.match(words(0.8), /hops across/);
  assert.match(words(1), /no lower/);
  assert.match(words(1.1), /climbs out/);
});

test("the loss under the fingers is the library's quadratic cost over the four trials", () => {
  const { weights, biases } = layered();
  const { data } = framePage(touch.networkTouch({ weights, biases }).html);
  const { widget } = widgetCode("trials", "network-touch");
  const net = new Network([2, 2, 2], { dtype: "float64" });
  const shown = data as {
    inputs: number[][];
    targets: number[][];
    sets: { parameters: number[] }[];
  };
  let at = 0;
  for (const { value } of net.parameters())
    for (let i = 0; i < value.data.length; i++) value.data[i] = shown.sets[0].parameters[at++];
  const loss = net.evaluate(shown.inputs, shown.targets).loss;
  assert.ok(Math.abs(widget.loss(data, widget.state(data)) - loss) < 1e-12);
});

test("options that do not fit are refused with what was expected and what arrived", () => {
  const refused = (make: () => unknown, message: RegExp) =>
    assert.throws(make, { name: "RangeError", message });
  refused(
    () => touch.nudge({ f: "tangent" as "sine" }),
    /square, cubic, sine, sigmoid but got tangent/,
  );
  refused(() => touch.nudge({ f: "sine", x0: 9 }), /from -5 to 5 but got x0 = 9/);
  refused(() => touch.learningRate({ rate: 2 }), /from 0.01 to 1.2 but got 2/);
  refused(() => touch.separatingLine({ labels: { AND: [0, 1] } }), /4 labels of 0 or 1 for AND/);
  refused(() => touch.matrixProduct({ a: [[1, 2]], b: [[1]] }), /\[1, 2\] and \[1, 1\]/);
  refused(() => touch.matrixProduct({ a: [[1]], b: [[1]], inner: ["a", "b"] }), /got 2/);
  refused(() => touch.networkTouch({ weights: [[[1]]], biases: [[1]] }), /12 finite parameters/);
  refused(() => touch.drawDigit({ network: [1, 2] }), /has 23860 parameters but got 2/);
});
