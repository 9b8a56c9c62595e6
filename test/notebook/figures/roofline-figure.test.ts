import assert from "node:assert/strict";
import { test } from "node:test";
import { rooflineFigure } from "../../../lib/notebook/figures/roofline-figure";
import { count, toBeFigure } from "../../helpers/figure-bits";

const point = { name: "<here>", intensity: 0.5, gigaflops: 4 };

test("a roof with its two limits, a dot and a label for each point, one colour a group", () => {
  const far = { name: "there", intensity: 30, gigaflops: 40, group: 1 };
  const figure = rooflineFigure({ peak: 50, bandwidth: 20, points: [point, far], title: "Roof" });
  toBeFigure(figure);
  assert.equal(count(figure, "&lt;here&gt;: 4<"), 1);
  assert.equal(count(figure, "there: 40<"), 1);
  assert.equal(count(figure, "memory: 20 GB/s"), 1);
  assert.equal(count(figure, "arithmetic: 50 GFLOP/s"), 1);
  assert.equal(count(figure, "#E69F00"), 1);
  assert.match(figure.alt, /^Roof\. A roof .*<here> 4 GFLOP\/s at 0\.5 operations per byte; there/);
});

test("labels of equal points stand a line apart", () => {
  const points = ["a", "b", "c"].map((name) => ({ ...point, name }));
  const { html } = rooflineFigure({ peak: 50, bandwidth: 20, points });
  const places = [...html.matchAll(/translate\(([\d.]+),([\d.]+)\)" y="0.32em">([abc]): 4</g)];
  const heights = places.map((place) => Number(place[2]));
  assert.equal(heights.length, 3);
  for (const [i, height] of heights.slice(1).entries()) {
    assert.ok(Math.abs(height - heights[i]) > 10, heights.join());
  }
});

test("a label that would cover another point stands on the left of its own", () => {
  const right = { ...point, name: "right", intensity: 1.5 };
  const { html } = rooflineFigure({ peak: 50, bandwidth: 20, points: [point, right] });
  const ends = html.match(/<g[^>]*text-anchor="end"[^>]*>(?:<text[^>]*>[^<]*<\/text>)*/g) ?? [];
  assert.ok(
    ends.some((group) => group.includes("here")),
    "left",
  );
  assert.ok(!ends.some((group) => group.includes("right")));
});

test("no points, and numbers that a logarithm cannot show, are errors", () => {
  assert.throws(() => rooflineFigure({ peak: 1, bandwidth: 1, points: [] }), /one point or more/);
  assert.throws(() => rooflineFigure({ peak: 0, bandwidth: 1, points: [point] }), /peak above/);
  const still = { ...point, gigaflops: 0 };
  assert.throws(
    () => rooflineFigure({ peak: 1, bandwidth: 1, points: [still] }),
    /GFLOP\/s of "<here>" above zero but got 0/,
  );
});
