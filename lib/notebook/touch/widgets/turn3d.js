// A height field that can be looked at from all sides: it turns under mouse, finger and arrow keys.
// Nothing here touches a page. A widget names "turn3d" among its parts and then writes:
//
//   const view = { turn: 30, tilt: 40 };   // in degrees, a part of the widget's state. turn: around the upright axis;
//                                          // tilt: 0 from the side, 90 from straight above
//   const scene = kit.turn3d.scene(view, { x, y, width, height });          // a place on the stage
//   scene.place([u, v, h]) → [x, y, away]  // u, v: over the ground from −1 to 1 (at turn 0: u right, v away from us);
//                                          // h: height from 0 to 1; away: larger is farther from us
//   const surface = scene.surface({ columns, rows, heights, colours, levels? });
//                                          // heights: 0 to 1, row by row, first row v = −1, NaN is a hole;
//                                          // colours: r, g, b of each point, 0 to 255; levels: so many contour lines
//   surface.raster                         // goes into the picture's rasters
//   surface.hides([u, v, h])               // true where the surface stands before this point
//   scene.path(points, surface, { stroke, … }) → SVG    // drawn full where seen, faint where hidden
//   scene.ground(c, surface, { u: "w1", v: "w2", h: "loss" }) → SVG   // the edge of the ground, names of its sides and of the height
//
// The picture's spots hold kit.turn3d.spot(view, box), whose id is "turn". With hands = kit.turn3d.hands(view, update),
// the stage's grab(id, x, y), drag(id, x, y) and arrows(id, dx, dy) pass their numbers on to those of hands.

const kit = globalThis.neuronotes;

/** How high a height of 1 stands; the ground is 2 wide. */
const high = 0.85;
/** Pixels of the raster a pixel of the page, so that edges look smooth. A picture that is soon replaced may do with 1. */
kit.fine = 2;

const scene = ({ turn, tilt }, box) => {
  const [a, b] = [(turn * Math.PI) / 180, (tilt * Math.PI) / 180];
  const [cosTurn, sinTurn, cosTilt, sinTilt] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
  const tall = 2 * Math.SQRT2 * sinTilt + high * cosTilt;
  const scale = Math.min(box.width / 2.95, box.height / (tall + 0.12));
  const [middleX, middleY] = [box.x + box.width / 2, box.y + box.height / 2];
  const place = ([u, v, h]) => {
    const right = u * cosTurn - v * sinTurn;
    const back = u * sinTurn + v * cosTurn;
    const up = (h - 0.5) * high;
    return [
      middleX + scale * right,
      middleY - scale * (back * sinTilt + up * cosTilt),
      back * cosTilt - up * sinTilt,
    ];
  };

  const surface = (field) => {
    const { fine } = kit;
    const [width, height] = [Math.round(box.width * fine), Math.round(box.height * fine)];
    const picture = paint(field, width, height, ([u, v, h]) => {
      const [x, y, away] = place([u, v, h]);
      return [(x - box.x) * fine, (y - box.y) * fine, away];
    });
    const hides = (point) => {
      const [x, y, away] = place(point);
      const [i, j] = [Math.floor((x - box.x) * fine), Math.floor((y - box.y) * fine)];
      if (i < 0 || j < 0 || i >= width || j >= height) return false;
      return picture.away[j * width + i] < away - 0.04;
    };
    // a loop: Uint8Array.from with a function takes 30 times as long, more than the painting itself
    const alpha = new Uint8Array(width * height);
    for (let k = 0; k < alpha.length; k++) if (picture.away[k] < Infinity) alpha[k] = 255;
    const size = { columns: width, rows: height };
    const raster = { ...box, ...size, rgb: picture.rgb, alpha, smooth: true };
    return { raster, hides };
  };

  /** A path through points [u, v, h]: full where it is seen, faint (or as `hidden` says) where the surface hides it. */
  const path = (points, surface, { hidden, ...attributes } = {}) => {
    const parts = [[], []];
    let before;
    for (const point of points) {
      const [now, at] = [Number(surface.hides(point)), place(point)];
      if (before && before.now !== now) parts[now].push([NaN, NaN], before.at);
      parts[now].push(at);
      if (before && before.now !== now) parts[before.now].push([NaN, NaN]);
      before = { now, at };
    }
    const faint = { "stroke-opacity": 0.35, "stroke-dasharray": "2 3" };
    return (
      kit.path(parts[1], { ...attributes, ...(hidden ?? faint) }) + kit.path(parts[0], attributes)
    );
  };

  const ground = (c, surface, { u = "", v = "", h = "" } = {}) => {
    const corners = [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ];
    const edge = [];
    corners.forEach(([x, y], k) => {
      const [nextX, nextY] = corners[(k + 1) % 4];
      for (let t = 0; t <= 1; t += 1 / 40) edge.push([x + (nextX - x) * t, y + (nextY - y) * t, 0]);
    });
    const line = { stroke: c.muted, "stroke-width": 0.8, hidden: { "stroke-opacity": 0 } };
    const label = { "font-size": 12.5, fill: c.muted, "text-anchor": "middle" };
    /** A side's name stands outside of it, at whichever of its two parallels is nearer to us. */
    const name = (words, ...middles) => {
      const sides = middles.map((middle) => place([...middle, 0]));
      const [x, y] = sides[0][2] <= sides[1][2] ? sides[0] : sides[1];
      const [outX, outY] = [x - middleX, y - place([0, 0, 0])[1]];
      const far = 16 / (Math.hypot(outX, outY) || 1);
      return kit.text(x + outX * far, y + outY * far + 8, words, label);
    };
    const leftmost = corners.reduce((best, corner) =>
      place([...corner, 0])[0] < place([...best, 0])[0] ? corner : best,
    );
    const pole = Array.from({ length: 21 }, (_, k) => [...leftmost, k / 20]);
    const [topX, topY] = place(pole[20]);
    return (
      path(edge, surface, line) +
      name(u, [0, -1], [0, 1]) +
      name(v, [-1, 0], [1, 0]) +
      (h && tilt < 75
        ? path(pole, surface, line) +
          kit.text(Math.max(topX - 8, box.x), topY - 7, h, { ...label, "text-anchor": "start" })
        : "")
    );
  };
  return { place, surface, path, ground };
};

/** The field as pixels: nearest surface wins. away holds how far each pixel's surface is, Infinity where there is none. */
const paint = ({ columns, rows, heights, colours, levels = 0 }, width, height, place) => {
  const rgb = new Uint8ClampedArray(3 * width * height);
  const away = new Float32Array(width * height).fill(Infinity);
  const band = levels > 0 ? new Int16Array(width * height).fill(-1) : undefined;
  const at = (i, j) => heights[j * columns + i];
  const points = [];
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const h = at(i, j);
      const [x, y, z] = place([(2 * i) / (columns - 1) - 1, (2 * j) / (rows - 1) - 1, h]);
      const slope = (p, q, n) => ((p - q) * high * n) / 4 || 0;
      const su = slope(at(Math.min(i + 1, columns - 1), j), at(Math.max(i - 1, 0), j), columns);
      const sv = slope(at(i, Math.min(j + 1, rows - 1)), at(i, Math.max(j - 1, 0)), rows);
      // light from the upper left, a little from the front; flat ground keeps its colour
      const light = (1.3 + su * 0.6 + sv * 0.35) / Math.sqrt(1 + su * su + sv * sv) / 1.3;
      const shade = kit.clamp(0.35 + 0.65 * light, 0.45, 1.12);
      const k = 3 * (j * columns + i);
      points.push([x, y, z, h, colours[k] * shade, colours[k + 1] * shade, colours[k + 2] * shade]);
    }
  }

  // values of a point: x, y, away, height, red, green, blue. Each of the last five is a + s·b + t·c inside of a triangle.
  const triangle = (p, q, r) => {
    const [qx, qy, rx, ry] = [q[0] - p[0], q[1] - p[1], r[0] - p[0], r[1] - p[1]];
    const area = qx * ry - rx * qy;
    if (!(Math.abs(area) > 1e-9)) return; // seen from its edge, or with a corner that is NaN
    const [stepS, stepT] = [ry / area, -qy / area];
    const left = Math.max(0, Math.ceil(Math.min(p[0], q[0], r[0])));
    const right = Math.min(width - 1, Math.floor(Math.max(p[0], q[0], r[0])));
    const top = Math.max(0, Math.ceil(Math.min(p[1], q[1], r[1])));
    const bottom = Math.min(height - 1, Math.floor(Math.max(p[1], q[1], r[1])));
    for (let y = top; y <= bottom; y++) {
      let s = ((left - p[0]) * ry - rx * (y - p[1])) / area;
      let t = (qx * (y - p[1]) - (left - p[0]) * qy) / area;
      for (let x = left; x <= right; x++, s += stepS, t += stepT) {
        if (s < -1e-6 || t < -1e-6 || s + t > 1 + 1e-6) continue;
        const k = y * width + x;
        const z = p[2] + s * (q[2] - p[2]) + t * (r[2] - p[2]);
        if (z >= away[k]) continue;
        away[k] = z;
        rgb[3 * k] = p[4] + s * (q[4] - p[4]) + t * (r[4] - p[4]);
        rgb[3 * k + 1] = p[5] + s * (q[5] - p[5]) + t * (r[5] - p[5]);
        rgb[3 * k + 2] = p[6] + s * (q[6] - p[6]) + t * (r[6] - p[6]);
        if (band) band[k] = (p[3] + s * (q[3] - p[3]) + t * (r[3] - p[3])) * levels;
      }
    }
  };
  for (let j = 0; j + 1 < rows; j++) {
    for (let i = 0; i + 1 < columns; i++) {
      const k = j * columns + i;
      triangle(points[k], points[k + 1], points[k + columns]);
      triangle(points[k + columns + 1], points[k + columns], points[k + 1]);
    }
  }
  if (band) contours(band, away, rgb, width, height);
  return { rgb, away };
};

/** Darkens the pixels where one band of heights meets the next. */
const contours = (band, away, rgb, width, height) => {
  const meet = (k, n) => band[n] >= 0 && band[n] !== band[k] && Math.abs(away[n] - away[k]) < 0.1;
  for (let k = 0; k < width * (height - 1) - 1; k++) {
    if (band[k] < 0 || !(meet(k, k + 1) || meet(k, k + width))) continue;
    for (let c = 0; c < 3; c++) rgb[3 * k + c] *= 0.72;
  }
};

const spot = ({ turn, tilt }, { x, y, width, height }) => ({
  id: "turn",
  drag: true,
  rect: [x, y, width, height],
  label: "the surface: drag it, or use the arrow keys, to turn and tilt it",
  value: Math.round(turn),
  words: `turned by ${Math.round(turn)} degrees, tilted by ${Math.round(tilt)}`,
});

const hands = (view, update) => {
  let last = [0, 0];
  const move = (turn, tilt) => {
    view.turn = (((view.turn + turn) % 360) + 360) % 360;
    view.tilt = kit.clamp(view.tilt + tilt, 5, 90);
    update();
  };
  return {
    grab: (x, y) => (last = [x, y]),
    drag: (x, y) => {
      move((x - last[0]) * 0.5, (y - last[1]) * 0.4);
      last = [x, y];
    },
    arrows: (dx, dy) => move(dx * 3, -dy * 3),
  };
};

kit.turn3d = { scene, spot, hands };
