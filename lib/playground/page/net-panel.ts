// The net in the middle: features to choose, layers and units by plus and minus, a thumbnail for each unit, edges by weight.
import { css, mix, rgbOf, signColours, type Rgb } from "../colours";
import { features, type Feature, type FeatureName } from "../features";
import { bounds, dataSetOf } from "../state";
import { plain } from "../words";
import { button } from "./controls";
import type { Desk } from "./desk";
import { element, fitted } from "./dom";
import { layerHead, makeUnit, nameUnit, type UnitNode } from "./net-parts";
import {
  COLUMN,
  edgeNear,
  edgesOf,
  NAMES,
  NET_HEIGHT,
  UNIT,
  unitAt,
  type Edge,
} from "./net-places";
import { paintThumbnail } from "./thumbnail";
import { weightEditor } from "./weight-editor";

export function netPanel(desk: Desk): HTMLElement {
  const editor = weightEditor(desk);
  const edgeCanvas = element("canvas", { class: "edges", "aria-hidden": "true" });
  const heads = element("div", { class: "heads" });
  const stage = element("div", { class: "net-stage" }, edgeCanvas);
  const scroller = element("div", { class: "net-scroll" }, heads, stage);
  const tip = element("div", { class: "tip", hidden: true });
  stage.append(tip);
  const units = new Map<string, UnitNode>();
  const layerHeads = Array.from({ length: bounds.layers[1] }, (_, i) => layerHead(desk, i));
  heads.append(...layerHeads.map(({ node }) => node));
  const inputHead = element(
    "div",
    { class: "head" },
    element("span", { class: "name" }, "features"),
  );
  const outputHead = element(
    "div",
    { class: "head" },
    element("span", { class: "name" }, "output"),
  );
  heads.prepend(inputHead);
  heads.append(outputHead);
  const fewer = button("−", () => desk.change({ layers: desk.state.layers.slice(0, -1) }), {
    title: "One hidden layer less",
    class: "round",
  });
  const more = button("+", () => desk.change({ layers: [...desk.state.layers, 4] }), {
    title: "One hidden layer more",
    class: "round",
  });
  const layerWords = element("span", { class: "layers" });
  let edges: Edge[] = [];
  let near: Edge | undefined;
  let names: FeatureName[] = [];
  let width = 0;

  const columnsOf = () => [names.length, ...desk.state.layers, desk.outputs];

  const unitNode = (column: number, unit: number): UnitNode => {
    const key = `${column}/${unit}`;
    let node = units.get(key);
    if (!node) {
      node = makeUnit(desk, {
        press: () => (column === 0 ? toggle(desk, names[unit]) : editor.open(column - 1, unit, -1)),
        hover: (on) => {
          desk.shown = on ? { layer: column - 1, unit } : undefined;
          desk.redraw();
        },
      });
      units.set(key, node);
      stage.append(node.button);
    }
    return node;
  };

  /** Whether the last picture is one of the net as it is now. */
  const fitsPicture = () =>
    desk.picture.layers.map(({ cols }) => cols).join() === columnsOf().slice(1).join();

  /** Places all units and edges anew: after a change of the net, or of the width. */
  const place = () => {
    const { state } = desk;
    const inputs = dataSetOf(state).inputs;
    names = (Object.keys(features) as FeatureName[]).filter(
      (name) => (features[name] as Feature).inputs <= inputs,
    );
    const columns = columnsOf();
    width = Math.max(scroller.clientWidth - 8, NAMES + UNIT + (columns.length - 1) * COLUMN);
    stage.style.width = heads.style.width = `${width}px`;
    const seen = new Set<string>();
    columns.forEach((count, column) => {
      for (let unit = 0; unit < count; unit++) {
        seen.add(`${column}/${unit}`);
        const node = unitNode(column, unit);
        const { x, y } = unitAt(column, unit, { columns, width });
        node.button.style.left = `${x - UNIT / 2}px`;
        node.button.style.top = `${y - UNIT / 2}px`;
        nameUnit(desk, node, column, unit, names);
      }
    });
    for (const [key, node] of units) {
      if (seen.has(key)) continue;
      node.button.remove();
      units.delete(key);
    }
    const at = (column: number) => unitAt(column, 0, { columns, width }).x;
    inputHead.style.left = `${at(0)}px`;
    outputHead.style.left = `${at(columns.length - 1)}px`;
    layerHeads.forEach((head, i) => head.place(i < state.layers.length ? at(i + 1) : undefined));
    layerWords.textContent = `${state.layers.length} hidden layer${state.layers.length === 1 ? "" : "s"}`;
    fewer.disabled = state.layers.length <= bounds.layers[0];
    more.disabled = state.layers.length >= bounds.layers[1];
    edges = edgesOf(columns, width, names, state.features);
    near = undefined;
    tip.hidden = true;
    editor.update();
  };

  /** Edges, and what every unit says. */
  const draw = () => {
    const context = fitted(edgeCanvas, width, NET_HEIGHT);
    const { theme, trainer, state } = desk;
    const chosen = editor.chosen;
    for (const edge of edges) {
      const from = edge.layer === 0 ? state.features.indexOf(names[edge.from]) : edge.from;
      const weight = trainer.weight(edge.layer, from, edge.to);
      const size = Math.tanh(Math.abs(weight) / 4);
      const picked =
        edge === near ||
        (chosen?.layer === edge.layer && chosen.unit === edge.to && chosen.from === from);
      const colour = rgbOf(weight < 0 ? signColours.negative : signColours.positive) as Rgb;
      const base = theme.dark ? mix(colour, [255, 255, 255], 0.15) : colour;
      context.strokeStyle = css(mix(theme.paper, base, picked ? 1 : 0.16 + 0.66 * Math.sqrt(size)));
      context.lineWidth = 0.7 + 4.3 * size + (picked ? 2 : 0);
      context.beginPath();
      context.moveTo(edge.x1, edge.y1);
      const middle = (edge.x1 + edge.x2) / 2;
      context.bezierCurveTo(middle, edge.y1, middle, edge.y2, edge.x2, edge.y2);
      context.stroke();
    }
    const { picture, state: now } = desk;
    const columns = columnsOf();
    columns.forEach((count, column) => {
      for (let unit = 0; unit < count; unit++) {
        const { x, y } = unitAt(column, unit, { columns, width });
        const off = column === 0 && !now.features.includes(names[unit]);
        context.globalAlpha = off ? 0.22 : 1;
        const matrix = picture.layers[column - 1];
        if (column === 0) paintThumbnail(desk, context, x, y, names[unit]);
        else
          paintThumbnail(desk, context, x, y, {
            matrix,
            unit,
            last: column === columns.length - 1,
          });
      }
    });
    context.globalAlpha = 1;
  };

  desk.onState(place);
  desk.onFrame(draw);
  editor.onChange(() => desk.picture && fitsPicture() && draw());

  const pointed = (event: PointerEvent | MouseEvent): Edge | undefined => {
    const box = edgeCanvas.getBoundingClientRect();
    return edgeNear(edges, event.clientX - box.left, event.clientY - box.top);
  };
  edgeCanvas.addEventListener("pointermove", (event) => {
    const found = pointed(event);
    if (found === near) return;
    near = found;
    tip.hidden = !near;
    edgeCanvas.style.cursor = near ? "pointer" : "";
    if (near) {
      const from = near.layer === 0 ? desk.state.features.indexOf(names[near.from]) : near.from;
      tip.textContent = plain(desk.trainer.weight(near.layer, from, near.to), 2);
      tip.style.left = `${(near.x1 + near.x2) / 2}px`;
      tip.style.top = `${(near.y1 + near.y2) / 2 - 26}px`;
    }
    draw();
  });
  edgeCanvas.addEventListener("pointerleave", () => {
    near = undefined;
    tip.hidden = true;
    draw();
  });
  edgeCanvas.addEventListener("click", (event) => {
    const found = pointed(event);
    if (!found) return;
    const from = found.layer === 0 ? desk.state.features.indexOf(names[found.from]) : found.from;
    editor.open(found.layer, found.to, from);
  });
  new ResizeObserver(() => {
    if (!desk.picture || scroller.clientWidth === 0 || !fitsPicture()) return;
    place();
    draw();
  }).observe(scroller);

  return element(
    "section",
    { class: "net", "aria-label": "The net" },
    element(
      "div",
      { class: "title" },
      element("h2", {}, "Net"),
      element(
        "div",
        { class: "stepper", role: "group", "aria-label": "Hidden layers" },
        fewer,
        layerWords,
        more,
      ),
    ),
    scroller,
    editor.node,
  );
}

/** Adds a feature, or takes it away unless it is the last. */
function toggle(desk: Desk, name: FeatureName): void {
  const { features: chosen } = desk.state;
  const next = chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name];
  if (next.length > 0) desk.change({ features: next });
  else
    desk.problem(
      "The net needs at least one feature: choose another before you take this one away.",
    );
}
