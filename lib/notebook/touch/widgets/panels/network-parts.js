// The numbers of a net that are drawn, and what its parts are called.

const kit = globalThis.neuronotes;

/** Neurons of one layer that are drawn at most; of more, the first ones and the last. */
const most = 10;

/** Which neurons of a layer are drawn, and in which row each stands: before the last one a row is left free for dots. */
kit.drawnNeurons = (size) =>
  size <= most
    ? Array.from({ length: size }, (_, neuron) => ({ neuron, row: neuron }))
    : Array.from({ length: most - 1 }, (_, k) =>
        k < most - 2 ? { neuron: k, row: k } : { neuron: size - 1, row: most - 1 },
      );

/**
 * Layer by layer, inputs first: { size, neurons: [{ neuron, row, bias, value, weights }], activation }. weights: from each drawn
 * neuron of the layer before; value: the activation, NaN where there is none. From the net itself, or from the kept numbers.
 */
kit.drawnNet = (panel, moment, shown) =>
  panel.net ? fromNet(moment.net, panel.examples[shown]) : fromKept(panel, moment, shown);

const fromNet = (layers, example) => {
  const rows = example && kit.forward(layers, Float64Array.from(example.inputs));
  const sizes = [layers[0].inputs, ...layers.map(({ units }) => units)];
  const drawn = sizes.map(kit.drawnNeurons);
  return sizes.map((size, l) => {
    const layer = layers[l - 1];
    const neurons = drawn[l].map((place) => ({
      ...place,
      bias: layer?.bias[place.neuron],
      value: rows ? rows[l][place.neuron] : NaN,
      weights: layer
        ? drawn[l - 1].map((from) => layer.weights[from.neuron * layer.units + place.neuron])
        : [],
    }));
    return { size, neurons, activation: layer?.activation };
  });
};

/** Kept numbers: of each layer weights (row by row: sender) and biases; then, for each example, its activations. */
const fromKept = ({ sizes, activations, examples }, moment, shown) => {
  const { values } = moment;
  const drawn = sizes.map(kit.drawnNeurons);
  const behind = drawn.slice(1).reduce((sum, list) => sum + list.length, 0);
  const parameters = drawn
    .slice(1)
    .reduce((sum, list, l) => sum + (drawn[l].length + 1) * list.length, 0);
  let [at, active] = [0, parameters + shown * behind];
  return sizes.map((size, l) => {
    if (l === 0) {
      const value = (k) => examples[shown]?.inputs[k] ?? NaN;
      const neurons = drawn[0].map((place, k) => ({ ...place, value: value(k), weights: [] }));
      return { size, neurons };
    }
    const [senders, count] = [drawn[l - 1].length, drawn[l].length];
    const from = at;
    at += (senders + 1) * count;
    const neurons = drawn[l].map((place, k) => ({
      ...place,
      bias: values[from + senders * count + k],
      value: examples.length ? values[active + k] : NaN,
      weights: drawn[l - 1].map((_, i) => values[from + i * count + k]),
    }));
    active += count;
    return { size, neurons, activation: activations?.[l - 1] };
  });
};

/** The largest size of a drawn weight at any moment, so that lines can be seen to grow. */
kit.largestWeight = (panel, moment) =>
  kit.keep(panel, "largest", moment.steps.length, () => {
    let largest = 0;
    for (let k = 0; k < moment.steps.length; k++)
      for (const { neurons } of kit.drawnNet(panel, moment.at(k), 0))
        for (const { weights } of neurons) largest = Math.max(largest, ...weights.map(Math.abs));
    return largest || 1;
  });

/** The name of a neuron, as given or x1, h1, y1. */
kit.neuronName = ({ names }, layers, l, neuron) => {
  const last = layers.length - 1;
  const letter = l === 0 ? "x" : l === last ? "y" : last === 2 ? "h" : `h${l},`;
  return names?.[l]?.[neuron] ?? `${letter}${neuron + 1}`;
};

/** Weights and biases are numbered neuron by neuron: w1 and w2 lead to the first neuron of the first layer. */
kit.parameterNames = (layers) => {
  let [weights, biases] = [0, 0];
  const before = layers.map(({ size }, l) => {
    const here = { weights, biases };
    if (l > 0) [weights, biases] = [weights + size * layers[l - 1].size, biases + size];
    return here;
  });
  return {
    weight: (l, neuron, sender) =>
      `w${kit.count(before[l].weights + neuron * layers[l - 1].size + sender + 1)}`,
    bias: (l, neuron) => `b${before[l].biases + neuron + 1}`,
  };
};

/** What a chosen part is, in words: a line "w/layer/neuron/sender" or a neuron "n/layer/neuron" (places among the drawn ones). */
kit.partWords = (panel, layers, id) => {
  const [kind, l, k, i] = id.split("/").map((part, at) => (at ? Number(part) : part));
  const { neurons, activation } = layers[l];
  const { neuron, bias, value, weights } = neurons[k];
  const name = kit.neuronName(panel, layers, l, neuron);
  const numbers = kit.parameterNames(layers);
  if (kind === "w") {
    const sender = layers[l - 1].neurons[i].neuron;
    const from = kit.neuronName(panel, layers, l - 1, sender);
    return `${numbers.weight(l, neuron, sender)} = ${kit.number(weights[i], 3)}, the weight from ${from} to ${name}`;
  }
  const known = Number.isNaN(value) ? "" : ` = ${kit.number(value, 3)}`;
  if (l === 0) return `input ${name}${known}`;
  const by = activation ? `, by ${activation}` : "";
  const is = l === layers.length - 1 ? "output" : "neuron";
  return `${is} ${name}${known}${known && by}, bias ${numbers.bias(l, neuron)} = ${kit.number(bias, 3)}`;
};
