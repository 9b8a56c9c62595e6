// Where the units of the net stand, and which edge lies under the pointer.

export const UNIT = 36;
const ROW = 44;
/** As many as a layer can have. */
const ROWS = 8;
export const NET_HEIGHT = ROWS * ROW;

/** Room on the left for the names of the features. */
export const NAMES = 46;

export interface Edge {
  /** The layer that it leads to, and the numbers of its two units. */
  layer: number;
  from: number;
  to: number;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** The least distance from column to column at which heads and edges can be read. */
export const COLUMN = 66;

/** The middle of a unit. columns are all layers, features first; width is that of the whole net. */
export function unitAt(
  column: number,
  row: number,
  { columns, width }: { columns: readonly number[]; width: number },
): { x: number; y: number } {
  const last = Math.max(1, columns.length - 1);
  return {
    x: NAMES + UNIT / 2 + (column * (width - NAMES - UNIT)) / last,
    y: NET_HEIGHT / 2 + (row - (columns[column] - 1) / 2) * ROW,
  };
}

/** A point of an edge's curve: share 0 is its beginning. */
export function edgePoint({ x1, y1, x2, y2 }: Edge, share: number): { x: number; y: number } {
  const back = 1 - share;
  const middle = (x1 + x2) / 2;
  const [a, b, c, d] = [back ** 3, 3 * back * back * share, 3 * back * share * share, share ** 3];
  return { x: a * x1 + (b + c) * middle + d * x2, y: (a + b) * y1 + (c + d) * y2 };
}

/** The edge nearest to a point, at most `most` pixels away. */
export function edgeNear(edges: readonly Edge[], x: number, y: number, most = 7): Edge | undefined {
  let best: Edge | undefined;
  let least = most * most;
  for (const edge of edges) {
    if (x < edge.x1 || x > edge.x2) continue;
    for (let k = 0; k <= 24; k++) {
      const at = edgePoint(edge, k / 24);
      const distance = (at.x - x) ** 2 + (at.y - y) ** 2;
      if (distance < least) [best, least] = [edge, distance];
    }
  }
  return best;
}

/** All edges between units that take part. */
export function edgesOf(
  columns: readonly number[],
  width: number,
  names: readonly string[],
  chosen: readonly string[],
): Edge[] {
  const edges: Edge[] = [];
  for (let layer = 0; layer + 1 < columns.length; layer++) {
    for (let from = 0; from < columns[layer]; from++) {
      if (layer === 0 && !chosen.includes(names[from])) continue;
      const a = unitAt(layer, from, { columns, width });
      for (let to = 0; to < columns[layer + 1]; to++) {
        const b = unitAt(layer + 1, to, { columns, width });
        edges.push({ layer, from, to, x1: a.x + UNIT / 2, y1: a.y, x2: b.x - UNIT / 2, y2: b.y });
      }
    }
  }
  return edges;
}
