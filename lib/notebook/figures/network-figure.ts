import type { Numbers } from "../drawing/checks";
import { figureFromSvg, type Figure } from "../drawing/figure";
import { escapeHtml } from "../drawing/html";
import { placeLabels, type Box, type Edge } from "./network-labels";
import { readNetwork, type HasParameters, type NetworkNumbers } from "./network-numbers";
import { palette } from "../drawing/palette";

export interface NetworkFigureOptions {
  /** Words for the neurons, layer by layer, inputs first: [["x1", "x2"], ["h1", "h2"], ["OR", "XOR"]]. */
  names?: string[][];
  /** The value of each neuron, layer by layer, inputs first: written into the circles. */
  activations?: readonly Numbers[];
  /** Write weights and biases beside the lines? By default where there are no more than 12 weights. */
  numbers?: boolean;
  title?: string;
  alt?: string;
}

const most = 10; // neurons of one layer that are drawn; of more, the first ones and the last

/**
 * A net as a drawing: one circle a neuron, one line a weight, blue above zero and orange below, thick where it is
 * large. In small nets the numbers stand on the lines, with the names that notebook 01 gives them: w1, w2, … and
 * b1, b2, …, neuron by neuron. net: one of the library's, or { weights, biases } with weights [inputs, units] for each layer.
 * Throws RangeError where weights and biases do not fit together, or are not finite.
 */
export function networkFigure(
  net: NetworkNumbers | HasParameters,
  options: NetworkFigureOptions = {},
): Figure {
  const { weights, biases } = readNetwork(net);
  const sizes = [weights[0].length, ...biases.map((bias) => bias.length)];
  const count = weights.reduce((sum, layer) => sum + layer.length * layer[0].length, 0);
  const numbers = options.numbers ?? count <= 12;
  const look = layout(sizes, numbers, options.title ? 34 : 0);

  const largest = Math.max(...weights.flat(2).map(Math.abs)) || 1;
  const lines: string[] = [];
  const labels: string[] = [];
  const said: string[] = [];
  let weightNumber = 0;
  let biasNumber = 0;
  weights.forEach((layer, l) => {
    const edges: (Edge & { label: string; value: number })[] = [];
    biases[l].forEach((bias, unit) => {
      const label = `b${++biasNumber} = ${signed(bias)}`;
      said.push(label);
      const to = look.place(l + 1, unit);
      if (to && numbers) labels.push(text(to.x, to.y + look.radius + 16, label));
      layer.forEach((row, input) => {
        const value = row[unit];
        const label = `w${++weightNumber} = ${signed(value)}`;
        said.push(label);
        const from = look.place(l, input);
        if (from && to) edges.push({ x1: from.x, y1: from.y, x2: to.x, y2: to.y, value, label });
      });
    });
    lines.push(...edges.map((edge) => line(edge, Math.abs(edge.value) / largest)));
    if (!numbers) return;
    const boxes = placeLabels(edges, 88, 20, look.obstacles);
    labels.push(...boxes.map((box, i) => boxed(box, edges[i].label)));
  });

  const title = options.title
    ? text(look.width / 2, 22, options.title, 'font-size="15" font-weight="bold"')
    : "";
  const key = text(
    look.width / 2,
    look.height - 8,
    "blue: above zero, orange: below zero; the thicker, the larger",
    'font-size="12" opacity="0.8"',
  );
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${look.width}" height="${look.height}" ` +
    `viewBox="0 0 ${look.width} ${look.height}" fill="currentColor" font-family="system-ui, sans-serif" ` +
    `font-size="13" text-anchor="middle" style="max-width: 100%; height: auto">` +
    [title, ...lines, ...circles(sizes, look, numbers, options), ...labels, key].join("") +
    "</svg>";
  const net1 = `${options.title ? `${options.title}: a` : "A"} net with ${sizes.join(", ")} neurons in its layers`;
  const alt = options.alt ?? (numbers ? `${net1}; ${said.join("; ")}.` : `${net1}.`);
  return figureFromSvg(svg, { alt });
}

type Layout = ReturnType<typeof layout>;

/** Sizes, and where each neuron stands. */
function layout(sizes: number[], numbers: boolean, top: number) {
  const [side, gap, step, radius] = numbers ? [66, 220, 150, 25] : [40, 150, 44, 14];
  const shown = sizes.map((size) => Math.min(size, most));
  const tallest = Math.max(...shown);
  const middle = top + radius + 10 + ((tallest - 1) * step) / 2;
  /** Undefined for a neuron that is left out. */
  const place = (layer: number, neuron: number) => {
    const size = sizes[layer];
    const row = size <= most || neuron < most - 2 ? neuron : neuron === size - 1 ? most - 1 : -1;
    if (row < 0) return undefined;
    return { x: side + layer * gap, y: middle + (row - (shown[layer] - 1) / 2) * step };
  };
  /** Circles and the biases under them, which no label may cover. */
  const obstacles = sizes.flatMap((size, l) =>
    Array.from({ length: size }, (_, i) => place(l, i)).flatMap((at): Box[] =>
      at
        ? [
            { ...at, width: 2 * radius + 6, height: 2 * radius + 6 },
            ...(l > 0 ? [{ x: at.x, y: at.y + radius + 12, width: 92, height: 20 }] : []),
          ]
        : [],
    ),
  );
  const width = 2 * side + (sizes.length - 1) * gap;
  const height = top + (tallest - 1) * step + 2 * radius + (numbers ? 62 : 42);
  return { place, obstacles, width, height, radius, step };
}

function circles(sizes: number[], look: Layout, numbers: boolean, options: NetworkFigureOptions) {
  const { radius } = look;
  return sizes.flatMap((size, l) =>
    Array.from({ length: size }, (_, neuron) => {
      const at = look.place(l, neuron);
      if (!at) {
        const before = look.place(l, most - 3);
        return neuron === most - 2 && before
          ? text(before.x, before.y + look.step + 6, "⋮", 'font-size="20"')
          : "";
      }
      const name =
        options.names?.[l]?.[neuron] ?? (numbers ? defaultName(l, neuron, sizes.length) : "");
      const value = options.activations?.[l]?.[neuron];
      const words = value === undefined ? [name] : [name, value.toFixed(2)].filter(Boolean);
      const circle =
        `<circle cx="${at.x}" cy="${at.y}" r="${radius}" fill="${background}" ` +
        `stroke="currentColor" stroke-width="1.5"/>`;
      const written = words.map((word, i) =>
        text(
          at.x,
          at.y + 4.5 + (i - (words.length - 1) / 2) * (numbers ? 15 : 10),
          word,
          (i === 0 ? 'font-weight="bold"' : "") + (numbers ? "" : ' font-size="10"'),
        ),
      );
      return circle + written.join("");
    }),
  );
}

const background = "var(--jp-layout-color0, white)";

function line({ x1, y1, x2, y2, value }: Edge & { value: number }, strength: number): string {
  return (
    `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" ` +
    `stroke="${value < 0 ? palette.negative : palette.positive}" ` +
    `stroke-width="${(0.5 + 5.5 * strength).toFixed(2)}" ` +
    `stroke-opacity="${(0.25 + 0.65 * strength).toFixed(2)}"/>`
  );
}

function boxed({ x, y }: Box, words: string): string {
  const width = words.length * 7.2 + 6;
  return (
    `<rect x="${(x - width / 2).toFixed(1)}" y="${(y - 10).toFixed(1)}" width="${width.toFixed(1)}" ` +
    `height="20" rx="4" fill="${background}"/>${text(x, y + 4.5, words)}`
  );
}

function text(x: number, y: number, words: string, more = ""): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escapeHtml(words)}</text>`;
}

/** Two digits, with a real minus. */
function signed(value: number): string {
  return value.toFixed(2).replace("-", "−");
}

function defaultName(layer: number, neuron: number, layers: number): string {
  const letter = layer === 0 ? "x" : layer === layers - 1 ? "y" : layers === 3 ? "h" : `h${layer},`;
  return `${letter}${neuron + 1}`;
}
