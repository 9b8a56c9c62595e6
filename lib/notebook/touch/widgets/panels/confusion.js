// A confusion matrix: rows are what is true, columns what was read. A cell tells itself in words when it is touched.

const kit = globalThis.neuronotes;

const own = () => ({ cell: undefined });

/** A count that fits: as it is, or 1.2k, 34k, 1.2M. */
const short = (count) => {
  if (!Number.isInteger(count)) return String(+count.toPrecision(3));
  for (const [size, unit] of [
    [1e6, "M"],
    [1e3, "k"],
  ]) {
    const part = count / size;
    if (count >= size) return (part < 9.95 ? +part.toFixed(1) : Math.round(part)) + unit;
  }
  return String(count);
};

const whole = (count) => (Number.isInteger(count) ? count.toLocaleString("en") : short(count));
const cut = (name, most) => (name.length > most ? `${name.slice(0, most - 1)}…` : name);
const percent = (share) => `${kit.number(100 * share, share > 0 && share < 0.1 ? 1 : 0)} %`;

/** Counts, of which rounding for the page left almost whole ones. */
const countsOf = ({ names }, { values }) => {
  const near = values.every((v) => Math.abs(v - Math.round(v)) < 0.05);
  const size = names.length;
  return names.map((_, i) =>
    Array.from(values.subarray(i * size, (i + 1) * size), (v) => (near ? Math.round(v) : v)),
  );
};

const total = (row) => row.reduce((sum, count) => sum + count, 0);

const cellWords = ({ names }, counts, [i, j]) => {
  const all = total(counts[i]);
  const times = `${whole(counts[i][j])} of ${whole(all)}`;
  const share = all > 0 ? ` (${percent(counts[i][j] / all)})` : "";
  return i === j
    ? `${names[i]} read rightly: ${times}${share}`
    : `${names[i]} read as ${names[j]}: ${times}${share}`;
};

/** How many are right, and the mistake that is made most often. */
const summary = ({ names }, counts) => {
  const all = total(counts.map(total));
  const right = total(counts.map((row, i) => row[i]));
  let worst;
  counts.forEach((row, i) =>
    row.forEach((count, j) => {
      if (i !== j && count > (worst ? counts[worst[0]][worst[1]] : 0)) worst = [i, j];
    }),
  );
  return [
    `${whole(right)} of ${whole(all)} right${all > 0 ? ` (${percent(right / all)})` : ""}`,
    worst
      ? `most often: ${cut(names[worst[0]], 14)} read as ${cut(names[worst[1]], 14)}, ${whole(counts[worst[0]][worst[1]])} times`
      : "no mistakes",
  ];
};

const draw = (panel, moment, { cell }, width, c) => {
  const { names } = panel;
  const n = names.length;
  const counts = countsOf(panel, moment);
  const shown = names.map((name) => cut(name, 14));
  const longest = Math.max(...shown.map((name) => name.length));
  const left = Math.max(34, 12 + Math.ceil(longest * 6.7));
  const fits = (lean) =>
    kit.clamp((width - left - (lean ? longest * 3.4 : 2)) / n, 8, n > 12 ? 34 : 46);
  const lean = longest * 6.7 > fits(false) - 4;
  const size = fits(lean);
  const top = 24 + (lean ? longest * 6.1 + 4 : 20);
  const label = { "font-size": 12 };
  const quiet = { ...label, fill: c.muted };
  let svg =
    kit.text(left, 12, "read as →", quiet) + kit.text(0, lean ? top - 8 : top - 6, "is ↓", quiet);
  const at = (k) => (k + 0.5) * size;
  shown.forEach((name, k) => {
    const chosen = (axis) => (cell?.[axis] === k ? { "font-weight": 700 } : {});
    const place = [left + at(k), top - 6];
    svg +=
      kit.text(left - 7, top + at(k) + 4, name, {
        ...{ ...label, ...chosen(0), "text-anchor": "end" },
      }) +
      kit.text(...(lean ? [place[0] + 3, place[1]] : place), name, {
        ...{ ...label, ...chosen(1), "text-anchor": lean ? "start" : "middle" },
        transform: lean
          ? `rotate(-60 ${(place[0] + 3).toFixed(1)} ${place[1].toFixed(1)})`
          : undefined,
      });
  });
  const spots = [
    {
      id: "matrix",
      drag: true,
      rect: [left, top, n * size, n * size],
      label: "the matrix: arrow keys go from cell to cell",
      value: cell ? cell[0] * n + cell[1] : 0,
      words: cell ? cellWords(panel, counts, cell) : "no cell chosen",
    },
  ];
  counts.forEach((row, i) => {
    const all = total(row) || 1;
    row.forEach((count, j) => {
      const [x, y] = [left + j * size, top + i * size];
      // mistakes are rare: a tenth of a row shows in full colour
      const share = i === j ? 0.12 + 0.76 * (count / all) : Math.min(0.9, 0.1 + (8 * count) / all);
      // the page's own text can be read on everything but full blue, light or dark
      const strong = i === j && share > 0.82;
      const words = [whole(count), short(count)].find((text) => text.length * 7.2 < size - 3);
      const small = short(count).length * 5.9 < size - 1 ? short(count) : "";
      svg += kit.tag(
        "g",
        {},
        kit.tag("title", {}, kit.escape(cellWords(panel, counts, [i, j]))),
        kit.tag("rect", {
          ...{ x: x + 0.5, y: y + 0.5, width: size - 1, height: size - 1 },
          ...(count > 0
            ? { fill: i === j ? "#0072B2" : "#D55E00", "fill-opacity": share }
            : { fill: c.soft }),
        }),
        count > 0 && (words || small)
          ? kit.text(x + size / 2, y + size / 2 + 4, words ?? small, {
              "font-size": words ? 12 : 10,
              "text-anchor": "middle",
              fill: strong ? "#ffffff" : c.text,
            })
          : "",
      );
      spots.push({
        ...{ id: `${i} ${j}`, rect: [x, y, size, size], tab: false },
        label: cellWords(panel, counts, [i, j]),
      });
    });
  });
  if (cell)
    svg += kit.tag("rect", {
      ...{ x: left + cell[1] * size, y: top + cell[0] * size, width: size, height: size },
      ...{ fill: "none", stroke: c.text, "stroke-width": 2 },
    });
  const lines = summary(panel, counts);
  const below = top + n * size + 20;
  const told = cell ? cellWords(panel, counts, cell) : lines[1];
  svg +=
    kit.text(0, below, lines[0], { "font-weight": 600 }) +
    told
      .split(told.length * 6.6 > width ? /, |(?<=:) / : "\n")
      .map((words, k) => kit.text(0, below + 19 + 17 * k, words, { "font-size": 12.5 }))
      .join("");
  return { height: below + 42, svg, spots, words: cell ? told : lines.join("; ") };
};

const move = ({ names }, now, dx, dy) => {
  const [i, j] = now.cell ?? [0, 0];
  const inside = (k) => kit.clamp(k, 0, names.length - 1);
  now.cell = now.cell ? [inside(i - dy), inside(j + dx)] : [0, 0];
};

const choose = (panel, now, id) => {
  if (id !== "matrix") now.cell = id.split(" ").map(Number);
};

kit.panel("confusion", {
  ...{ own, draw, short, countsOf, summary, cellWords },
  ...{ hover: choose, press: choose },
  arrows: (panel, now, id, dx, dy) => move(panel, now, dx, dy),
});
