// What the net is told about a point: its coordinates, or what one makes of them beforehand.

export interface Feature {
  /** As a person writes it. */
  label: string;
  /** How many coordinates a point must have. */
  inputs: 1 | 2;
  of(x1: number, x2: number): number;
  code: string;
}

/** All features, by name. Sines go through one whole wave from −1 to 1. */
export const features = {
  x1: { label: "x₁", inputs: 1, of: (x1) => x1, code: "x1" },
  x2: { label: "x₂", inputs: 2, of: (_, x2) => x2, code: "x2" },
  x1x1: { label: "x₁²", inputs: 1, of: (x1) => x1 * x1, code: "x1 * x1" },
  x2x2: { label: "x₂²", inputs: 2, of: (_, x2) => x2 * x2, code: "x2 * x2" },
  x1x2: { label: "x₁x₂", inputs: 2, of: (x1, x2) => x1 * x2, code: "x1 * x2" },
  sinx1: {
    label: "sin πx₁",
    inputs: 1,
    of: (x1) => Math.sin(Math.PI * x1),
    code: "Math.sin(Math.PI * x1)",
  },
  sinx2: {
    label: "sin πx₂",
    inputs: 2,
    of: (_, x2) => Math.sin(Math.PI * x2),
    code: "Math.sin(Math.PI * x2)",
  },
} satisfies Record<string, Feature>;

export type FeatureName = keyof typeof features;

/** Rows of features for rows of points [rows, inputs]: one column for each name. */
export function featureRows(
  points: ArrayLike<number>,
  inputs: number,
  names: readonly FeatureName[],
): { data: Float64Array; shape: [number, number] } {
  const rows = points.length / inputs;
  const data = new Float64Array(rows * names.length);
  const makers = names.map((name): Feature => features[name]);
  for (let i = 0; i < rows; i++) {
    const x1 = points[i * inputs];
    const x2 = inputs > 1 ? points[i * inputs + 1] : 0;
    for (let j = 0; j < makers.length; j++) data[i * makers.length + j] = makers[j].of(x1, x2);
  }
  return { data, shape: [rows, names.length] };
}
