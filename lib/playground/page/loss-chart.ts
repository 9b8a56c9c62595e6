// Both losses over the epochs.
import { css, mix, rgbOf, type Rgb } from "../colours";
import { counted, plain } from "../words";
import type { Desk } from "./desk";
import { element, fitted } from "./dom";

const HEIGHT = 92;
const LEFT = 36;
const BELOW = 16;

export function lossChart(desk: Desk): HTMLElement {
  const canvas = element("canvas", { role: "img", "aria-label": "Both losses over the epochs" });
  const place = element("div", { class: "losses" }, canvas);
  const draw = () => {
    const width = Math.max(160, Math.min(360, place.clientWidth));
    const context = fitted(canvas, width, HEIGHT);
    const { theme, history } = desk;
    const { points } = history;
    const quiet = css(mix(theme.ink, theme.paper, 0.34));
    const high = top(points.map(({ train, test }) => Math.max(train, test)));
    const last = Math.max(1, history.last?.epoch ?? 1);
    const bottom = HEIGHT - BELOW;
    const x = (epoch: number) => LEFT + (epoch / last) * (width - LEFT - 2);
    const y = (loss: number) => 6 + (1 - loss / high) * (bottom - 6);
    context.font = "11px system-ui, sans-serif";
    context.fillStyle = quiet;
    context.lineWidth = 1;
    context.textAlign = "right";
    for (const loss of [0, high / 2, high]) {
      context.strokeStyle = css(mix(theme.ink, theme.paper, loss === 0 ? 0.6 : 0.86));
      context.beginPath();
      context.moveTo(LEFT, Math.round(y(loss)) + 0.5);
      context.lineTo(width, Math.round(y(loss)) + 0.5);
      context.stroke();
      context.fillText(plain(loss, high < 0.05 ? 3 : 2), LEFT - 5, y(loss) + 4);
    }
    context.textAlign = "left";
    context.fillText("0", LEFT, HEIGHT - 3);
    context.textAlign = "right";
    context.fillText(`${counted(history.last?.epoch ?? 0)} epochs`, width - 1, HEIGHT - 3);
    const line = (of: (point: (typeof points)[number]) => number, colour: string) => {
      context.strokeStyle = colour;
      context.lineWidth = 1.8;
      context.lineJoin = "round";
      context.beginPath();
      for (const point of points) context.lineTo(x(point.epoch), y(Math.min(high, of(point))));
      context.stroke();
    };
    line((point) => point.train, css(mix(theme.ink, theme.paper, 0.4)));
    line((point) => point.test, css(theme.dark ? mix(vermilion, [255, 255, 255], 0.3) : vermilion));
  };
  desk.onFrame(draw);
  new ResizeObserver(() => desk.picture && draw()).observe(place);
  return place;
}

const vermilion = rgbOf("#D55E00") as Rgb;

/** A round number above nearly all losses: the first ones may be far above the rest. */
function top(losses: number[]): number {
  const finite = losses.filter(Number.isFinite).sort((a, b) => a - b);
  const most = finite[finite.length - 1] ?? 1;
  const usual = finite[Math.floor(0.9 * finite.length)] ?? 1;
  const high = Math.max(1e-6, Math.min(most, 3 * usual));
  const power = 10 ** Math.floor(Math.log10(high));
  return power * ([1, 2, 4, 6, 8, 10].find((f) => f * power >= high) ?? 10);
}
