// A picture of the reader's own, as the net sees it, and the net's share for each class.

const kit = globalThis.neuronotes;

const state = ({ samples }) => ({
  source: samples.length ? sample(samples[0]) : undefined,
  how: "prepared",
  mirror: false,
});

/** A picture that is prepared already, as a file would be. */
const sample = ({ label, pixels }) => ({
  grey: kit.bytes(pixels),
  width: 28,
  height: 28,
  ready: true,
  name: label,
});

const unpacked = new WeakMap();
const layersOf = (data) => {
  if (!unpacked.has(data))
    unpacked.set(
      data,
      data.layers.map((layer) => ({ ...layer, weights: kit.dequantize(layer.weights) })),
    );
  return unpacked.get(data);
};

/** What the net gets to see of the picture, and whether light and dark were turned round; undefined where there is nothing. */
const seenOf = ({ source, how, mirror }) => {
  if (!source) return undefined;
  const ready = source.ready && how === "prepared";
  const found = kit.clothes.prepare(source, ready ? "raw" : how);
  if (!found || !mirror) return found;
  return { ...found, seen: found.seen.map((_, i, all) => all[i - 2 * (i % 28) + 27]) };
};

const order = (shares) => shares.map((_, k) => k).sort((a, b) => shares[b] - shares[a]);

const picture = (data, now, width, c) => {
  const found = seenOf(now);
  const shares = found && Array.from(kit.answer(layersOf(data), found.seen));
  const [best, second] = shares ? order(shares) : [];
  const label = { "font-size": 12, fill: c.muted };
  const column = 112;
  const rgb = new Uint8ClampedArray(784 * 3);
  for (let i = 0; i < 784; i++)
    rgb.fill(found ? Math.round(255 * found.seen[i]) : 0, 3 * i, 3 * i + 3);
  const rasters = [{ x: 0, y: 20, width: column, height: column, columns: 28, rows: 28, rgb }];
  let svg = kit.text(0, 12, "what the net sees", label);
  if (found && !now.source.ready && now.how === "prepared") {
    const words = found.inverted
      ? "inverted: the thing was darker"
      : "not inverted: it was lighter";
    words.split(": ").forEach((line, i) => (svg += kit.text(0, 150 + 16 * i, line, label)));
  }

  const left = column + 26;
  const percent = (share) => `${kit.number(100 * share, 1)} %`;
  const sure = shares && shares[best] >= 0.5;
  const title = { "font-size": 24, "font-weight": 700, fill: sure ? c.blue : c.muted };
  svg += shares
    ? kit.text(left, 26, data.names[best], title) +
      kit.text(
        left,
        46,
        `${sure ? "" : "not sure; "}next: ${data.names[second]} at ${percent(shares[second])}`,
        label,
      )
    : kit.text(left, 26, now.source ? "nothing stands out" : "no picture yet", title);
  const names = Math.max(...data.names.map((name) => name.length)) * 7.4;
  const bars = kit.scale([0, 1], [left + names, width - 66]);
  data.names.forEach((name, k) => {
    const share = shares ? shares[k] : 0;
    const top = 60 + k * 26;
    const first = k === best;
    const bar = { x: bars(0), y: top, height: 18, rx: 4 };
    svg +=
      kit.text(left, top + 14, name, { "font-weight": first ? 700 : 400 }) +
      kit.tag("rect", { ...bar, width: bars(1) - bars(0), fill: c.soft }) +
      kit.tag("rect", {
        ...bar,
        width: bars(share) - bars(0),
        fill: c.blue,
        "fill-opacity": first ? 1 : 0.45,
      }) +
      kit.text(width - 2, top + 14, shares ? percent(share) : "–", {
        "text-anchor": "end",
        fill: first ? c.text : c.muted,
        "font-weight": first ? 700 : 400,
      });
  });
  const words = shares
    ? `the net says ${data.names[best]}, ${percent(shares[best])}; next ${data.names[second]}, ${percent(shares[second])}`
    : "no picture yet";
  return { width, height: 60 + 26 * data.names.length, svg, rasters, words };
};

/** The still picture: the first sample at the left, if there is one. */
const still = (data, now, width, c) => {
  const aside = 258;
  const right = picture(data, now, width - aside, c);
  const rasters = right.rasters.map((raster) => ({ ...raster, x: raster.x + aside }));
  if (now.source) rasters.unshift({ ...right.rasters[0], x: 0, width: 224, height: 224, y: 20 });
  const move = `translate(${aside}, 0)`;
  return { ...right, width, rasters, svg: kit.tag("g", { transform: move }, right.svg) };
};

const start = (data, main) => {
  const now = state(data);
  let asked = 0;
  const message = kit.element("p", {
    role: "alert",
    style: "min-height: 44px; margin-top: 8px; overflow-wrap: anywhere",
  });
  const say = (words, bad) => {
    message.textContent = words;
    message.style.color = bad ? kit.theme.red : "var(--muted)";
  };
  const view = kit.stage({
    label: "what the net sees and says",
    picture: (width, c) => picture(data, now, width, c),
  });
  const take = (source, words) => {
    now.source = source;
    zone.show(source);
    say(words);
    view.update();
  };
  const got = async (file) => {
    const turn = ++asked;
    const name = file.name.length > 40 ? `${file.name.slice(0, 37)}…` : file.name;
    try {
      const source = await kit.readPicture(file);
      if (turn === asked) take(source, `${name}, read in this page; nothing was sent anywhere.`);
    } catch (error) {
      if (turn === asked) say(error.message, true);
    }
  };
  const zone = kit.dropZone({
    words: "drop a picture here, paste one, or click to choose a file",
    got,
    refused: (error) => (asked++, say(error.message, true)),
  });
  const how = kit.choice({
    label: "what is done to the picture",
    items: [
      { id: "prepared", label: "prepared" },
      { id: "inverted", label: "only inverted" },
      { id: "raw", label: "as it is" },
    ],
    value: now.how,
    change: (id) => ((now.how = id), view.update()),
  });
  const mirror = kit.button("mirror", () => {
    now.mirror = !now.mirror;
    mirror.setAttribute("aria-pressed", now.mirror);
    view.update();
  });
  mirror.setAttribute("aria-pressed", false);
  view.node.style.cssText = "flex: 1 1 320px; min-width: 300px";
  const left = kit.element(
    "div",
    { style: "flex: 0 1 240px; min-width: 220px" },
    zone.node,
    message,
  );
  main.append(
    kit.element(
      "div",
      { class: "row", style: "align-items: flex-start; gap: 12px 24px; margin-top: 0" },
      left,
      view.node,
    ),
    kit.element("div", { class: "row" }, how.node, mirror),
  );
  if (data.samples.length) {
    const buttons = data.samples.map((each) =>
      kit.button(each.label, () => (asked++, take(sample(each), ""))),
    );
    main.append(kit.element("div", { class: "row", style: "gap: 6px" }, ...buttons));
  }
  say("PNG, JPEG, GIF, WebP or BMP. It stays in this page.");
  if (now.source) zone.show(now.source);
};

kit.widget = { state, picture, still, start, layersOf, seenOf };
