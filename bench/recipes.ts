// How the library is told to reach an accuracy soon: net, optimizer and the course of the learning rate.

export interface Recipe {
  /** Share of the 10,000 test images that must be right. */
  accuracy: number;
  units: number[];
  hidden: "sigmoid" | "tanh" | "relu";
  batchSize: number;
  /** The first step's length. */
  learningRate: number;
  /** What the learning rate is multiplied by after each epoch. */
  decay: number;
  /** Images between two looks at the test set. */
  evaluateEvery: number;
  /** Where training gives up. */
  epochs: number;
}

export const recipes: readonly Recipe[] = [
  {
    accuracy: 0.95,
    units: [784, 64, 10],
    hidden: "relu",
    batchSize: 32,
    learningRate: 0.3,
    decay: 1,
    evaluateEvery: 12_000,
    epochs: 10,
  },
  {
    accuracy: 0.98,
    units: [784, 128, 10],
    hidden: "relu",
    batchSize: 32,
    learningRate: 0.4,
    decay: 0.8,
    evaluateEvery: 60_000,
    epochs: 20,
  },
];

/** The recipe in words, for the report. */
export function inWords(recipe: Recipe): string {
  const { units, hidden, batchSize, learningRate, decay } = recipe;
  return (
    `[${units.join(", ")}], ${hidden} and softmax, categorical cross-entropy, batches of ${batchSize}, ` +
    `SGD with learning rate ${learningRate}${decay === 1 ? "" : `, × ${decay} after each epoch`}`
  );
}
