// `npm run figures`: makes the pictures in assets/ by the project's own code.
import { join } from "node:path";
import { firstNet, Network, stateFromTwelve } from "neuronotes";
import { networkFigure, regionsFigure, sideBySide } from "neuronotes/notebook";
import { writeBeside } from "../lib/io/write-beside";

const ASSETS = join(__dirname, "..", "assets");
const STEPS = 5000;
const NAMES = [
  ["x1", "x2"],
  ["h1", "h2"],
  ["OR", "XOR"],
];

async function main(): Promise<void> {
  const net = new Network([2, 2, 2], { learningRate: firstNet.learningRate, dtype: "float64" });
  net.setState(stateFromTwelve(firstNet.start));
  const inputs = firstNet.inputs.map((row) => [...row]);
  const targets = firstNet.targets.map((row) => [...row]);
  for (let step = 0; step < STEPS; step++)
    net.trainOnBatch([inputs[step % 4]], [targets[step % 4]]);
  const regions = regionsFigure({
    predict: (points) => net.predict(points),
    outputs: ["OR", "XOR"],
    points: inputs,
    targets,
  });
  const both = sideBySide([networkFigure(net, { names: NAMES }), regions], {
    columns: 1,
    alt: "The [2, 2, 2] net of notebook 01 with its twelve numbers, and what it has learned: OR and XOR",
  });
  await writeBeside(join(ASSETS, "or-and-xor.png"), both.png);
  console.log("assets/or-and-xor.png");
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
