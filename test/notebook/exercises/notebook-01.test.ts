import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sigmoid } from "../../../lib/core/activations";
import { firstNet, type TwelveParameters } from "../../../lib/core/first-net";
import { notebook01 } from "../../../lib/notebook/exercises/notebook-01";

type Trial = { x1: number; x2: number; y1: number; y2: number };

function accepts(name: string, answer: unknown): void {
  assert.equal(notebook01[name](answer), undefined);
}

function refuses(name: string, answers: Record<string, unknown>): void {
  for (const [why, answer] of Object.entries(answers)) {
    const verdict = notebook01[name](answer);
    assert.ok(typeof verdict === "object" && "wrong" in verdict, `${name} accepts ${why}`);
  }
}

/** w3 after one step; what goes wrong on the way can be chosen. */
function w3After(mistake = "") {
  return (net: TwelveParameters, { x1, x2, y1, y2 }: Trial, rate: number) => {
    const h1 = sigmoid(net.w1 * x1 + net.w2 * x2 + net.b1);
    const h2 = sigmoid(net.w3 * x1 + net.w4 * x2 + net.b2);
    const o1 = sigmoid(net.w5 * h1 + net.w6 * h2 + net.b3);
    const o2 = sigmoid(net.w7 * h1 + net.w8 * h2 + net.b4);
    const deltaO1 = (o1 - y1) * o1 * (1 - o1);
    const deltaO2 = (o2 - y2) * o2 * (1 - o2);
    let back = deltaO1 * net.w6 + deltaO2 * net.w8;
    if (mistake === "one path") back = deltaO1 * net.w6;
    if (mistake === "the other neuron's weights") back = deltaO1 * net.w5 + deltaO2 * net.w7;
    const slope = mistake === "no sigmoid" ? 1 : h2 * (1 - h2);
    const sign = mistake === "uphill" ? 1 : -1;
    return net.w3 + sign * rate * back * slope * (mistake === "the other input" ? x2 : x1);
  };
}

describe("the exercises of notebook 01", () => {
  test("every one says that an empty answer is not answered yet", () => {
    for (const [name, judge] of Object.entries(notebook01)) {
      assert.equal(judge(undefined), "unanswered", name);
    }
  });

  test("a chain of two links needs both factors", () => {
    const name = "01.1 a chain of two links";
    accepts(name, (a: number, c: number, x: number) => 2 * a * a * x + 2 * a * c);
    refuses(name, {
      "the outer factor alone": (a: number, c: number, x: number) => 2 * (a * x + c),
      "no square": (a: number) => 2 * a,
      "a lost constant": (a: number, _c: number, x: number) => 2 * a * a * x,
      NaN: () => NaN,
      text: "2a(ax + c)",
    });
  });

  test("the slope of tanh needs the inner factor 2", () => {
    const name = "01.2 the slope of tanh";
    accepts(name, (z: number) => 1 - Math.tanh(z) ** 2);
    accepts(name, (z: number) => 4 * sigmoid(2 * z) * (1 - sigmoid(2 * z)));
    refuses(name, {
      "half of it": (z: number) => 2 * sigmoid(2 * z) * (1 - sigmoid(2 * z)),
      "the sigmoid's own": (z: number) => 4 * sigmoid(z) * (1 - sigmoid(z)),
      "no square": (z: number) => 1 - Math.abs(Math.tanh(z)),
      "always one": () => 1,
      "nothing where z ≤ 0": (z: number) => (z > 0 ? 1 - Math.tanh(z) ** 2 : undefined),
    });
  });

  test("another loss changes one link only", () => {
    const name = "01.3 another loss";
    accepts(name, (h: number, o: number, y: number) => (o - y) ** 3 * o * (1 - o) * h);
    refuses(name, {
      "the old loss": (h: number, o: number, y: number) => (o - y) * o * (1 - o) * h,
      "a factor 4": (h: number, o: number, y: number) => 4 * (o - y) ** 3 * o * (1 - o) * h,
      "no h1": (_h: number, o: number, y: number) => (o - y) ** 3 * o * (1 - o),
      "a sign": (h: number, o: number, y: number) => (y - o) ** 3 * o * (1 - o) * h,
    });
  });

  test("one weight by yourself needs every link of both paths", () => {
    const name = "01.4 one weight by yourself";
    accepts(name, w3After());
    refuses(name, {
      "one path": w3After("one path"),
      "the other neuron's weights": w3After("the other neuron's weights"),
      "no sigmoid": w3After("no sigmoid"),
      uphill: w3After("uphill"),
      "the other input": w3After("the other input"),
      "no step at all": (net: TwelveParameters) => net.w3,
    });
  });

  test("twelve numbers by hand must solve both tables, and the check says how far they are", () => {
    const name = "01.5 twelve numbers by hand";
    const and = { w1: 10, w2: 10, b1: -15 };
    const or = { w3: 10, w4: 10, b2: -5 };
    const outputs = { w5: 0, w6: 10, b3: -5, w7: -20, w8: 20, b4: -10 };
    accepts(name, { ...and, ...or, ...outputs });
    refuses(name, {
      "the start": firstNet.start,
      "OR alone": { ...and, ...or, ...outputs, w7: 0 },
      "one number missing": { ...and, ...or, ...outputs, b4: undefined },
      NaN: { ...and, ...or, ...outputs, b4: NaN },
      "a list": [1, 2, 3],
      null: null,
    });
    assert.deepEqual(notebook01[name]({ ...and, ...or, ...outputs, w7: 0 }), {
      wrong: "7 of 8 answers are within 0.05 of their targets; the furthest: XOR of 11 is 1.000",
    });
  });
});
