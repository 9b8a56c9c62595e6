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

/** All rows of activations, the input first: a ← g(a W + b), layer by layer. Softmax works on the whole row. */
kit.forward = (layers, input) => {
  const rows = [input];
  for (const { inputs, units, weights, bias, activation } of layers) {
    const before = rows[rows.length - 1];
    const after = new Float64Array(bias);
    for (let i = 0; i < inputs; i++) {
      if (before[i] === 0) continue;
      for (let j = 0; j < units; j++) after[j] += before[i] * weights[i * units + j];
    }
    if (activation === "softmax") {
      const top = Math.max(...after);
      const sum = after.reduce((total, z) => total + Math.exp(z - top), 0);
      rows.push(after.map((z) => Math.exp(z - top) / sum));
    } else {
      // loops, not map: a picture asks 10,000 places, and this is most of its time
      const activate = kit.activations[activation];
      for (let j = 0; j < units; j++) after[j] = activate(after[j]);
      rows.push(after);
    }
  }
  return rows;
};

/** What comes out at the end. */
kit.answer = (layers, input) => kit.forward(layers, input)[layers.length];
