// The data sets of the playground: each is one call of a generator of the library, and the same call as a line of code.
import {
  blobs,
  checkerboard,
  circles,
  curve,
  curves,
  Matrix,
  moons,
  Random,
  spiral,
  xor,
  type CurveName,
} from "../core/index";
import { surfaces, type SurfaceName } from "./surfaces";

/** What a data set is made from. */
export interface DataSettings {
  classes: number;
  /** Points in all; classes share them evenly. */
  points: number;
  /** Standard deviation of what is added: to both coordinates, to a spiral's angle, or to the value of a function. */
  noise: number;
  seed: number;
}

/** Points and their answers: class numbers, or a column of values. */
export interface Examples {
  X: Matrix;
  y: Uint8Array | Matrix;
}

export interface DataSet {
  label: string;
  kind: "classes" | "values";
  /** Numbers a point. */
  inputs: 1 | 2;
  /** Most classes that keep apart from each other; 1 where there are none. */
  mostClasses: number;
  make(settings: DataSettings): Examples;
  /** Lines that give X and y, and what they import from the library. */
  code(settings: DataSettings): { uses: string[]; lines: string[] };
}

const generators = { blobs, checkerboard, circles, moons, spiral, xor };

/** A set of classes from a generator; shift and scale bring its points into the square from −1 to 1. */
function classSet(
  label: string,
  generator: keyof typeof generators,
  mostClasses: number,
  more: (settings: DataSettings) => object,
  frame?: (classes: number) => { middle: [number, number]; half: number },
): DataSet {
  const optionsOf = (settings: DataSettings): { samplesPerClass: number; seed: number } => ({
    samplesPerClass: Math.floor(settings.points / settings.classes),
    ...more(settings),
    seed: settings.seed,
  });
  return {
    label,
    kind: "classes",
    inputs: 2,
    mostClasses,
    make(settings) {
      const { X, y } = generators[generator](optionsOf(settings));
      if (frame) {
        const { middle, half } = frame(settings.classes);
        X.data.forEach((v, i) => (X.data[i] = (v - middle[i % 2]) / half));
      }
      return { X, y: Uint8Array.from(y) };
    },
    code(settings) {
      const lines = [`const { X, y } = ${generator}(${literal(optionsOf(settings))});`];
      if (frame) {
        const { middle, half } = frame(settings.classes);
        lines.push(
          `X.data.forEach((v, i) => (X.data[i] = (v - [${middle.join(", ")}][i % 2]) / ${half}));`,
        );
      }
      return { uses: [generator], lines };
    },
  };
}

function curveSet(name: CurveName, label: string = name): DataSet {
  const optionsOf = ({ points, noise, seed }: DataSettings) => ({ samples: points, noise, seed });
  return {
    label,
    kind: "values",
    inputs: 1,
    mostClasses: 1,
    make: (settings) => curve(name, optionsOf(settings)),
    code: (settings) => ({
      uses: ["curve"],
      lines: [`const { X, y } = curve("${name}", ${literal(optionsOf(settings))});`],
    }),
  };
}

function surfaceSet(name: SurfaceName): DataSet {
  const { value, code } = surfaces[name];
  return {
    label: name,
    kind: "values",
    inputs: 2,
    mostClasses: 1,
    make({ points, noise, seed }) {
      const random = new Random(seed);
      const X = Matrix.zeros(points, 2);
      const y = Matrix.zeros(points, 1);
      for (let i = 0; i < points; i++) {
        X.data[2 * i] = random.uniform(-1, 1);
        X.data[2 * i + 1] = random.uniform(-1, 1);
        y.data[i] = value(X.data[2 * i], X.data[2 * i + 1]) + random.normal(0, noise);
      }
      return { X, y };
    },
    code: ({ points, noise, seed }) => ({
      uses: ["Matrix", "Random"],
      lines: [
        `const random = new Random(${seed});`,
        `const surface = (x1: number, x2: number) => ${code};`,
        `const X = Matrix.zeros(${points}, 2);`,
        `const y = Matrix.zeros(${points}, 1);`,
        `for (let i = 0; i < ${points}; i++) {`,
        `  X.data[2 * i] = random.uniform(-1, 1);`,
        `  X.data[2 * i + 1] = random.uniform(-1, 1);`,
        `  y.data[i] = surface(X.data[2 * i], X.data[2 * i + 1]) + random.normal(0, ${noise});`,
        `}`,
      ],
    }),
  };
}

/** The clouds' middles, evenly around a circle. */
const ring = (classes: number): number[][] =>
  Array.from({ length: classes }, (_, c) => {
    const angle = (2 * Math.PI * c) / classes + 0.4;
    return [+(0.6 * Math.cos(angle)).toFixed(4), +(0.6 * Math.sin(angle)).toFixed(4)];
  });

export const dataSets = {
  circles: classSet("circles", "circles", 6, ({ classes, noise }) => ({
    classes,
    noise,
    factor: +(0.35 ** (1 / (classes - 1))).toFixed(4),
  })),
  xor: classSet("xor", "xor", 2, ({ noise }) => ({ noise })),
  blobs: classSet("blobs", "blobs", 6, ({ classes, noise }) => ({
    centers: ring(classes),
    clusterStd: +(0.06 + noise).toFixed(4),
  })),
  spiral: classSet("spiral", "spiral", 5, ({ classes, noise }) => ({ classes, noise })),
  moons: classSet(
    "moons",
    "moons",
    4,
    ({ classes, noise }) => ({ classes, noise }),
    (classes) => {
      const right = 3.5 * Math.floor((classes - 1) / 2) + (classes % 2 ? 1 : 2);
      return { middle: [(right - 1) / 2, 0.25], half: (right + 1) / 2 };
    },
  ),
  checkerboard: classSet("checkers", "checkerboard", 6, ({ classes, noise }) => ({
    classes,
    noise,
    cells: Math.max(3, Math.min(4, classes)),
  })),
  sine: curveSet("sine"),
  sinc: curveSet("sinc"),
  absolute: curveSet("absolute", "|x|"),
  step: curveSet("step"),
  hills: surfaceSet("hills"),
  saddle: surfaceSet("saddle"),
  ripple: surfaceSet("ripple"),
} satisfies Record<string, DataSet>;

export type GeneratedName = keyof typeof dataSets;

/** What a curve without noise looks like, for a picture of it; undefined for other data sets. */
export function trueCurve(name: string): ((x: number) => number) | undefined {
  return name in dataSets && name in curves ? curves[name as CurveName] : undefined;
}

/** A plain object or list as code. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, entry]) => `${key}: ${literal(entry)}`);
    return `{ ${entries.join(", ")} }`;
  }
  return JSON.stringify(value);
}
