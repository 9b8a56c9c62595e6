import { Activation, BatchNormalization, Dense, Sequential, SGD, blobs } from "../../lib/core";
import { layerSnapshot, type LayerSnapshot } from "../../lib/notebook/touch/layer-snapshots";

/** Three inputs, four hidden layers of five sigmoids, two classes. */
export function deepNet(normalize: boolean): Sequential {
  const net = new Sequential([], { inputs: 3, seed: 1 });
  for (let l = 0; l < 4; l++) {
    net.add(new Dense({ units: 5 }));
    if (normalize) net.add(new BatchNormalization());
    net.add(new Activation("sigmoid"));
  }
  net.add(new Dense({ units: 2, activation: "softmax" }));
  return net.compile({
    optimizer: new SGD({ learningRate: 0.1 }),
    loss: "categoricalCrossentropy",
  });
}

/** Five moments of a training, without and with batch normalization. */
export function layerSnapshots(): Record<"plain" | "normalized", LayerSnapshot[]> {
  const { X, y } = blobs({ centers: [[-1, -1, 0], [1, 1, 0]], samplesPerClass: 20, seed: 1 }); // prettier-ignore
  const watch = (net: Sequential) =>
    Array.from({ length: 5 }, (_, epoch) => {
      const moment = layerSnapshot(net, X, y, epoch);
      for (let i = 0; i < 10; i++) net.trainOnBatch(X, y);
      return moment;
    });
  return { plain: watch(deepNet(false)), normalized: watch(deepNet(true)) };
}
