// The plane in the colours of the classes that a net votes for, with its points.

const kit = globalThis.neuronotes;

/** The likeliest class of each place, its colour deeper where it is surer; beside it how many points the net gets right. */
kit.classMap = (data, layers, width, c) => {
  const { outputNames, points, labels, xRange, yRange } = data;
  const narrow = width < 480;
  const size = narrow ? width : Math.min(400, Math.floor(width * 0.6));
  const top = 8;
  const left = narrow ? 0 : 30;
  const n = 72;
  const count = outputNames.length;
  const x = (k) => xRange[0] + ((k + 0.5) / n) * (xRange[1] - xRange[0]);
  const y = (k) => yRange[0] + ((k + 0.5) / n) * (yRange[1] - yRange[0]);
  const leads = outputNames.map(() => new Float32Array(n * n));
  const rgb = new Uint8ClampedArray(n * n * 3);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const row = kit.answer(layers, [x(i), y(n - 1 - j)]);
      const best = argmax(row);
      const sure = (row[best] - 1 / count) / (1 - 1 / count);
      rgb.set(
        kit.mix([255, 255, 255], kit.rgb(colourOf(best, c)), 0.06 + 0.56 * sure),
        3 * (j * n + i),
      );
      for (let k = 0; k < count; k++) {
        let other = -Infinity;
        for (let o = 0; o < count; o++) if (o !== k && row[o] > other) other = row[o];
        leads[k][j * n + i] = row[k] - other;
      }
    }
  }
  const px = kit.scale(xRange, [left, left + size]);
  const py = kit.scale(yRange, [top + size, top]);
  const cell = size / n;
  const d = leads
    .slice(0, -1)
    .flatMap((lead) => kit.contour(lead, n, 0))
    .map(
      (ends) =>
        "M" +
        ends
          .map(
            ([a, b]) =>
              `${(left + (a + 0.5) * cell).toFixed(1)},${(top + (b + 0.5) * cell).toFixed(1)}`,
          )
          .join("L"),
    )
    .join("");
  const votes = points.map((point) => argmax(kit.answer(layers, point)));
  const right = votes.filter((vote, i) => vote === labels[i]).length;
  const tick = { "font-size": 12, fill: c.muted };
  const r = points.length > 60 ? 3 : 6;
  const keyX = narrow ? 0 : left + size + 24;
  const keyY = narrow ? top + size + 44 : 40;
  const share = points.length ? `${((100 * right) / points.length).toFixed(1)} %` : "";
  const key = outputNames.map((name, k) => {
    const [a, b] = narrow
      ? [(k % 3) * (width / 3), keyY + 30 + 22 * Math.floor(k / 3)]
      : [keyX, keyY + 72 + 24 * k];
    return (
      kit.tag("circle", { cx: a + 7, cy: b - 4, r: 6, fill: colourOf(k, c) }) +
      kit.text(a + 20, b, name)
    );
  });
  const svg =
    kit.tag("rect", { x: left, y: top, width: size, height: size, fill: "none", stroke: c.faint }) +
    kit.tag("path", { d, fill: "none", stroke: "#111111", "stroke-width": 1.4 }) +
    kit
      .ticks(xRange[0], xRange[1], 4)
      .map((v) =>
        kit.text(px(v), top + size + 17, kit.tick(v), { ...tick, "text-anchor": "middle" }),
      )
      .join("") +
    (narrow
      ? ""
      : kit
          .ticks(yRange[0], yRange[1], 4)
          .map((v) => kit.text(left - 5, py(v) + 4, kit.tick(v), { ...tick, "text-anchor": "end" }))
          .join("")) +
    points
      .map(([a, b], i) =>
        kit.tag("circle", {
          cx: px(a),
          cy: py(b),
          r,
          fill: colourOf(labels[i], c),
          stroke: votes[i] === labels[i] ? "#ffffff" : "#111111",
          "stroke-width": votes[i] === labels[i] ? 0.8 : 1.6,
        }),
      )
      .join("") +
    (points.length
      ? kit.text(keyX, keyY, share, { "font-size": narrow ? 18 : 26, "font-weight": 600 }) +
        kit.text(
          narrow ? keyX + 78 : keyX,
          narrow ? keyY : keyY + 24,
          `${right} of ${points.length} points right`,
          {
            fill: c.muted,
          },
        )
      : "") +
    key.join("") +
    (narrow
      ? ""
      : [
          "deep colour: sure",
          "pale: in doubt",
          "black line: the vote changes",
          "black ring: a wrong point",
        ]
          .map((words, k) => kit.text(keyX, keyY + 92 + 24 * count + 18 * k, words, tick))
          .join(""));
  const bottom = narrow ? keyY + 40 + 22 * Math.ceil(count / 3) : top + size + 28;
  return {
    svg,
    rasters: [
      { x: left, y: top, width: size, height: size, columns: n, rows: n, rgb, smooth: true },
    ],
    bottom,
    words: points.length ? `, ${right} of ${points.length} points right` : "",
  };
};

const argmax = (row) => {
  let best = 0;
  for (let k = 1; k < row.length; k++) if (row[k] > row[best]) best = k;
  return best;
};

const colourOf = (label, c) => c.classes[label % c.classes.length];
