// Small networks in the page: unpacking their numbers and running them forward.
// A layer is { inputs, units, weights (row-major, inputs × units), bias, activation }; a row goes in, a row comes out.

const kit = globalThis.neuronotes;

/** Base64 text to bytes. */
kit.bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

/** Base64 text to float32 numbers (little-endian, as every browser's machine is). */
kit.floats = (text) => new Float32Array(kit.bytes(text).buffer);

/** Whole numbers times one scale per column: what lib/notebook/quantize.ts packed. */
kit.dequantize = ({ values, bits, scales }) => {
  const { buffer } = kit.bytes(values);
  const whole = bits === 8 ? new Int8Array(buffer) : new Int16Array(buffer);
  return Float32Array.from(whole, (value, i) => value * scales[i % scales.length]);
};

kit.activations = {
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  tanh: (z) => Math.tanh(z),
  relu: (z) => Math.max(0, z),
  leakyRelu: (z) => (z > 0 ? z : 0.01 * z),
  linear: (z) => z,
};

/** Cuts a flat list of parameters (weights row-major, then bias, layer by layer) into layers. */
kit.layers = (sizes, activations, parameters) => {
  let at = 0;
  return activations.map((activation, l) => {
    const [inputs, units] = [sizes[l], sizes[l + 1]];
    const weights = parameters.subarray(at, at + inputs * units);
    const bias = parameters.subarray(at + inputs * units, at + inputs * units + units);
    at += inputs * units + units;
    return { inputs, units, weights, bias, activation };
  });
};

/** One layer: after ← g(before W + b). Softmax works on the whole row. Both may be longer than the layer needs. */
const through = ({ inputs, units, weights, bias, activation }, before, after) => {
  for (let j = 0; j < units; j++) after[j] = bias[j];
  for (let i = 0; i < inputs; i++) {
    const a = before[i];
    if (a === 0) continue;
    for (let j = 0; j < units; j++) after[j] += a * weights[i * units + j];
  }
  if (activation === "softmax") {
    let [top, sum] = [-Infinity, 0];
    for (let j = 0; j < units; j++) top = Math.max(top, after[j]);
    for (let j = 0; j < units; j++) sum += after[j] = Math.exp(after[j] - top);
    for (let j = 0; j < units; j++) after[j] /= sum;
  } else {
    const g = kit.activations[activation];
    for (let j = 0; j < units; j++) after[j] = g(after[j]);
  }
};

/** All rows of activations, the input first. */
kit.forward = (layers, input) => {
  const rows = [input];
  for (const layer of layers) {
    const after = new Float64Array(layer.units);
    through(layer, rows[rows.length - 1], after);
    rows.push(after);
  }
  return rows;
};

/** What comes out at the end. */
kit.answer = (layers, input) => kit.forward(layers, input)[layers.length];

/**
 * What comes out for many inputs, row after row: place(k, row) writes the k-th into row. Two rows are used again and again:
 * 10,000 places of a 2-64-3 net take 18 ms, asked one by one 36.
 */
kit.answers = (layers, count, place) => {
  const widest = Math.max(...layers.map(({ inputs, units }) => Math.max(inputs, units)));
  const outputs = layers[layers.length - 1].units;
  const all = new Float64Array(count * outputs);
  let [from, to] = [new Float64Array(widest), new Float64Array(widest)];
  for (let k = 0; k < count; k++) {
    place(k, from);
    for (const layer of layers) {
      through(layer, from, to);
      [from, to] = [to, from];
    }
    for (let o = 0; o < outputs; o++) all[k * outputs + o] = from[o];
  }
  return Array.from({ length: count }, (_, k) => all.subarray(k * outputs, (k + 1) * outputs));
};
