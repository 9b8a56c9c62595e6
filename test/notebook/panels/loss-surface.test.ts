import assert from "node:assert/strict";
import { test } from "node:test";
import { Adam, blobs, Dense, Sequential } from "../../../lib/core";
import { lossSurfaceFigure } from "../../../lib/notebook/figures/loss-surface-figure";
import { drawnExamples, type PanelContext } from "../../../lib/notebook/panels/context";
import { dashboardCode } from "../../../lib/notebook/panels/dashboard";
import { lossGrid } from "../../../lib/notebook/panels/loss-grid";
import { lossSurfacePanel, type LossSurfaceData } from "../../../lib/notebook/panels/loss-surface";
import { principalPlane } from "../../../lib/notebook/panels/principal-plane";
import { stillRun } from "../../../lib/notebook/panels/still";
import { flatParameters } from "../../../lib/notebook/touch/net-snapshots";
import { framePage } from "../../helpers/widget-code";

const { X, y } = blobs({ centers: [[-1, 0], [1, 0], [0, 1]], samplesPerClass: 60, seed: 1 }); // prettier-ignore

async function trained() {
  const model = new Sequential(
    [new Dense({ units: 6, activation: "tanh" }), new Dense({ units: 3, activation: "softmax" })],
    { inputs: 2, seed: 1 },
  ).compile({ optimizer: new Adam({ learningRate: 0.05 }), loss: "categoricalCrossentropy" });
  const trajectory = [Float32Array.from(flatParameters(model))];
  for (let k = 0; k < 6; k++) {
    await model.fit(X, y, { epochs: 2 });
    trajectory.push(Float32Array.from(flatParameters(model)));
  }
  const context: PanelContext = {
    ...{ what: "liveView", inputs: 2, outputs: 3, classes: true, model },
    examples: drawnExamples("liveView", { X, y, inputs: 2, outputs: 3 }),
  };
  return { model, context, trajectory };
}

test("at the last moment's place the surface has the model's own loss, and the model is as before", async () => {
  const { model, context, trajectory } = await trained();
  const before = flatParameters(model);
  const steps = trajectory.map((_, k) => k);
  const panel = lossSurfacePanel(context, { resolution: 41 });
  const told = panel.options({ ...stillRun, steps, trajectory }) as unknown as LossSurfaceData;
  assert.deepEqual(flatParameters(model), before);
  assert.ok(told.grid);
  assert.equal(told.grid.losses.length, 41 * 41);
  assert.deepEqual(told.path[6], [0, 0]);
  assert.match(told.labels[0], /^direction 1: \d+ % of the path's variance$/);
  const kit = dashboardCode([panel]);
  const field = kit.panelCode("lossSurface").fieldOf(told.grid);
  const loss = kit.panelCode("lossSurface").lossOf(told.grid, field, field.at([0, 0]));
  assert.ok(Math.abs(loss / model.evaluate(X, y).loss - 1) < 0.01, String(loss));
});

test("a place of the grid has the loss of the parameters there", async () => {
  const { model, context, trajectory } = await trained();
  const panel = lossSurfacePanel(context, { resolution: 5 });
  const steps = trajectory.map((_, k) => k);
  const told = panel.options({ ...stillRun, steps, trajectory }) as unknown as LossSurfaceData;
  const plane = principalPlane(trajectory);
  assert.ok(plane && told.grid);
  const { xRange, yRange, losses } = told.grid;
  let at = 0;
  for (const { value } of model.parameters()) {
    for (let i = 0; i < value.data.length; i++, at++) {
      const [u, v] = plane.directions.map((direction) => direction[at]);
      value.data[i] = trajectory[6][at] + xRange[1] * u + yRange[0] * v;
    }
  }
  assert.ok(Math.abs(losses[4] / model.evaluate(X, y).loss - 1) < 1e-4);
});

test("a live picture has fewer places, and the path up to the last moment that was kept", async () => {
  const { context, trajectory } = await trained();
  const panel = lossSurfacePanel(context);
  const live = panel.options({ ...stillRun, steps: [3.5], trajectory });
  assert.equal((live as unknown as LossSurfaceData).grid?.n, 15);
  const one = panel.options({ ...stillRun, steps: [0], trajectory: trajectory.slice(0, 1) });
  assert.equal((one as unknown as LossSurfaceData).note, "the path has not moved yet");
});

test("the grid counts from the lower left corner; what is not finite is drawn as high as the highest", () => {
  const loss = (a: number, b: number) => (a === 0 && b === 0 ? Infinity : a + 10 * b);
  const n = 3;
  const grid = lossGrid("here", loss, { xRange: [0, 2], yRange: [0, 2], n });
  assert.deepEqual(grid.losses, [22, 1, 2, 10, 11, 12, 20, 21, 22]);
  assert.equal(grid.log, true, "22 is more than twenty times 1");
  assert.equal(lossGrid("here", (a) => a + 1, { xRange: [0, 2], yRange: [0, 2], n }).log, false);
  const nowhere = () => lossGrid("here", () => NaN, { xRange: [0, 1], yRange: [0, 1], n });
  assert.throws(nowhere, /here: the loss is finite nowhere .* gave NaN/);
});

const bowl = (a: number, b: number) => a * a + b * b + 1;

/** The figure's panel as the page draws it. */
function page(options: Partial<Parameters<typeof lossSurfaceFigure>[0]> = {}) {
  const figure = lossSurfaceFigure({ loss: bowl, domain: [-2, 2], ...options });
  const parts = ["turn3d", "contour", "loss-field"];
  const panel = { kind: "lossSurface", parts, options: () => ({}), alt: "" };
  const { widget, colours } = dashboardCode([panel]);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the page's data
  const data = framePage(figure.html).data as any;
  const now = widget.state(data);
  return { figure, data, now, picture: (width = 740) => widget.pictureOf(data, now, 0, width, colours()) }; // prettier-ignore
}

test("the path's point goes along with the slider, and its loss is told", () => {
  const path = [[-1, 1], [-0.5, 0.5], [0, 0]] as [number, number][]; // prettier-ignore
  const { now, picture, data } = page({ path });
  assert.equal(now.index, 2);
  assert.deepEqual(data.steps, [0, 1, 2]);
  assert.equal(picture().words, "loss 1");
  now.index = 0;
  assert.equal(picture().words, "loss 3");
  assert.match(picture().svg, /w1 →/);
});

test("from above and turned, narrow or wide, everything stays on the page", () => {
  for (const view of ["contours", "3d"] as const) {
    const { picture } = page({ path: [[-1, 1], [9, 9]], view, resolution: 25 }); // prettier-ignore
    for (const width of [260, 358, 740]) {
      const { rasters, spots, height } = picture(width);
      assert.equal(spots.length, view === "3d" ? 1 : 0);
      for (const raster of rasters) {
        assert.ok(raster.x >= 0 && raster.x + raster.width <= width, `${view} ${width}`);
        assert.ok(raster.y + raster.height < height);
      }
    }
  }
});

test("hostile labels are words only", () => {
  const labels = ["<script>alert(1)</script>", '"</svg>'] as const;
  const { figure, picture } = page({ labels, title: "<b>" });
  assert.doesNotMatch(framePage(figure.html).page, /<script>alert/);
  assert.doesNotMatch(picture().svg, /<script>|<b>|"<\/svg>/);
});

test("what cannot be drawn is refused", () => {
  const refused = (options: object, message: RegExp) =>
    assert.throws(
      () => lossSurfaceFigure({ loss: bowl, domain: [-2, 2], ...options }),
      (error: Error) => /RangeError|TypeError/.test(error.name) && message.test(error.message),
    );
  refused({ loss: 3 }, /a function of two numbers.* got number/);
  refused({ domain: [2, 1] }, /domain \[from, to\].* got \[2,1\]/);
  refused({ domain: [[0, 1], [NaN, 1]] }, /domain/); // prettier-ignore
  refused({ path: [[0, 0], [0, NaN]] }, /step 1 is \[0, NaN\]/); // prettier-ignore
  refused({ path: [[0, 0]], start: 1 }, /start from 0 to 0 but got 1/);
  refused({ resolution: 4 }, /resolution from 5 to 201 but got 4/);
  refused({ view: "above" }, /"contours" or "3d" but got above/);
  refused({ turn: NaN }, /turn and tilt in degrees but got NaN/);
  refused({ loss: (a: number) => a, log: true }, /loss above 0 .* got -2/);
});

test("a panel without a model or without targets is refused", async () => {
  const { context } = await trained();
  const { examples } = context;
  const refused = (context: PanelContext, message: RegExp) =>
    assert.throws(() => lossSurfacePanel(context), { name: "RangeError", message });
  refused({ ...context, model: undefined }, /use liveView, or lossSurfaceFigure/);
  refused({ ...context, examples: undefined }, /give it X and y/);
  if (examples) refused({ ...context, examples: { ...examples, targets: undefined } }, /X and y/);
  assert.throws(() => lossSurfacePanel(context, { resolution: 3 }), /from 5 to 101 but got 3/);
});
