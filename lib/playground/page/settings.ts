// How the net learns: rate, activation, loss, optimizer, price on weights, batch, pace.
import {
  activationNames,
  bounds,
  lossNames,
  optimizerNames,
  regularizerNames,
  type PlaygroundState,
} from "../state";
import { labels } from "../words";
import { choice, slider } from "./controls";
import type { Desk } from "./desk";
import { element } from "./dom";

const rates = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
const prices = [0.00001, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
const paces: (readonly [number, string])[] = [
  [1, "1 epoch"],
  [5, "5 epochs"],
  [50, "fastest"],
];

export function settings(desk: Desk): HTMLElement {
  const numbers = (list: number[]) => list.map((value) => [value, String(value)] as const);
  const named = <T extends string>(list: readonly T[], words: Record<T, string>) =>
    list.map((value) => [value, words[value]] as const);
  const set =
    <K extends keyof PlaygroundState>(key: K) =>
    (value: PlaygroundState[K]) =>
      desk.change({ [key]: value });

  const rate = choice("learning rate", numbers(rates), set("learningRate"));
  const activation = choice(
    "activation",
    named(activationNames, labels.activation),
    set("activation"),
  );
  const losses = named(lossNames, labels.loss);
  const loss = choice("loss", losses, set("loss"));
  const optimizer = choice("optimizer", named(optimizerNames, labels.optimizer), set("optimizer"));
  const regularizer = choice(
    "regularization",
    named(regularizerNames, labels.regularizer),
    set("regularizer"),
  );
  const price = choice("reg. rate", numbers(prices), set("regularizerRate"));
  const pace = choice("pace", paces, set("pace"));
  const batch = slider("batch size", { min: bounds.batchSize[0], max: 64 }, set("batchSize"));
  desk.onState(() => {
    const { state } = desk;
    loss.offer(losses.filter(([value]) => desk.classes > 0 || value !== "crossEntropy"));
    batch.limit(bounds.batchSize[0], Math.max(64, state.batchSize));
    rate.set(state.learningRate);
    activation.set(state.activation);
    loss.set(state.loss);
    optimizer.set(state.optimizer);
    regularizer.set(state.regularizer);
    price.set(state.regularizerRate);
    const free = state.regularizer === "none";
    price.node.classList.toggle("off", free);
    (price.node.querySelector("select") as HTMLSelectElement).disabled = free;
    pace.set(state.pace);
    batch.set(state.batchSize);
  });
  return element(
    "div",
    { class: "settings", role: "group", "aria-label": "How the net learns" },
    ...[rate, activation, loss, optimizer, regularizer, price, batch, pace].map(({ node }) => node),
  );
}
