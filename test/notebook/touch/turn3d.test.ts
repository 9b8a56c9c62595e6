import assert from "node:assert/strict";
import { test } from "node:test";
import { widgetCode } from "../../helpers/widget-code";

const { turn3d } = widgetCode("turn3d");
const box = { x: 20, y: 10, width: 300, height: 240 };
type Point = [number, number, number];

const close = (actual: number[], expected: number[]) =>
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-9, `${actual}`));

/** A field of n × n points with one colour. */
function field(n: number, height: (u: number, v: number) => number, rgb = [200, 100, 0]) {
  const at = (k: number) => (2 * k) / (n - 1) - 1;
  const places = Array.from({ length: n * n }, (_, k) => [at(k % n), at(Math.floor(k / n))]);
  return {
    columns: n,
    rows: n,
    heights: Float64Array.from(places, ([u, v]) => height(u, v)),
    colours: Uint8Array.from(places.flatMap(() => rgb)),
  };
}

/** The colour of the raster at a point of the scene. */
function colourAt(
  scene: ReturnType<typeof turn3d.scene>,
  raster: { columns: number; rgb: Uint8Array },
  p: Point,
) {
  const [x, y] = scene.place(p);
  const [i, j] = [Math.floor((x - box.x) * 2), Math.floor((y - box.y) * 2)];
  return Array.from(
    raster.rgb.slice(3 * (j * raster.columns + i), 3 * (j * raster.columns + i) + 3),
  );
}

test("seen from above it is a map: u to the right, v upward, the height does not move a point", () => {
  const { place } = turn3d.scene({ turn: 0, tilt: 90 }, box);
  const [x0, y0] = place([0, 0, 0]);
  close([x0, y0], [170, 130]);
  const [right, up, high] = [place([1, 0, 0]), place([0, 1, 0]), place([0, 0, 1])];
  assert.ok(right[0] > x0 + 50);
  close([right[1], up[0], high[0], high[1]], [y0, x0, x0, y0]);
  assert.ok(Math.abs(y0 - up[1] - (right[0] - x0)) < 1e-9, "both sides have one scale");
});

test("a turn by 90 degrees brings u to where v was, and a full turn changes nothing", () => {
  const at = (turn: number, point: Point) => turn3d.scene({ turn, tilt: 40 }, box).place(point);
  close(at(90, [1, 0, 0.3]), at(0, [0, 1, 0.3]));
  close(at(360, [0.2, -0.7, 0.3]), at(0, [0.2, -0.7, 0.3]));
});

test("from the side a higher point is higher on the page, and what lies behind is farther away", () => {
  const { place } = turn3d.scene({ turn: 0, tilt: 20 }, box);
  assert.ok(place([0, 0, 1])[1] < place([0, 0, 0])[1] - 30);
  assert.ok(place([0, 1, 0])[2] > place([0, -1, 0])[2]);
});

test("every corner lies in the box, however the field is turned", () => {
  for (let turn = 0; turn < 360; turn += 15) {
    for (const tilt of [5, 30, 60, 90]) {
      const { place } = turn3d.scene({ turn, tilt }, box);
      for (const u of [-1, 1]) {
        for (const v of [-1, 1]) {
          for (const h of [0, 1]) {
            const [x, y] = place([u, v, h]);
            assert.ok(x >= 20 && x <= 320 && y >= 10 && y <= 250, `${turn} ${tilt}: ${x} ${y}`);
          }
        }
      }
    }
  }
});

test("a wall hides what stands behind it and nothing before it; points on the surface are seen", () => {
  const wall = field(41, (_, v) => (Math.abs(v) < 0.06 ? 1 : 0));
  const scene = turn3d.scene({ turn: 0, tilt: 15 }, box);
  const { hides } = scene.surface(wall);
  assert.equal(hides([0, 0.5, 0]), true);
  assert.equal(hides([0, -0.5, 0]), false);
  assert.equal(hides([0, 0, 1]), false);
  const behind = turn3d.scene({ turn: 180, tilt: 15 }, box).surface(wall);
  assert.equal(behind.hides([0, 0.5, 0]), false);
  assert.equal(behind.hides([0, -0.5, 0]), true);
});

test("the raster holds the surface's colours, and nothing around it and in holes", () => {
  const flat = field(21, (u, v) => (Math.hypot(u, v) < 0.3 ? NaN : 0.5));
  const scene = turn3d.scene({ turn: 20, tilt: 60 }, box);
  const { raster } = scene.surface(flat);
  assert.deepEqual([raster.columns, raster.rows, raster.rgb.length], [600, 480, 864000]);
  assert.deepEqual(colourAt(scene, raster, [0.7, 0.7, 0.5]), [200, 100, 0]);
  const alphaAt = (point: Point) => {
    const [x, y] = scene.place(point);
    const [i, j] = [Math.floor((x - box.x) * 2), Math.floor((y - box.y) * 2)];
    return raster.alpha[j * raster.columns + i];
  };
  assert.deepEqual([alphaAt([0.7, 0.7, 0.5]), alphaAt([0, 0, 0.5]), raster.alpha[0]], [255, 0, 0]);
});

test("colours change evenly from point to point, and levels draw a darker line where a height is passed", () => {
  const ramp = field(21, (u) => (u + 1) / 2);
  ramp.colours = Uint8Array.from({ length: 3 * 441 }, (_, k) => 10 * (Math.floor(k / 3) % 21));
  const scene = turn3d.scene({ turn: 0, tilt: 90 }, box);
  const shade = colourAt(scene, scene.surface(ramp).raster, [0.5, 0, 0.75])[0] / 150;
  assert.ok(shade > 0.6 && shade < 1.12);
  const dark = ({ rgb, columns }: { rgb: Uint8Array; columns: number }) => {
    const row = Array.from({ length: columns - 1 }, (_, i) => rgb[3 * (240 * columns + i)]);
    return row.filter((value, i) => i > 0 && value < 0.85 * row[i - 1] && value < 0.85 * row[i + 1])
      .length;
  };
  assert.equal(dark(scene.surface(ramp).raster), 0);
  assert.equal(dark(scene.surface({ ...ramp, levels: 4 }).raster), 3);
});

test("a path is drawn full where it is seen and faint where it is hidden", () => {
  const wall = field(41, (_, v) => (Math.abs(v) < 0.06 ? 1 : 0));
  const scene = turn3d.scene({ turn: 0, tilt: 15 }, box);
  const points = Array.from({ length: 41 }, (_, k) => [0, k / 20 - 1, 0]);
  const svg: string = scene.path(points, scene.surface(wall), { stroke: "#123456" });
  const [faint, full] = svg.split("</path>").map((p) => (p.match(/[ML]\d/g) ?? []).length);
  assert.match(svg, /stroke-opacity="0.35"/);
  assert.ok(faint > 5 && full > 5, `${faint} ${full}`);
});

test("hands: a drag turns and tilts by its length alone, keys by steps, and the tilt keeps its limits", () => {
  const view = { turn: 10, tilt: 40 };
  let updates = 0;
  const { grab, drag, arrows } = turn3d.hands(view, () => updates++);
  grab(200, 100);
  drag(200, 100);
  assert.deepEqual(view, { turn: 10, tilt: 40 });
  drag(240, 110);
  assert.deepEqual(view, { turn: 30, tilt: 44 });
  arrows(-1, 0);
  arrows(0, 10);
  assert.deepEqual(view, { turn: 27, tilt: 14 });
  arrows(-10, 10);
  assert.deepEqual(view, { turn: 357, tilt: 5 });
  drag(240, 999);
  assert.equal(view.tilt, 90);
  assert.equal(updates, 6);
  const spot = turn3d.spot(view, box);
  assert.deepEqual([spot.id, spot.drag, spot.rect.join()], ["turn", true, "20,10,300,240"]);
});
