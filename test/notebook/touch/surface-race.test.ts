import assert from "node:assert/strict";
import { test } from "node:test";
import { Adagrad, Adam, numericDerivative, RMSProp, SGD, type Optimizer } from "../../../lib/core";
import { PlainKernels } from "../../../lib/core/engine/plain-kernels";
import { Matrix } from "../../../lib/core/matrix";
import { surfaceRace } from "../../../lib/notebook/touch/surface-race";
import { framePage, widgetCode } from "../../helpers/widget-code";

type Point = [number, number];
interface Surface {
  f(x: number, y: number): number;
  slope(x: number, y: number): Point;
  start: Point;
  middle: Point;
  rates: Record<string, number>;
}

const code = widgetCode("turn3d", "surfaces", "loss-field", "surface-race");
const { widget, colours } = code;
const surfaces = code.surfaces as Record<string, Surface>;

/** The class of the library that the page's rule stands for. */
const classes: Record<string, (learningRate: number) => Optimizer> = {
  SGD: (learningRate) => new SGD({ learningRate }),
  momentum: (learningRate) => new SGD({ learningRate, momentum: 0.9 }),
  Nesterov: (learningRate) => new SGD({ learningRate, momentum: 0.9, nesterov: true }),
  Adagrad: (learningRate) => new Adagrad({ learningRate }),
  RMSProp: (learningRate) => new RMSProp({ learningRate }),
  Adam: (learningRate) => new Adam({ learningRate }),
};

test("each surface's slope is its derivative", () => {
  for (const [name, { f, slope, middle }] of Object.entries(surfaces)) {
    for (const [dx, dy] of [
      [0.3, -0.7],
      [-1.6, 1.9],
      [1.2, 0.01],
    ]) {
      const [x, y] = [middle[0] + dx, middle[1] + dy];
      const numeric = [numericDerivative((v) => f(v, y), x), numericDerivative((v) => f(x, v), y)];
      slope(x, y).forEach((value, i) =>
        assert.ok(Math.abs(value - numeric[i]) < 1e-6 * (1 + Math.abs(value)), `${name} ${value}`),
      );
    }
  }
});

test("every walk in the page is the walk of the library's class: 60 steps, on all surfaces", () => {
  const kernels = new PlainKernels("float64");
  for (const [surface, { slope, start, rates }] of Object.entries(surfaces)) {
    for (const [name, make] of Object.entries(classes)) {
      const walk: Point[] = code.descend(surface, name, start, rates[name], 100);
      const parameter = {
        name: "w",
        value: Matrix.from([[...start]]),
        gradient: Matrix.from([[0, 0]]),
      };
      const all = [parameter];
      const optimizer = make(rates[name]);
      for (let step = 1; step <= 60; step++) {
        const [x, y] = parameter.value.data;
        parameter.gradient.data.set(slope(x, y));
        optimizer.step(all, kernels);
        [0, 1].forEach((i) => {
          const [ours, theirs] = [walk[step][i], parameter.value.data[i]];
          assert.ok(
            Math.abs(ours - theirs) < 1e-9,
            `${surface} ${name} ${step}: ${ours} ${theirs}`,
          );
        });
      }
    }
  }
});

test("with the rates that the figure begins with, each loss is lower after the race", () => {
  for (const [surface, { f, start, rates }] of Object.entries(surfaces)) {
    for (const name of Object.keys(classes)) {
      const walk: Point[] = code.descend(surface, name, start, rates[name], 100);
      assert.ok(f(...walk[100]) < 0.6 * f(...start), `${surface} ${name}`);
    }
  }
});

test("a walk that leaves all measure ends there, and the picture says so", () => {
  const walk: Point[] = code.descend("ravine", "SGD", [-1.8, 0.9], 3, 100);
  assert.ok(walk.length < 20 && walk.flat().every(Number.isFinite));
  const { data } = framePage(surfaceRace({ rates: { SGD: 3 } }).html);
  const { words } = widget.picture(data, widget.state(data), 760, colours());
  assert.match(words, /step 100 on the ravine: SGD far out, momentum/);
});

test("the picture draws who takes part, on the surface and on the map, wide and narrow", () => {
  const { data } = framePage(surfaceRace({ optimizers: ["Adam"], step: 10 }).html);
  for (const width of [760, 360]) {
    const picture = widget.picture(data, widget.state(data), width, colours());
    assert.ok(picture.svg.match(/#D55E00|rgb\(213,94,0\)/g)?.length > 3);
    assert.doesNotMatch(picture.svg, /rgb\(0,158,115\)/);
    assert.equal(picture.svg.match(/not in the race/g)?.length, 5);
    assert.equal(picture.rasters.length, 2);
    for (const { x, width: w, rgb, columns, rows } of picture.rasters) {
      assert.ok(x >= 0 && x + w <= width);
      assert.equal(rgb.length, 3 * columns * rows);
    }
    assert.equal(picture.spots.map(({ id }: { id: string }) => id).join(), "turn,start");
    const [, start] = picture.spots;
    const place: Point = picture.place(start.circle);
    place.forEach((value, i) => assert.ok(Math.abs(value - surfaces.ravine.start[i]) < 1e-9));
  }
});

test("with µ = 0 momentum and Nesterov are SGD", () => {
  const rates = { SGD: 0.03, momentum: 0.03, Nesterov: 0.03 };
  const { data } = framePage(surfaceRace({ rates, momentum: 0.99 }).html);
  const state = widget.state(data);
  const losses = () => {
    const { words } = widget.picture(data, state, 760, colours());
    return ["SGD", "momentum", "Nesterov"].map((name) => words.match(`${name} ([^,]*)`)?.[1]);
  };
  assert.equal(new Set(losses()).size, 3);
  state.momentum = 0;
  assert.equal(new Set(losses()).size, 1);
});

test("rates keep two digits", () => {
  assert.deepEqual(
    [-3, 0, -1.1, 0.5].map((position) => widget.rateFrom(position)),
    [0.001, 1, 0.079, 3.2],
  );
});

test("what cannot be raced is an error", () => {
  const wrong = (options: object, message: RegExp) =>
    assert.throws(() => surfaceRace(options), { name: "RangeError", message });
  wrong({ surface: "hill" }, /knows the surfaces bowl, ravine.*but got hill/);
  wrong({ optimizers: ["Lion"] }, /knows the optimizers SGD.*but got Lion/);
  wrong({ rates: { Lion: 1 } }, /but got Lion/);
  wrong({ rates: { Adam: 5 } }, /rates from 0.001 to 3 but got 5 for Adam/);
  wrong({ momentum: 1 }, /momentum from 0 to below 1 but got 1/);
  wrong({ steps: 0 }, /1 to 1000 steps but got 0/);
  wrong({ steps: 10, step: 11 }, /a step from 0 to 10 but got 11/);
});
