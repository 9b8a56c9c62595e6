// Labelled controls. Each gives its node, and a set that shows a value without telling anyone.
import { element, freshId } from "./dom";

export interface Control<T> {
  node: HTMLElement;
  set(value: T): void;
}

/** A select with a label above it. items are [value, words]; a value that is not among them is added when it is set. */
export function choice<T extends string | number>(
  label: string,
  items: readonly (readonly [T, string])[],
  change: (value: T) => void,
): Control<T> & { offer(items: readonly (readonly [T, string])[]): void } {
  const id = freshId("choice");
  let offered = [...items];
  const select: HTMLSelectElement = element("select", {
    id,
    change: () => change(offered[select.selectedIndex][0]),
  });
  const fill = () =>
    select.replaceChildren(...offered.map(([, words]) => element("option", {}, words)));
  fill();
  return {
    node: element("div", { class: "field" }, element("label", { for: id }, label), select),
    set(value) {
      let at = offered.findIndex(([one]) => one === value);
      if (at < 0) {
        offered = [...items, [value, String(value)] as const];
        fill();
        at = offered.length - 1;
      }
      select.selectedIndex = at;
    },
    offer(next) {
      if (next.length === offered.length && next.every(([one], i) => one === offered[i][0])) return;
      offered = [...next];
      fill();
    },
  };
}

/** A slider with its label and its number above it. */
export function slider(
  label: string,
  {
    min,
    max,
    step = 1,
    words = String,
  }: { min: number; max: number; step?: number; words?: (value: number) => string },
  change: (value: number) => void,
): Control<number> & { limit(min: number, max: number): void } {
  const id = freshId("slider");
  const output = element("output", { for: id });
  const show = (value: number) => {
    output.textContent = words(value);
    input.setAttribute("aria-valuetext", output.textContent);
  };
  const input: HTMLInputElement = element("input", {
    type: "range",
    id,
    min,
    max,
    step,
    input: () => {
      show(Number(input.value));
      change(Number(input.value));
    },
  });
  const name = element("label", { for: id }, label);
  return {
    node: element("div", { class: "slider" }, name, output, input),
    set(value) {
      // the input rounds to its steps; the words do not
      input.value = String(value);
      show(value);
    },
    limit(low, high) {
      input.min = String(low);
      input.max = String(high);
      input.disabled = low >= high;
    },
  };
}

/** A number to type, told when it is whole and within its bounds. */
export function numberField(
  label: string,
  { min, max, step = "any" }: { min: number; max: number; step?: number | "any" },
  change: (value: number) => void,
): Control<number> & { input: HTMLInputElement } {
  const id = freshId("number");
  const input: HTMLInputElement = element("input", {
    type: "number",
    id,
    min,
    max,
    step,
    change: () => {
      const value = input.valueAsNumber;
      const fits = value >= min && value <= max && (step !== 1 || Number.isInteger(value));
      input.setAttribute("aria-invalid", String(!fits));
      if (fits) change(value);
    },
  });
  return {
    node: element("div", { class: "field" }, element("label", { for: id }, label), input),
    input,
    set(value) {
      input.removeAttribute("aria-invalid");
      input.value = String(value);
    },
  };
}

export function button(
  label: string,
  press: () => void,
  more: { icon?: Node; title?: string; class?: string } = {},
): HTMLButtonElement {
  return element(
    "button",
    {
      type: "button",
      class: more.class,
      "aria-label": more.title,
      title: more.title,
      click: press,
    },
    ...(more.icon ? [more.icon] : []),
    ...(label ? [label] : []),
  );
}

/** A box to tick. */
export function tick(label: string, change: (value: boolean) => void): Control<boolean> {
  const id = freshId("tick");
  const input: HTMLInputElement = element("input", {
    type: "checkbox",
    id,
    change: () => change(input.checked),
  });
  return {
    node: element("div", { class: "tick" }, input, element("label", { for: id }, label)),
    set: (value) => void (input.checked = value),
  };
}
