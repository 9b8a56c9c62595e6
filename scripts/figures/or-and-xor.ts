// README's first picture: the net of notebook 01 after its training.
import { firstNet, Network, stateFromTwelve } from "neuronotes";
import { networkFigure, regionsFigure, sideBySide } from "neuronotes/notebook";
import type { Pictures } from "./pictures";

const STEPS = 5000;
const NAMES = [
  ["x1", "x2"],
  ["h1", "h2"],
  ["OR", "XOR"],
];

/** The net with its numbers above, what it answers below. */
export function orAndXor(): Pictures {
  const net = new Network([2, 2, 2], { learningRate: firstNet.learningRate, dtype: "float64" });
  net.setState(stateFromTwelve(firstNet.start));
  const inputs = firstNet.inputs.map((row) => [...row]);
  const targets = firstNet.targets.map((row) => [...row]);
  for (let step = 0; step < STEPS; step++)
    net.trainOnBatch([inputs[step % 4]], [targets[step % 4]]);
  const regions = regionsFigure({ model: net, X: inputs, y: targets, names: ["OR", "XOR"] });
  const both = sideBySide([networkFigure(net, { names: NAMES }), regions], {
    columns: 1,
    alt: "The [2, 2, 2] net of notebook 01 with its twelve numbers, and what it has learned: OR and XOR",
  });
  return { "or-and-xor.png": both.png };
}
