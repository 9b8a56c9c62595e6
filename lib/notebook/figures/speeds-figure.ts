import * as Plot from "@observablehq/plot";
import type { Figure } from "../drawing/figure";
import { palette } from "../drawing/palette";
import { plot } from "../drawing/plot";
import { titled } from "../drawing/words";

/** How fast something was. */
export interface Speed {
  name: string;
  value: number;
}

export interface SpeedsOptions {
  /** What is counted, such as "GFLOP/s". */
  unit: string;
  /** A speed that nothing exceeds, drawn as a line. */
  limit?: Speed;
  /** A logarithmic axis, on which equal factors are equal lengths: points instead of bars, which would need a zero. */
  log?: boolean;
  title?: string;
  width?: number;
  alt?: string;
}

/**
 * One bar a speed, from top to bottom in the order given. Each is written out with two digits, and as a multiple of the
 * first one. Throws RangeError where there is none or one is not above zero.
 */
export function speedsFigure(speeds: readonly Speed[], options: SpeedsOptions): Figure {
  const { unit, limit, log = false } = options;
  if (!speeds?.length) throw new RangeError("speedsFigure expects one speed or more but got none");
  for (const { name, value } of limit ? [...speeds, limit] : speeds) {
    if (value > 0 && Number.isFinite(value)) continue;
    throw new RangeError(`speedsFigure expects "${name}" above zero but got ${value}`);
  }
  const bars = speeds.map(({ name, value }, i) => ({
    name,
    value,
    said: `${short(value)}${i === 0 ? "" : ` (${short(value / speeds[0].value)} ×)`}`,
  }));
  const longest = Math.max(...bars.map(({ name }) => name.length));
  const widest = Math.max(...bars.map(({ said }) => said.length));
  const all = [...bars.map(({ value }) => value), ...(limit ? [limit.value] : [])];
  const most = Math.max(...all);
  const least = log ? Math.min(...all) / 1.5 : 0;
  const place = (value: number) =>
    log ? Math.log(value / least) / Math.log(most / least) : value / most;
  const near = (value: number) => limit !== undefined && place(value) + 0.3 > place(limit.value);
  return plot(
    {
      title: options.title,
      height: 76 + 26 * bars.length,
      marginTop: limit ? 36 : 20,
      marginLeft: 20 + longest * 7,
      marginRight: 20 + widest * 7,
      x: {
        label: unit,
        type: log ? "log" : "linear",
        domain: [least, most],
        grid: true,
        ticks: 5,
        tickFormat: thousands,
      },
      y: { label: null, domain: bars.map(({ name }) => name), tickSize: 0, padding: 0.25 },
      marks: [
        ...(limit
          ? [
              Plot.ruleX([limit.value], { stroke: palette.loss, strokeDasharray: "6,4" }),
              Plot.text([limit], {
                x: "value",
                text: ({ name, value }: Speed) => `${name}: ${short(value)}`,
                frameAnchor: "top",
                textAnchor: "middle",
                dy: -12,
              }),
            ]
          : []),
        ...(log
          ? [
              Plot.ruleY(bars, { x1: least, x2: "value", y: "name", stroke: palette.quiet }),
              Plot.dot(bars, { x: "value", y: "name", r: 5, fill: palette.classes[0] }),
            ]
          : [
              Plot.barX(bars, { x1: 0, x2: "value", y: "name", fill: palette.classes[0] }),
              Plot.ruleX([0]),
            ]),
        // A label that would stand on the line of the limit goes behind the line.
        Plot.text(bars, {
          x: ({ value }: Speed) =>
            limit && value < limit.value && near(value) ? limit.value : value,
          y: "name",
          text: "said",
          textAnchor: "start",
          dx: log ? 10 : 5,
        }),
      ],
    },
    {
      width: options.width ?? 640,
      alt:
        options.alt ??
        titled(
          options.title,
          `In ${unit}: ${[...bars, ...(limit ? [limit] : [])]
            .map(({ name, value }) => `${name} ${short(value)}`)
            .join("; ")}.`,
        ),
    },
  );
}

const thousands = (value: number) => (value >= 1000 ? `${value / 1000}k` : String(value));

const short = (value: number) => {
  const rounded = Number(value.toPrecision(2));
  return rounded >= 1000 ? rounded.toLocaleString("en-US") : String(rounded);
};
