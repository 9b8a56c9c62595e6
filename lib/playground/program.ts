// The playground's net as a program: TypeScript that rebuilds data, net and training with the library, and runs.
import { features, type Feature } from "./features";
import { literal } from "./data-sets";
import { modelCode } from "./model";
import { dataSetOf, type PlaygroundState } from "./state";

/**
 * A program that trains from `state` on for so many epochs (100 where there were none yet) and prints loss and accuracy:
 * the playground's own numbers.
 */
export function programOf(state: PlaygroundState, epochs: number): string {
  const set = dataSetOf(state);
  const data = set.code(state);
  const model = modelCode(state);
  const uses = [...new Set(["trainTestSplit", "Matrix", ...data.uses, ...model.uses])].sort();
  const split = {
    testSize: (100 - state.trainShare) / 100,
    stratified: set.kind === "classes" && state.data !== "own",
    seed: state.seed,
  };
  const told = state.features.map((name): Feature => features[name]);
  const coordinates = set.inputs === 2 ? "[x1, x2]" : "[x1]";
  const used = [1, 2].filter((i) => told.some(({ code }) => code.includes(`x${i}`)));
  const given =
    set.inputs === 2 && used.length === 1 ? (used[0] === 1 ? "[x1]" : "[, x2]") : coordinates;
  const body = [
    `// The data, and what the net never learns from.`,
    ...data.lines,
    `const { train, test } = trainTestSplit(X, y, ${literal(split)});`,
    `// What the net is told about a point.`,
    `const inputs = (points: Matrix) =>`,
    `  points.toArray().map((${given}) => [${told.map(({ code }) => code).join(", ")}]);`,
    ``,
    ...model.lines,
    `const fit = { epochs: ${epochs || 100}, batchSize: ${state.batchSize} };`,
    `await model.fit(inputs(train.X), train.y, fit);`,
    `console.log("training", model.evaluate(inputs(train.X), train.y));`,
    `console.log("test", model.evaluate(inputs(test.X), test.y));`,
  ];
  return [
    `// From the playground of neuronotes.`,
    `import { ${uses.join(", ")} } from "neuronotes";`,
    ``,
    `async function main() {`,
    ...body.map((line) => (line === "" ? "" : `  ${line}`)),
    `}`,
    ``,
    `main();`,
    ``,
  ].join("\n");
}
