// Built in notebook 03-any-shape: what a net is made of, at a glance.
import type { Layer, Parameter } from "../layers/layer";

/** A table of layers with their shapes and numbers of parameters; "?" where no data have said it yet. */
export function summaryOf(layers: readonly Layer[]): string {
  const count = (parameters: readonly Parameter[]) =>
    parameters.reduce((sum, p) => sum + p.value.data.length, 0);
  const name = Math.max(12, ...layers.map((layer) => layer.name.length + 2));
  const about = Math.max(18, ...layers.map((layer) => aboutOf(layer).length + 2));
  const line = (text: string, n: number) => text.padEnd(name + about + 16) + String(n).padStart(9);
  const lines = layers.map((layer) => {
    const shape = `[${layer.inputs || "?"}, ${layer.outputs || "?"}]`;
    const text = layer.name.padEnd(name) + aboutOf(layer).padEnd(about) + shape;
    return line(text, count(layer.parameters));
  });
  return [...lines, line("parameters", count(layers.flatMap((l) => l.parameters)))].join("\n");
}

function aboutOf(layer: Layer): string {
  const { class: kind, activation, rate } = layer.config();
  const detail = (activation ?? rate) as string | number | undefined;
  return detail === undefined ? kind : `${kind}, ${detail}`;
}
