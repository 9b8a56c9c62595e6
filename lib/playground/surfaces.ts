// Functions of two numbers to fit, each from about −1 to 1 on the square from −1 to 1, beside themselves as code.

/** hills: one up, one down. saddle: up along one diagonal, down along the other. ripple: rings around the middle. */
export const surfaces = {
  hills: {
    value: (x1: number, x2: number) =>
      Math.exp(-6 * ((x1 - 0.45) ** 2 + (x2 - 0.4) ** 2)) -
      Math.exp(-6 * ((x1 + 0.45) ** 2 + (x2 + 0.4) ** 2)),
    code:
      "Math.exp(-6 * ((x1 - 0.45) ** 2 + (x2 - 0.4) ** 2)) - " +
      "Math.exp(-6 * ((x1 + 0.45) ** 2 + (x2 + 0.4) ** 2))",
  },
  saddle: {
    value: (x1: number, x2: number) => x1 * x2,
    code: "x1 * x2",
  },
  ripple: {
    value: (x1: number, x2: number) => Math.cos(6 * Math.sqrt(x1 * x1 + x2 * x2)),
    code: "Math.cos(6 * Math.sqrt(x1 * x1 + x2 * x2))",
  },
} as const;

export type SurfaceName = keyof typeof surfaces;
