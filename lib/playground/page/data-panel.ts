// What there is to learn: a tile for each data set, and sliders for how many points, how noisy, how they are split.
import { classColours, css, mix, rgbOf, signColours, type Rgb } from "../colours";
import { dataSets, type DataSet, type GeneratedName } from "../data-sets";
import { bounds, dataSetOf, type DataName, type PlaygroundState } from "../state";
import { button, numberField, slider } from "./controls";
import type { Desk } from "./desk";
import { element, fitted, freshId, icon } from "./dom";

const TILE = 42;
const groups: [string, (set: DataSet) => boolean][] = [
  ["classes", (set) => set.kind === "classes"],
  ["curves to fit", (set) => set.kind === "values" && set.inputs === 1],
  ["surfaces to fit", (set) => set.kind === "values" && set.inputs === 2],
];

export function dataPanel(desk: Desk, openOwn: () => void): HTMLElement {
  const tiles = new Map<DataName, { input: HTMLInputElement; canvas?: HTMLCanvasElement }>();
  const group = freshId("data");
  const tile = (name: DataName, label: string) => {
    const canvas = element("canvas", { "aria-hidden": "true" });
    const input: HTMLInputElement = element("input", {
      type: "radio",
      name: group,
      change: () => (name === "own" && !desk.own ? openOwn() : desk.change({ data: name })),
    });
    tiles.set(name, { input, canvas });
    return element("label", { class: "tile" }, input, canvas, element("span", {}, label));
  };
  const sets = Object.entries(dataSets) as [GeneratedName, DataSet][];
  const rows = groups.map(([label, fits]) =>
    element(
      "div",
      { class: "tiles", role: "group", "aria-label": label },
      ...sets.filter(([, set]) => fits(set)).map(([name, set]) => tile(name, set.label)),
    ),
  );
  const own = tile("own", "your own");
  rows[2].append(own);

  const set =
    <K extends keyof PlaygroundState>(key: K) =>
    (value: PlaygroundState[K]) =>
      desk.change({ [key]: value });
  const classes = slider("classes", { min: 2, max: 6 }, set("classes"));
  const points = slider(
    "points",
    { min: bounds.points[0], max: bounds.points[1], step: 20 },
    set("points"),
  );
  const noise = slider(
    "noise",
    { min: 0, max: 0.5, step: 0.01, words: (value) => value.toFixed(2) },
    set("noise"),
  );
  const share = slider(
    "to learn from",
    {
      min: bounds.trainShare[0],
      max: bounds.trainShare[1],
      step: 5,
      words: (value) => `${value} %`,
    },
    set("trainShare"),
  );
  const seed = numberField("seed", { min: 0, max: bounds.seed[1], step: 1 }, set("seed"));
  const dice = button(
    "",
    () => desk.change({ seed: (desk.state.seed + 1) % (bounds.seed[1] + 1) }),
    {
      icon: icon(
        "M3 1.5h10A1.5 1.5 0 0 1 14.5 3v10a1.5 1.5 0 0 1-1.5 1.5H3A1.5 1.5 0 0 1 1.5 13V3A1.5 1.5 0 0 1 3 1.5zM5 4a1 1 0 1 0 0 2 1 1 0 0 0 0-2zm6 6a1 1 0 1 0 0 2 1 1 0 0 0 0-2zM8 7a1 1 0 1 0 0 2 1 1 0 0 0 0-2z",
      ),
      title: "Next seed: other points, other start values",
      class: "dice",
    },
  );
  const ownButton = button("your own data …", openOwn, { class: "quiet" });
  ownButton.setAttribute("aria-controls", "own-panel");

  let drawn = "";
  desk.onState(() => {
    const { state } = desk;
    const current = dataSetOf(state);
    for (const [name, { input }] of tiles) input.checked = name === state.data;
    const generated = state.data !== "own";
    classes.limit(2, current.kind === "classes" && generated ? current.mostClasses : 2);
    classes.set(generated ? state.classes : Math.max(2, desk.classes));
    classes.node.classList.toggle(
      "off",
      current.kind === "values" || !generated || current.mostClasses < 3,
    );
    points.set(state.points);
    noise.set(state.noise);
    for (const one of [points, noise]) {
      one.node.classList.toggle("off", !generated);
      (one.node.querySelector("input") as HTMLInputElement).disabled = !generated;
    }
    share.set(state.trainShare);
    seed.set(state.seed);
    const key = `${css(desk.theme.ink)}/${desk.own ? desk.own.rows.length + desk.own.answer : ""}`;
    if (key !== drawn) for (const [name, { canvas }] of tiles) drawTile(desk, name, canvas);
    drawn = key;
  });
  return element(
    "section",
    { class: "data", "aria-label": "Data" },
    element("h2", {}, "Data"),
    element("div", { class: "pick", role: "radiogroup", "aria-label": "Data set" }, ...rows),
    element(
      "div",
      { class: "sliders" },
      classes.node,
      noise.node,
      points.node,
      share.node,
      element("div", { class: "seed" }, seed.node, dice),
    ),
    ownButton,
  );
}

/** A data set in small: some of its points, or its curve. */
function drawTile(desk: Desk, name: DataName, canvas?: HTMLCanvasElement): void {
  if (!canvas) return;
  const context = fitted(canvas, TILE, TILE);
  const at = (v: number) => TILE / 2 + (v * TILE) / 2.5;
  const { theme, own } = desk;
  if (name === "own" && !own) {
    context.fillStyle = css(mix(theme.ink, theme.paper, 0.34));
    context.font = "600 20px system-ui, sans-serif";
    context.textAlign = "center";
    context.fillText("+", TILE / 2, TILE / 2 + 7);
    return;
  }
  const set = dataSetOf({ data: name, own });
  const classes = Math.min(3, set.mostClasses);
  const settings = { classes: Math.max(2, classes), points: set.inputs === 1 ? 60 : 150, seed: 3 };
  const { X, y } = set.make({
    ...settings,
    noise: name === "spiral" || name === "moons" ? 0.05 : 0.03,
  });
  const values = y instanceof Uint8Array ? y : y.data;
  if (set.inputs === 1) {
    context.strokeStyle = css(mix(theme.ink, theme.paper, 0.2));
    context.lineWidth = 1.6;
    context.beginPath();
    const order = Array.from(X.data.keys()).sort((a, b) => X.data[a] - X.data[b]);
    for (const i of order) context.lineTo(at(X.data[i]), at(-values[i] * 0.9));
    context.stroke();
    return;
  }
  for (let i = 0; i < X.rows; i++) {
    const colour =
      set.kind === "classes"
        ? classColours[values[i] % classColours.length]
        : css(signed(values[i], theme.paper));
    context.fillStyle = colour;
    context.beginPath();
    context.arc(at(X.data[2 * i]), at(-X.data[2 * i + 1]), 1.4, 0, 7);
    context.fill();
  }
}

/** The colour of a value from −1 to 1. */
export function signed(value: number, paper: Rgb): Rgb {
  const colour = rgbOf(value < 0 ? signColours.negative : signColours.positive) as Rgb;
  return mix(paper, colour, Math.min(1, 0.15 + 0.85 * Math.abs(value)));
}
