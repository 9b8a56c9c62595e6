// Where numbers stand on the lines of a small net.

const kit = globalThis.neuronotes;

const places = [0.5, 0.42, 0.58, 0.36, 0.64, 0.3, 0.7, 0.25, 0.75];

/**
 * Where on each edge { x1, y1, x2, y2 } its label, a box of this size, may stand so that it covers no other label and no
 * obstacle, and is near no other edge, as far as that is possible. Boxes are given by their middles, as is what comes back.
 */
kit.placeLabels = (edges, width, height, obstacles) => {
  const placed = [];
  edges.forEach((edge, own) => {
    let best = { cost: Infinity };
    for (const t of places) {
      const x = edge.x1 + (edge.x2 - edge.x1) * t;
      const y = edge.y1 + (edge.y2 - edge.y1) * t;
      const box = { x, y, width, height };
      let cost = Math.abs(t - 0.5);
      for (const other of [...placed, ...obstacles]) cost += 10 * overlap(box, other);
      edges.forEach((other, index) => {
        if (index === own) return;
        const parts = [-0.5, -0.25, 0, 0.25, 0.5];
        const near = Math.min(...parts.map((part) => distance(x + part * width, y, other)));
        cost += Math.max(0, height - near);
      });
      if (cost < best.cost) best = { box, cost };
    }
    placed.push(best.box);
  });
  return placed;
};

/** The area that two boxes share. */
const overlap = (a, b) => {
  const x = (a.width + b.width) / 2 - Math.abs(a.x - b.x);
  const y = (a.height + b.height) / 2 - Math.abs(a.y - b.y);
  return Math.max(0, x) * Math.max(0, y);
};

/** From a point to the nearest one of an edge. */
const distance = (x, y, { x1, y1, x2, y2 }) => {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2 || 1;
  const t = kit.clamp(((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length, 0, 1);
  return Math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1));
};
