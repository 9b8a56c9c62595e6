// Several panels side by side, and one slider through the moments of a training for all of them.

const kit = globalThis.neuronotes;

const gap = 24;
const titled = 26;

const state = (data) => ({
  index: data.start,
  own: data.panels.map((panel) => kit.panelCode(panel.kind).own?.(panel) ?? {}),
});

/** One panel as a picture of its own, its title included; chosen: what a button of it would show, where no buttons are. */
const pictureOf = (data, now, k, width, c, chosen = "") => {
  const panel = data.panels[k];
  const title = [panel.title, chosen].filter(Boolean).join(": ");
  const moment = kit.momentAt(data, panel, now.index);
  const drawn = kit.panelCode(panel.kind).draw(panel, moment, now.own[k], width, c);
  if (!title) return { ...drawn, width };
  const down = (box) => ({ ...box, y: box.y + titled });
  const lower = (spot) => ({
    ...spot,
    ...(spot.rect && { rect: shifted(spot.rect) }),
    ...(spot.circle && { circle: shifted(spot.circle) }),
    ...(spot.line && { line: shifted(shifted(spot.line), 2) }),
  });
  return {
    ...drawn,
    width,
    height: drawn.height + titled,
    svg:
      kit.text(0, 14, title, { "font-size": 14, "font-weight": 600 }) +
      kit.tag("g", { transform: `translate(0, ${titled})` }, drawn.svg),
    rasters: drawn.rasters?.map(down),
    spots: drawn.spots?.map(lower),
  };
};

/** [x, y, …] further down; a line has a second y behind its second x. */
const shifted = (numbers, from = 0) => numbers.map((v, i) => (i === from + 1 ? v + titled : v));

/** Where each panel stands on a page of this width: rows of two where there is room. */
const places = (data, width) => {
  const two = width >= 600;
  const half = two ? (width - gap) / 2 : width;
  if (data.panels.length === 1) return [{ width, column: 0, last: true }];
  let left = true;
  return data.panels.map(({ wide }, k) => {
    const alone =
      wide || !two || (left && (k + 1 === data.panels.length || data.panels[k + 1].wide));
    const place = {
      width: wide ? width : half,
      column: left ? 0 : half + gap,
      last: !left || alone,
    };
    left = place.last;
    return place;
  });
};

/** All panels as one picture: for stills, animations, and for whoever asks in Node. */
const picture = (data, now, width, c) => {
  let svg = "";
  const rasters = [];
  const words = [];
  let [top, tallest] = [0, 0];
  const lines = data.caption ? kit.wrapped(data.caption, width, 14) : [];
  lines.forEach((line, i) => (svg += kit.text(0, 14 + 20 * i, line, { fill: c.muted })));
  if (lines.length) top = 6 + 20 * lines.length;
  if (data.moving) {
    svg += kit.text(0, top + 14, kit.stepWords(data, now.index), { "font-weight": 600 });
    top += 26;
  }
  places(data, width).forEach((place, k) => {
    const panel = data.panels[k];
    const chosen = kit.panelCode(panel.kind).chosen?.(panel, now.own[k]);
    const drawn = pictureOf(data, now, k, place.width, c, chosen);
    svg += kit.tag("g", { transform: `translate(${place.column}, ${top})` }, drawn.svg);
    for (const raster of drawn.rasters ?? [])
      rasters.push({ ...raster, x: raster.x + place.column, y: raster.y + top });
    if (drawn.words) words.push(drawn.words);
    tallest = Math.max(tallest, drawn.height);
    if (place.last) [top, tallest] = [top + tallest + gap, 0];
  });
  return { width, height: top - gap, svg, rasters, words: words.join("; ") };
};

const start = (data, main) => {
  const now = state(data);
  if (data.caption) main.append(kit.element("p", { class: "muted caption" }, data.caption));
  const board = kit.element("div", { class: "board" });
  const views = data.panels.map((panel, k) => {
    const code = kit.panelCode(panel.kind);
    const own = now.own[k];
    const told = (name) => code[name] && ((...more) => (code[name](panel, own, ...more), update()));
    const view = kit.stage({
      label: panel.title ?? panel.kind,
      picture: (width, c) => pictureOf(data, now, k, width, c),
      ...Object.fromEntries(
        ["grab", "drag", "arrows", "press", "hover"].map((name) => [name, told(name)]),
      ),
    });
    const update = () => view.update();
    const controls = code.controls?.(panel, own, update) ?? [];
    board.append(
      kit.element(
        "section",
        { class: panel.wide ? "panel wide" : "panel" },
        view.node,
        ...(controls.length ? [kit.element("div", { class: "row" }, ...controls)] : []),
      ),
    );
    return view;
  });
  main.append(board);
  if (data.steps.length < 2) return;
  const player = kit.player({
    label: data.unit,
    count: data.steps.length,
    value: now.index,
    format: (i) => kit.stepWords(data, i).slice(data.unit.length + 1),
    change: (i) => ((now.index = i), views.forEach((view) => view.update())),
  });
  main.append(player.node);
};

kit.widget = { state, picture, pictureOf, start };
