// How the cost grows: with the size of the batch, the width of the layers and the number of images. Our wasm engine.
import { flopsPerImage } from "./flops";
import { Peer } from "./peer";
import type { Program } from "./programs";
import type { Spec } from "./protocol";
import { median } from "./statistics";

export interface Point {
  value: number;
  imagesPerSecond: number;
  /** 10⁹ multiplications and additions a second. */
  gigaflops: number;
}

export interface Growth {
  title: string;
  /** What `value` counts. */
  by: string;
  points: Point[];
}

const base: Spec = {
  units: [784, 128, 128, 10],
  hidden: "relu",
  loss: "categoricalCrossentropy",
  batchSize: 128,
  learningRate: 0.05,
};

const curves: { title: string; by: string; values: number[]; spec: (value: number) => Spec }[] = [
  {
    title: "Batch size, [784, 128, 128, 10]",
    by: "batch size",
    values: [1, 4, 16, 64, 256, 1024],
    // A step on a small batch is a noisy one: it must be shorter, and what it costs is the same.
    spec: (batchSize) => ({
      ...base,
      batchSize,
      learningRate: Math.min(0.1, 0.01 * Math.sqrt(batchSize)),
    }),
  },
  {
    title: "Width, [784, n, n, 10], batches of 128",
    by: "n",
    values: [16, 32, 64, 128, 256, 512, 1024],
    spec: (n) => ({ ...base, units: [784, n, n, 10] }),
  },
  {
    title: "Number of images, [784, 128, 128, 10], batches of 128",
    by: "images",
    values: [1_000, 4_000, 15_000, 60_000],
    spec: (images) => ({ ...base, images }),
  },
];

/** One speed for each point, the median of the repetitions, which go through all points in turn. */
export async function growth(
  program: Program,
  repetitions: number,
  seconds: number,
): Promise<Growth[]> {
  const points = curves.flatMap(({ by, values, spec }) =>
    values.map((value) => ({ by, value, spec: spec(value), speeds: [] as number[] })),
  );
  const peer = new Peer(program);
  try {
    await peer.ready();
    for (let repetition = 0; repetition < repetitions; repetition++) {
      for (const { by, value, spec, speeds } of points) {
        const workload = `${by} ${value}`;
        const reply = await peer.ask({ workload, spec, seconds, warmUp: seconds });
        if ("error" in reply) throw new Error(`${program.title}, ${workload}: ${reply.error}`);
        speeds.push(reply.imagesPerSecond);
      }
    }
  } finally {
    peer.close();
  }
  return curves.map(({ title, by }) => ({
    title,
    by,
    points: points
      .filter((point) => point.by === by)
      .map(({ value, spec, speeds }) => {
        const imagesPerSecond = median(speeds);
        const gigaflops = (imagesPerSecond * flopsPerImage(spec.units)) / 1e9;
        return { value, imagesPerSecond, gigaflops };
      }),
  }));
}
