// One weight or bias under the fingers: which one, a slider, a number to type.
import { features } from "../features";
import { bounds } from "../state";
import { plain } from "../words";
import { button, choice, numberField, slider } from "./controls";
import type { Desk } from "./desk";
import { element } from "./dom";

interface Chosen {
  layer: number;
  unit: number;
  /** Number of the unit before it; −1 for the bias. */
  from: number;
}

export function weightEditor(desk: Desk) {
  let chosen: Chosen | undefined;
  const listeners: (() => void)[] = [];
  const tell = () => listeners.forEach((listener) => listener());
  const title = element("strong", {});
  const write = (value: number) => {
    if (!chosen) return;
    desk.setWeight(chosen.layer, chosen.from, chosen.unit, value);
    show();
  };
  const which = choice<number>("number", [[-1, "bias"]], (from) => {
    if (chosen) chosen = { ...chosen, from };
    show();
    tell();
  });
  const range = slider("value", { min: -5, max: 5, step: 0.05, words: (v) => plain(v, 2) }, write);
  const typed = numberField("exactly", { min: bounds.weight[0], max: bounds.weight[1] }, write);
  const close = button("done", () => open(undefined), { class: "quiet" });
  const panel = element(
    "div",
    { class: "editor", role: "group", "aria-label": "Weights by hand", hidden: true },
    title,
    which.node,
    range.node,
    typed.node,
    close,
  );
  const hint = element(
    "p",
    { class: "hint" },
    "Click an edge or a unit to change its weights by hand. Point at a unit to see what it says on the large map.",
  );

  const open = (next: Chosen | undefined) => {
    chosen = next;
    panel.hidden = !chosen;
    hint.hidden = Boolean(chosen);
    if (chosen) {
      const { layer } = chosen;
      const before =
        layer === 0
          ? desk.state.features.map((name) => features[name].label)
          : Array.from(
              { length: desk.state.layers[layer - 1] },
              (_, i) => `unit ${i + 1} of layer ${layer}`,
            );
      which.offer([[-1, "bias"], ...before.map((name, i) => [i, `weight from ${name}`] as const)]);
      title.textContent =
        layer === desk.state.layers.length
          ? desk.outputs > 1
            ? `output for ${desk.classNames[chosen.unit]}`
            : "output"
          : `layer ${layer + 1}, unit ${chosen.unit + 1}`;
      show();
    }
    tell();
  };

  const show = () => {
    if (!chosen) return;
    const value = desk.trainer.weight(chosen.layer, chosen.from, chosen.unit);
    which.set(chosen.from);
    const reach = Math.max(5, Math.ceil(Math.abs(value)));
    range.limit(-reach, reach);
    range.set(value);
    if (document.activeElement !== typed.input) typed.set(Number(value.toPrecision(5)));
  };

  /** After a change of the net: the choice stays where it still leads somewhere. */
  const update = () => {
    if (!chosen) return;
    const { layers, features: told } = desk.state;
    const { layer, unit, from } = chosen;
    const units = layer === layers.length ? desk.outputs : (layers[layer] ?? 0);
    const before = layer === 0 ? told.length : (layers[layer - 1] ?? 0);
    open(layer <= layers.length && unit < units && from < before ? chosen : undefined);
  };
  desk.onFrame(show);
  return {
    node: element("div", { class: "editor-place" }, hint, panel),
    get chosen() {
      return chosen;
    },
    /** Shows one weight, and brings the keys to it. */
    open(layer: number, unit: number, from: number) {
      open({ layer, unit, from });
      panel.querySelector("input")?.focus();
    },
    update,
    onChange: (listener: () => void) => void listeners.push(listener),
  };
}
