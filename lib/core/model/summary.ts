// Built in notebook 03-any-shape: what a net is made of, at a glance.
import type { Layer, Parameter } from "../layers/layer";

/** A table of layers with their shapes and numbers of parameters. */
export function summaryOf(layers: readonly Layer[]): string {
  const count = (parameters: readonly Parameter[]) =>
    parameters.reduce((sum, p) => sum + p.value.data.length, 0);
  const line = (text: string, n: number) => text.padEnd(46) + String(n).padStart(9);
  const lines = layers.map((layer) => {
    const { class: kind, activation } = layer.config();
    const about = activation ? `${kind}, ${String(activation)}` : kind;
    const shape = `[${layer.inputs}, ${layer.outputs}]`;
    return line(layer.name.padEnd(12) + about.padEnd(18) + shape, count(layer.parameters));
  });
  return [...lines, line("parameters", count(layers.flatMap((l) => l.parameters)))].join("\n");
}
