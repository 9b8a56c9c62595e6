import * as Plot from "@observablehq/plot";
import { finite, type Numbers } from "../drawing/checks";
import type { Figure } from "../drawing/figure";
import { palette } from "../drawing/palette";
import { plot } from "../drawing/plot";
import { titled } from "../drawing/words";

export interface BarsOptions {
  /** The place of the right answer: its label is marked with a tick. */
  correct?: number;
  xLabel?: string;
  title?: string;
  width?: number;
  alt?: string;
}

/**
 * One bar a value, such as the ten outputs of a net that reads digits; the largest stands out in orange.
 * labels: by default 0, 1, 2, … Throws RangeError where a value is not finite or the labels are not as many.
 */
export function barsFigure(
  values: Numbers,
  labels?: readonly string[],
  options: BarsOptions = {},
): Figure {
  finite("barsFigure: values", values);
  const names = labels ?? Array.from(values, (_, i) => String(i));
  if (names.length !== values.length) {
    throw new RangeError(`barsFigure got ${values.length} values but ${names.length} labels`);
  }
  const numbers = Array.from(values);
  const best = numbers.indexOf(Math.max(...numbers));
  const bars = numbers.map((value, i) => ({
    name: names[i] + (i === options.correct ? " ✓" : ""),
    value,
    said: value.toFixed(Math.abs(value) < 10 ? 3 : 0),
  }));
  const longest = Math.max(...bars.map(({ name }) => name.length));
  const low = Math.min(0, ...numbers);
  const high = Math.max(1, ...numbers);
  return plot(
    {
      title: options.title,
      height: 60 + 24 * bars.length,
      marginLeft: 20 + longest * 7.5,
      marginRight: 56,
      x: { label: options.xLabel ?? "output", domain: [low, high], grid: true, ticks: 5 },
      y: { label: null, domain: bars.map(({ name }) => name), tickSize: 0, padding: 0.25 },
      marks: [
        Plot.barX(bars, {
          x: "value",
          y: "name",
          fill: (_, i) => (i === best ? palette.classes[1] : palette.classes[0]),
        }),
        Plot.text(bars, { x: "value", y: "name", text: "said", textAnchor: "start", dx: 5 }),
        Plot.ruleX([0]),
      ],
    },
    {
      width: options.width ?? 420,
      alt:
        options.alt ??
        titled(options.title, `${bars.map(({ name, said }) => `${name}: ${said}`).join("; ")}.`),
    },
  );
}
