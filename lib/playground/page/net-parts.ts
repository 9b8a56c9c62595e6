// The parts of the net that one can press: heads of layers, and units.
import { classColours } from "../colours";
import { features, type FeatureName } from "../features";
import { bounds } from "../state";
import { button } from "./controls";
import type { Desk } from "./desk";
import { element } from "./dom";

export interface UnitNode {
  button: HTMLButtonElement;
  label: HTMLElement;
}

/** Minus, count and plus above one hidden layer. */
export function layerHead(desk: Desk, index: number) {
  const change = (by: number) =>
    desk.change({
      layers: desk.state.layers.map((units, i) => (i === index ? units + by : units)),
    });
  const name = `layer ${index + 1}`;
  const fewer = button("−", () => change(-1), {
    title: `One unit less in ${name}`,
    class: "round",
  });
  const more = button("+", () => change(1), { title: `One unit more in ${name}`, class: "round" });
  const count = element("span", { class: "units" });
  const node = element(
    "div",
    { class: "head", role: "group", "aria-label": name },
    fewer,
    count,
    more,
  );
  return {
    node,
    place(x: number | undefined) {
      node.hidden = x === undefined;
      if (x === undefined) return;
      const units = desk.state.layers[index];
      node.style.left = `${x}px`;
      count.textContent = String(units);
      fewer.disabled = units <= bounds.units[0];
      more.disabled = units >= bounds.units[1];
    },
  };
}

/** A unit's button; what it says is drawn on the canvas behind it. */
export function makeUnit(
  desk: Desk,
  { press, hover }: { press: () => void; hover: (on: boolean) => void },
): UnitNode {
  const label = element("span", { class: "mark" });
  const node: HTMLButtonElement = element(
    "button",
    {
      type: "button",
      class: "unit",
      click: press,
      pointerenter: () => hover(true),
      pointerleave: () => hover(false),
      focus: () => (node.matches(":focus-visible") ? hover(true) : undefined),
      blur: () => (desk.shown ? hover(false) : undefined),
    },
    label,
  );
  return { button: node, label };
}

/** Its words, for eyes and for screen readers. */
export function nameUnit(
  desk: Desk,
  { button: node, label }: UnitNode,
  column: number,
  unit: number,
  names: readonly FeatureName[],
): void {
  const { state } = desk;
  node.classList.toggle("feature", column === 0);
  if (column === 0) {
    const { label: words } = features[names[unit]];
    label.textContent = words;
    node.setAttribute("aria-pressed", String(state.features.includes(names[unit])));
    node.setAttribute("aria-label", `feature ${words}`);
    return;
  }
  const last = column === state.layers.length + 1;
  const classNames = desk.classNames;
  label.textContent = "";
  node.style.borderColor = last && desk.outputs > 1 ? classColours[unit] : "";
  node.setAttribute(
    "aria-label",
    last
      ? `output${desk.outputs > 1 ? ` for ${classNames[unit]}` : ""}: change its weights`
      : `layer ${column}, unit ${unit + 1}: change its weights`,
  );
}
