// Built in notebook 06-layers-and-losses: names for the layers, and whether each fits the one before it.
import type { Layer } from "./layer";

/**
 * Gives layers their places behind those that are there already: names such as "dense_2", and shapes, the first one's being
 * `shape`. Throws RangeError where one does not fit the one before it, Error where one is part of a model; then no layer
 * has changed.
 */
export function placeLayers(
  layers: readonly Layer[],
  shape: readonly number[],
  before: readonly Layer[] = [],
): void {
  const counts = new Map<string, number>();
  for (const { name } of before) {
    const kind = name.replace(/_\d+$/, "");
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const places: { name: string; shape: readonly number[] }[] = [];
  let last = before.length === 0 ? shape : before[before.length - 1].outputShape;
  for (const [i, layer] of layers.entries()) {
    layer.requireFree();
    if (layers.indexOf(layer) !== i) {
      throw new Error(
        `${layer.name} stands twice in this model: make a new ${layer.config().class} for each place`,
      );
    }
    const number = (counts.get(layer.name) ?? 0) + 1;
    counts.set(layer.name, number);
    const name = `${layer.name}_${number}`;
    places.push({ name, shape: last });
    last = layer.shapeAfter(last, name);
  }
  layers.forEach((layer, i) => layer.place(places[i].name, places[i].shape));
}

/** Shape of one example behind the layers where examples of this shape go in; nothing changes. */
export function shapeBehind(layers: readonly Layer[], shape: readonly number[]): readonly number[] {
  return layers.reduce((last, layer) => layer.shapeAfter(last, layer.name), shape);
}

/** What a first layer says about the data: an Input its shape, a Dense its inputs if it was told. */
export function shapeSaidBy(layer: Layer | undefined): readonly number[] | undefined {
  if (!layer) return undefined;
  const { shape, inputs } = layer.config();
  if (typeof inputs === "number") return [inputs];
  return shape as readonly number[] | undefined;
}
