/** A straight line from one neuron to another. */
export interface Edge {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** A rectangle given by its middle. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Where on each edge its label may stand so that it covers no other label and no obstacle, and is near no other edge,
 * as far as that is possible. The labels are boxes of the given size. Returns their middles.
 */
export function placeLabels(
  edges: readonly Edge[],
  width: number,
  height: number,
  obstacles: readonly Box[],
): Box[] {
  const placed: Box[] = [];
  const places = [0.5, 0.42, 0.58, 0.36, 0.64, 0.3, 0.7, 0.25, 0.75];
  edges.forEach((edge, own) => {
    let best = { box: { x: 0, y: 0, width, height }, cost: Infinity };
    for (const t of places) {
      const x = edge.x1 + (edge.x2 - edge.x1) * t;
      const y = edge.y1 + (edge.y2 - edge.y1) * t;
      const box = { x, y, width, height };
      let cost = Math.abs(t - 0.5);
      for (const other of [...placed, ...obstacles]) cost += 10 * overlap(box, other);
      edges.forEach((other, index) => {
        if (index === own) return;
        const near = Math.min(
          ...[-0.5, -0.25, 0, 0.25, 0.5].map((part) => distance(x + part * width, y, other)),
        );
        cost += Math.max(0, height - near);
      });
      if (cost < best.cost) best = { box, cost };
    }
    placed.push(best.box);
  });
  return placed;
}

/** The area that two boxes share. */
function overlap(a: Box, b: Box): number {
  const x = (a.width + b.width) / 2 - Math.abs(a.x - b.x);
  const y = (a.height + b.height) / 2 - Math.abs(a.y - b.y);
  return Math.max(0, x) * Math.max(0, y);
}

/** From a point to the nearest one of an edge. */
function distance(x: number, y: number, { x1, y1, x2, y2 }: Edge): number {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2 || 1;
  const along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1));
}
