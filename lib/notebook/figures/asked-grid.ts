import { extent, type Numbers } from "../drawing/checks";

/** Places on a square that a net is asked about, row by row from below. */
export interface AskedGrid {
  low: number;
  high: number;
  /** The distance of two places. */
  cell: number;
  /** Places along each side: one more on each side than is seen, else lines would run along the edges. */
  side: number;
  places: number[][];
}

/** The places of a square of resolution × resolution cells. domain: of both axes; by default around the points. */
export function askedGrid(
  points: readonly Numbers[],
  domain: [number, number] | undefined,
  resolution: number,
): AskedGrid {
  const [low, high] = domain ?? around(points);
  const cell = (high - low) / resolution;
  const side = resolution + 2;
  const at = (k: number) => low + (k - 0.5) * cell;
  const places = Array.from({ length: side ** 2 }, (_, i) => [
    at(i % side),
    at(Math.floor(i / side)),
  ]);
  return { low, high, cell, side, places };
}

/** A square with some room around the points. */
function around(points: readonly Numbers[]): [number, number] {
  if (points.length === 0) return [-0.25, 1.25];
  const [low, high] = extent(points.flatMap((point) => [point[0], point[1]]));
  const room = (high - low || 1) * (points.length > 12 ? 0.05 : 0.25);
  return [low - room, high + room];
}
