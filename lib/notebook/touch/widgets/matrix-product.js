// A B = C, written so that every entry of C stands where the row of A and the column of B meet.

const kit = globalThis.neuronotes;

const state = () => ({ row: 0, column: 0 });

/** How the entries of a matrix are written: whole numbers as they are, others with digits that fit their size. */
const writer = (matrix) => {
  const most = Math.max(...matrix.flat().map(Math.abs));
  const digits = most >= 1 ? 2 : most >= 0.1 ? 3 : 4;
  return (value) => kit.number(value, Number.isInteger(value) ? 0 : digits);
};

/** Square brackets around a matrix. */
const brackets = (x, y, width, height, c) =>
  [x - 4, x + width + 4]
    .map((side, i) => {
      const inward = side + (i ? -7 : 7);
      return kit.path(
        [
          [inward, y - 4],
          [side, y - 4],
          [side, y + height + 4],
          [inward, y + height + 4],
        ],
        { stroke: c.muted, "stroke-width": 1.5 },
      );
    })
    .join("");

const picture = ({ a, b, product, names, inner: terms = [] }, now, width, c) => {
  const [rows, inner, columns] = [a.length, b.length, b[0].length];
  const gap = 34;
  const cell = Math.min(68, Math.floor((width - gap - 12) / (inner + columns)));
  const tall = Math.min(42, cell);
  const [inA, inB, inC] = [a, b, product].map(writer);
  const longest = Math.max(
    ...[...a.flat().map(inA), ...b.flat().map(inB), ...product.flat().map(inC)].map(
      (t) => t.length,
    ),
  );
  const size = kit.clamp((cell - 8) / (longest * 0.68), 9, 15);
  // A lower left, B upper right, C where they meet
  const [left, top] = [6, 26];
  const [middle, fold] = [left + inner * cell + gap, top + inner * tall + gap];
  const spots = [];

  const draw = (matrix, x, y, lit, colour) => {
    const write = writer(matrix);
    let out = brackets(x, y, matrix[0].length * cell, matrix.length * tall, c);
    matrix.forEach((list, i) =>
      list.forEach((value, j) => {
        const [cx, cy] = [x + j * cell, y + i * tall];
        if (lit(i, j))
          out += kit.tag("rect", {
            x: cx + 1,
            y: cy + 1,
            width: cell - 2,
            height: tall - 2,
            rx: 5,
            fill: colour,
            "fill-opacity": c.dark ? 0.45 : 0.22,
          });
        out += kit.text(cx + cell / 2, cy + tall / 2 + 5, write(value), {
          "text-anchor": "middle",
          "font-size": size,
          "font-weight": lit(i, j) ? 600 : 400,
        });
      }),
    );
    return out;
  };
  const shape = (name, m) => `${name}  [${m.length}, ${m[0].length}]`;
  const label = (x, y, words) =>
    x + words.length * 7.8 > width
      ? kit.text(width, y, words, { fill: c.muted, "text-anchor": "end" })
      : kit.text(x, y, words, { fill: c.muted });
  product.forEach((list, i) =>
    list.forEach((value, j) =>
      spots.push({
        id: `${i}/${j}`,
        rect: [middle + j * cell + 1, fold + i * tall + 1, cell - 2, tall - 2],
        label: `${names[2]} row ${i + 1}, column ${j + 1}: ${inC(value)}`,
        pressed: i === now.row && j === now.column,
      }),
    ),
  );

  // the sum, broken into lines that fit
  const summands = a[now.row].map(
    (value, k) => `${factor(inA(value))} · ${factor(inB(b[k][now.column]))}`,
  );
  const whole = names[2].length < 4 ? names[2] : "entry";
  const pieces = [`${whole}[${now.row + 1}, ${now.column + 1}] =`];
  for (const [k, term] of summands.entries()) {
    const piece = (k ? "+ " : "") + term;
    if ((pieces[pieces.length - 1].length + piece.length) * 8.3 > width) pieces.push(piece);
    else pieces[pieces.length - 1] += ` ${piece}`;
  }
  const result = `= ${inC(product[now.row][now.column])}`;
  if ((pieces[pieces.length - 1].length + result.length + 4) * 8.3 > width) pieces.push("");
  const bottom = fold + rows * tall + 54;
  const sum = pieces.map((piece, i) =>
    kit.tag(
      "text",
      { x: 2, y: bottom + i * 24, "font-size": 15 },
      kit.escape(piece),
      i === pieces.length - 1
        ? kit.tag("tspan", { "font-weight": 700, fill: c.green, dx: 6 }, kit.escape(result))
        : "",
    ),
  );
  const lines = Math.max(
    pieces.length,
    Math.ceil(((summands.join(" + ").length + 22) * 8.3) / width),
  );
  return {
    width,
    height: bottom + lines * 24 - 8,
    svg:
      label(left, fold + rows * tall + 22, shape(names[0], a)) +
      label(middle, top - 10, shape(names[1], b)) +
      label(middle, fold - 14, shape(names[2], product)) +
      terms
        .map(
          (term, k) =>
            kit.text(left + (k + 0.5) * cell, fold - 12, term, {
              "text-anchor": "middle",
              fill: c.muted,
            }) +
            kit.text(middle - 12, top + (k + 0.5) * tall + 5, term, {
              "text-anchor": "end",
              fill: c.muted,
            }),
        )
        .join("") +
      draw(a, left, fold, (i) => i === now.row, c.blue) +
      draw(b, middle, top, (i, j) => j === now.column, c.orange) +
      draw(product, middle, fold, (i, j) => i === now.row && j === now.column, c.green) +
      sum.join(""),
    spots,
    words: `${pieces.join(" ")} ${result}`,
  };
};

const factor = (words) => (words.startsWith("−") ? `(${words})` : words);

const start = (data, main) => {
  const now = state(data);
  const choose = (id) => {
    [now.row, now.column] = id.split("/").map(Number);
    view.update();
  };
  const view = kit.stage({
    label: `${data.names[0]} times ${data.names[1]}`,
    picture: (width, c) => picture(data, now, width, c),
    press: choose,
    hover: choose,
    arrows: (id, dx, dy) => {
      const row = kit.clamp(now.row - Math.sign(dy), 0, data.a.length - 1);
      const column = kit.clamp(now.column + Math.sign(dx), 0, data.b[0].length - 1);
      view.focus(`${row}/${column}`);
    },
  });
  main.append(view.node);
};

kit.widget = { state, picture, start };
