// The line where a field of values crosses a level.

const kit = globalThis.neuronotes;

/** The line where a field of values crosses a level, as short straight pieces: marching squares. */
kit.contour = (values, n, level) => {
  const pieces = [];
  for (let j = 0; j < n - 1; j++) {
    for (let i = 0; i < n - 1; i++) {
      const corners = [
        [i, j],
        [i + 1, j],
        [i + 1, j + 1],
        [i, j + 1],
      ];
      const v = corners.map(([a, b]) => values[b * n + a] - level);
      const cuts = [];
      for (let k = 0; k < 4; k++) {
        const l = (k + 1) % 4;
        if (v[k] < 0 === v[l] < 0) continue;
        const t = v[k] / (v[k] - v[l]);
        cuts.push([0, 1].map((d) => corners[k][d] + (corners[l][d] - corners[k][d]) * t));
      }
      for (let k = 0; k + 1 < cuts.length; k += 2) pieces.push([cuts[k], cuts[k + 1]]);
    }
  }
  return pieces;
};
