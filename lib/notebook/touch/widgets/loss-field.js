// How loss surfaces look wherever they are drawn: their shades, and walks that lie on them.

const kit = globalThis.neuronotes;

/** The shades of the lowest and of the highest place. */
const shades = (c) =>
  c.dark
    ? [
        [44, 50, 58],
        [128, 134, 142],
      ]
    : [
        [158, 180, 204],
        [236, 238, 240],
      ];

/** The colours of heights from 0 to 1: r, g, b of each. */
kit.lossColours = (heights, c) => {
  const [low, tall] = shades(c);
  const rgb = new Uint8ClampedArray(3 * heights.length);
  heights.forEach((h, k) => rgb.set(kit.mix(low, tall, h), 3 * k));
  return rgb;
};

/**
 * A walk as pieces of [u, v, h] on the surface, fine enough to bend with it; outside of the square from −1 to 1 it breaks.
 * toSquare(place) → [u, v]; height(place) → 0 to 1.
 */
kit.walkOn = (places, toSquare, height) => {
  const pieces = [[]];
  const add = (place) => {
    const [u, v] = toSquare(place);
    if (!(Math.max(Math.abs(u), Math.abs(v)) <= 1)) {
      if (pieces[pieces.length - 1].length) pieces.push([]);
      return;
    }
    pieces[pieces.length - 1].push([u, v, height(place) + 0.012]);
  };
  places.forEach((to, k) => {
    const from = places[Math.max(0, k - 1)];
    const [a, b] = [toSquare(from), toSquare(to)];
    const far = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const parts = k === 0 ? 1 : Math.min(80, Math.ceil(far / 0.03) || 1);
    for (let p = 1; p <= parts; p++)
      add(to.map((value, i) => from[i] + ((value - from[i]) * p) / parts));
  });
  return pieces.filter((piece) => piece.length);
};
