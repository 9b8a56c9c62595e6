// What the net answers: the large map or curve, how well it does, and both losses.
import { classColours, css, signColours } from "../colours";
import { features, type FeatureName } from "../features";
import { dataSetOf } from "../state";
import { percent, plain } from "../words";
import { button, tick } from "./controls";
import { answerCurve } from "./answer-curve";
import { answerMap } from "./answer-map";
import type { Desk } from "./desk";
import { element } from "./dom";
import { lossChart } from "./loss-chart";

export function outputPanel(desk: Desk, takeAlong: () => void): HTMLElement {
  const exportButton = button("take it along …", takeAlong, { class: "quiet" });
  exportButton.setAttribute("aria-controls", "export-panel");
  const canvas = element("canvas", { class: "answer", role: "img" });
  const place = element("div", { class: "answer-place" }, canvas);
  const caption = element("p", { class: "caption" });
  const legend = element("ul", { class: "legend" });
  const showTest = tick("test points", (on) => {
    desk.showTest = on;
    desk.redraw();
  });
  const hard = tick("only the vote", (on) => {
    desk.hard = on;
    desk.redraw();
  });
  showTest.set(desk.showTest);
  const figures = {
    train: element("output", { "aria-label": "training loss" }),
    test: element("output", { "aria-label": "test loss" }),
    right: element("output", { "aria-label": "test points right" }),
  };
  const rightName = element("span", { class: "name" }, "test points right");
  const right = element("div", { class: "figure" }, rightName, figures.right);
  const chart = lossChart(desk);

  desk.onState(() => {
    hard.node.hidden = desk.classes === 0;
    right.hidden = desk.classes === 0;
    legend.replaceChildren(...legendOf(desk));
  });
  desk.onFrame(() => {
    const { train, test } = desk.measured;
    figures.train.textContent = plain(train.loss);
    figures.test.textContent = plain(test.loss);
    figures.right.textContent = test.accuracy === undefined ? "" : percent(test.accuracy);
    const side = Math.max(160, Math.min(360, place.clientWidth));
    const draw = dataSetOf(desk.state).inputs === 1 ? answerCurve : answerMap;
    draw(desk, canvas, side);
    const words = captionOf(desk);
    if (caption.textContent !== words) {
      caption.textContent = words;
      canvas.setAttribute("aria-label", `${words}, over the plane of the data, with its points`);
    }
  });
  new ResizeObserver(() => desk.picture && desk.redraw()).observe(place);
  return element(
    "section",
    { class: "output", "aria-label": "What the net answers" },
    element("h2", {}, "Answer"),
    element(
      "div",
      { class: "figures" },
      element(
        "div",
        { class: "figure train" },
        element("span", { class: "name" }, "training loss"),
        figures.train,
      ),
      element(
        "div",
        { class: "figure test" },
        element("span", { class: "name" }, "test loss"),
        figures.test,
      ),
      right,
    ),
    chart,
    place,
    caption,
    legend,
    element("div", { class: "ticks" }, showTest.node, hard.node),
    exportButton,
  );
}

function captionOf(desk: Desk): string {
  const { shown, state } = desk;
  if (!shown) {
    if (desk.classes === 0) return "what the net answers";
    return "which class the net takes each place for: deeper where it is surer";
  }
  const { layer, unit } = shown;
  if (layer < 0) {
    const inputs = dataSetOf(state).inputs;
    const names = (Object.keys(features) as FeatureName[]).filter(
      (name) => features[name].inputs <= inputs,
    );
    return `the feature ${features[names[unit]].label}`;
  }
  if (layer < state.layers.length) return `what unit ${unit + 1} of layer ${layer + 1} says`;
  return desk.outputs > 1 ? `the share of ${desk.classNames[unit]}` : "the output itself";
}

function legendOf(desk: Desk): HTMLElement[] {
  const entry = (colour: string, words: string) => {
    const dot = element("span", { class: "dot" });
    dot.style.background = colour;
    return element("li", {}, dot, words);
  };
  if (desk.classes > 0) {
    return desk.classNames.map((words, c) => entry(classColours[c % classColours.length], words));
  }
  if (dataSetOf(desk.state).inputs === 1) {
    return [entry(classColours[1], "points to learn from"), entry(css(desk.theme.ink), "the net")];
  }
  return [entry(signColours.negative, "below 0"), entry(signColours.positive, "above 0")];
}
