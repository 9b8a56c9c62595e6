// A live dashboard over LIVE_MINUTES of training (5 unless told otherwise): its memory, and what drawing costs.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Adam, Dense, Sequential, spiral, trainTestSplit, type Callback } from "../../lib/index";
import { liveView } from "../../lib/notebook/live/live-view";
import { openCell, type Sent } from "../../test/helpers/fake-cell";
import { circumstances } from "./seeds";

const LINES = 10;

interface Sample {
  seconds: number;
  epoch: number;
  heap: number;
  arrays: number;
  resident: number;
  /** Seconds in the view's own code, and displays that it sent, since the start. */
  drawing: number;
  displays: number;
}

/** A net on a spiral, 19 steps an epoch, that never overfits its way to infinity. */
function training() {
  const { X, y } = spiral({ samplesPerClass: 1000, classes: 3, noise: 0.2, seed: 1 });
  const { train, test } = trainTestSplit(X, y, { testSize: 0.2, stratified: true, seed: 1 });
  const layers = [
    new Dense({ units: 64, activation: "relu" }),
    new Dense({ units: 3, activation: "softmax" }),
  ];
  const model = new Sequential(layers, { inputs: 2, seed: 1 }).compile({
    optimizer: new Adam({ learningRate: 0.001 }),
    loss: "categoricalCrossentropy",
  });
  const fit = (epochs: number, ...callbacks: Callback[]) => {
    const validationData = [test.X, test.y] as const;
    return model.fit(train.X, train.y, { epochs, batchSize: 128, validationData, callbacks });
  };
  return { test, fit };
}

export async function measureLive(): Promise<string> {
  const minutes = Number(process.env["LIVE_MINUTES"] ?? 5);
  if (!(minutes > 0)) throw new Error("LIVE_MINUTES is to be a number above 0");
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  let [displays, bytes] = [0, 0];
  // what is shown goes to another process, as text: it is counted, and not kept
  const close = openCell({
    push: (message: Sent) => {
      displays++;
      bytes += JSON.stringify(message).length;
    },
  } as unknown as Sent[]);
  try {
    const { test, fit } = training();
    const { seconds } = await fit(200);
    const epochs = Math.round((200 * minutes * 60) / seconds);
    const view = liveView({ X: test.X, y: test.y, figures: ["regions", "surface", "curves"] });
    [displays, bytes] = [0, 0];
    const samples: Sample[] = [];
    const began = performance.now();
    let [drawing, paused] = [0, 0];
    const passed = () => (performance.now() - began - paused) / 1000;
    const timed = (work: () => void) => {
      const start = performance.now();
      work();
      drawing += (performance.now() - start) / 1000;
    };
    const sample = (epoch: number) => {
      const seconds = passed();
      const start = performance.now();
      collect();
      collect();
      const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
      samples.push({
        ...{ seconds, epoch, drawing, displays },
        ...{ heap: heapUsed / 2 ** 20, arrays: arrayBuffers / 2 ** 20, resident: rss / 2 ** 20 },
      });
      paused += performance.now() - start;
    };
    const watched: Callback = {
      onTrainBegin: (info) => view.onTrainBegin?.(info),
      onBatch: (log) => timed(() => view.onBatch?.(log)),
      onEpoch: (log) => {
        timed(() => view.onEpoch?.(log));
        if (passed() >= ((samples.length + 1) * minutes * 60) / LINES) sample(log.epoch);
      },
      onTrainEnd: (history) => view.onTrainEnd?.(history),
    };
    await fit(epochs, watched);
    if (samples.length < 3) throw new Error("the training was over before it could be measured");
    return report(samples, bytes / Math.max(1, displays));
  } finally {
    close();
  }
}

function report(samples: readonly Sample[], bytes: number): string {
  const [first, last] = [samples[1], samples[samples.length - 1]];
  const all = ({ heap, arrays }: Sample) => heap + arrays;
  const history = (5 * 8 * (last.epoch - first.epoch)) / 2 ** 20;
  const share = (100 * last.drawing) / last.seconds;
  const rows = samples.map((sample, k) => {
    const { seconds, epoch, heap, arrays, resident, drawing, displays } = sample;
    const before = samples[k - 1] ?? { seconds: 0, drawing: 0, displays: 0 };
    const lasted = seconds - before.seconds;
    return (
      `| ${Math.round(seconds)} s | ${epoch.toLocaleString("en-US")} | ${heap.toFixed(1)} MB | ${arrays.toFixed(1)} MB | ` +
      `${resident.toFixed(0)} MB | ${((100 * (drawing - before.drawing)) / lasted).toFixed(1)} % | ` +
      `${((displays - before.displays) / lasted).toFixed(2)} |`
    );
  });
  return `## A live dashboard over ${(last.seconds / 60).toFixed(1)} minutes

liveView with regions, surface and curves, at most four redraws a second, in a simulated cell: each display becomes the text
of a message (${Math.round(bytes / 1024)} KB in the mean), as on its way to the browser. Spiral of three arms, 2,400 points, 2-64-3, batches of 128, 600
validation points. Memory is that in use after a collection; from the second line to the last it changed by
${(all(last) - all(first)).toFixed(1)} MB, of which ${history.toFixed(1)} MB are the five numbers
that fit's History keeps of each epoch. All that the view does, its looks at the clock included, took
${share.toFixed(1)} % of the time.

| after | epochs | heap | arrays | its process | the view's share of the time | redraws a second |
|---|---|---|---|---|---|---|
${rows.join("\n")}

${circumstances("live")}`;
}
