// What every touchable figure needs from the page: elements, sliders, a stage to draw on, the theme, the height.

const kit = globalThis.neuronotes;
const redraws = [];
/** A drawing was put off because nothing of the frame is seen. */
let missed = false;
kit.theme = kit.colours();
/** Calls `draw` whenever the theme or the width changes. */
kit.onTheme = (draw) => redraws.push(draw);

/** An element with attributes (functions become listeners) and children (strings become text, never HTML). */
kit.element = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key, value);
    else if (value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
};

let ids = 0;
/** A labelled slider; `format` turns its number into the words beside it. Returns { node, input, set }. */
kit.slider = ({ label, min, max, step, value, format = String, change }) => {
  const id = `slider-${++ids}`;
  const input = kit.element("input", { type: "range", id, min, max, step });
  const output = kit.element("output", { for: id });
  const words = () => {
    output.textContent = format(+input.value);
    input.setAttribute("aria-valuetext", output.textContent);
  };
  const name = kit.element("label", { for: id }, label);
  input.addEventListener("input", () => (words(), change(+input.value)));
  const set = (v, newLabel, newFormat) => {
    if (newLabel) name.textContent = newLabel;
    if (newFormat) format = newFormat;
    input.value = v;
    words();
  };
  set(value);
  return { node: kit.element("div", { class: "slider" }, name, input, output), input, set };
};

kit.button = (label, press) => kit.element("button", { type: "button", click: press }, label);

/** A row of buttons of which one is pressed: items are { id, label }. */
kit.choice = ({ label, items, value, change }) => {
  const node = kit.element("div", { class: "choice", role: "group", "aria-label": label });
  const show = () =>
    [...node.children].forEach((b, i) => b.setAttribute("aria-pressed", items[i].id === value));
  node.append(
    ...items.map((item) =>
      kit.button(item.label, () => ((value = item.id), show(), change(item.id))),
    ),
  );
  show();
  return { node, set: (id) => ((value = id), show()) };
};

/** Slider and Play button through `count` pictures, `seconds` for the whole way. */
kit.player = ({ label, count, value, format, change, seconds = 8 }) => {
  let playing = 0;
  const stop = () => {
    cancelAnimationFrame(playing);
    playing = 0;
    play.textContent = "▶ Play";
  };
  const slider = kit.slider({
    label,
    min: 0,
    max: count - 1,
    step: 1,
    value,
    format,
    change: (v) => (stop(), change(v)),
  });
  const play = kit.button("▶ Play", () => {
    if (playing) return stop();
    const from = +slider.input.value >= count - 1 ? 0 : +slider.input.value;
    const began = performance.now();
    play.textContent = "❚❚ Pause";
    const tick = (time) => {
      // a frame's time is that of its start: the first one may have begun before the button was pressed
      const passed = Math.max(0, time - began) / 1000;
      const at = Math.min(count - 1, from + Math.floor((passed / seconds) * count));
      if (at !== +slider.input.value) {
        slider.set(at);
        change(at);
      }
      if (at >= count - 1) stop();
      else playing = requestAnimationFrame(tick);
    };
    playing = requestAnimationFrame(tick);
  });
  play.style.minWidth = "96px";
  return { node: kit.element("div", { class: "row" }, play, slider.node), slider };
};

// ---- The stage: a canvas for pixels, an SVG for the drawing, an SVG of transparent spots to touch ----

const svgSpace = "http://www.w3.org/2000/svg";
const svgNode = (name) => document.createElementNS(svgSpace, name);

/**
 * picture(width, colours) returns { width, height, svg, rasters?, spots?, words? }.
 * A spot is { id, label, circle | rect | line, drag?, pressed?, value?, words?, tab? }; where tab is false the Tab key
 * passes it by. A spot that a picture has no longer goes away. Told when touched: press(id), hover(id),
 * grab(id, x, y) when a drag begins, drag(id, x, y, picture), arrows(id, dx, dy): one arrow key is 1, with Shift 10.
 * The picture's `words`, if any, are spoken by screen readers half a second after the last change.
 */
kit.stage = ({ label, picture, press, hover, grab, drag, arrows }) => {
  const canvas = kit.element("canvas", { "aria-hidden": "true", width: 0, height: 0 });
  const [drawing, touch] = [svgNode("svg"), svgNode("svg")];
  drawing.setAttribute("role", "img");
  touch.setAttribute("role", "group");
  drawing.setAttribute("aria-label", label);
  touch.setAttribute("aria-label", label);
  touch.style.pointerEvents = "none";
  const status = kit.element("p", { class: "hidden", role: "status" });
  const node = kit.element("div", { class: "stage" }, canvas, drawing, touch, status);
  const spots = new Map();
  let now;
  let waiting = 0;
  let speaking = 0;

  const makeSpot = (spot) => {
    const shape = svgNode(spot.circle ? "circle" : spot.rect ? "rect" : "line");
    const place = (event, told = drag) => {
      const box = touch.getBoundingClientRect();
      told?.(spot.id, event.clientX - box.left, event.clientY - box.top, now);
    };
    shape.setAttribute("class", spot.drag ? "spot drag" : "spot");
    shape.setAttribute("tabindex", spot.tab === false ? "-1" : "0");
    shape.setAttribute("role", spot.drag ? "slider" : "button");
    shape.dataset.id = spot.id;
    if (spot.drag) {
      // in SVG touch-action is not obeyed everywhere: without this the page would scroll and take the finger away
      shape.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
      shape.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        shape.focus({ preventScroll: true });
        shape.setPointerCapture(event.pointerId);
        if (grab) place(event, grab);
        place(event);
      });
      shape.addEventListener(
        "pointermove",
        (event) => shape.hasPointerCapture(event.pointerId) && place(event),
      );
    } else {
      shape.addEventListener("click", () => press?.(spot.id));
    }
    if (hover) {
      shape.addEventListener("pointerenter", () => hover(spot.id));
      shape.addEventListener("focus", () => hover(spot.id));
    }
    shape.addEventListener("keydown", (event) => {
      const [dx, dy] = {
        ArrowLeft: [-1, 0],
        ArrowRight: [1, 0],
        ArrowUp: [0, 1],
        ArrowDown: [0, -1],
      }[event.key] ?? [0, 0];
      if ((dx || dy) && arrows) {
        event.preventDefault();
        arrows(spot.id, dx * (event.shiftKey ? 10 : 1), dy * (event.shiftKey ? 10 : 1));
      } else if ((event.key === "Enter" || event.key === " ") && !spot.drag) {
        event.preventDefault();
        press?.(spot.id);
      }
    });
    touch.append(shape);
    return shape;
  };

  const placeSpot = (shape, spot) => {
    const set = (attributes) =>
      Object.entries(attributes).forEach(([key, value]) => shape.setAttribute(key, value));
    set({ "aria-label": spot.label });
    if (spot.circle) set({ cx: spot.circle[0], cy: spot.circle[1], r: spot.circle[2] });
    if (spot.rect)
      set({ x: spot.rect[0], y: spot.rect[1], width: spot.rect[2], height: spot.rect[3], rx: 5 });
    if (spot.line)
      set({
        x1: spot.line[0],
        y1: spot.line[1],
        x2: spot.line[2],
        y2: spot.line[3],
        "stroke-width": 16,
      });
    if (spot.value !== undefined)
      set({ "aria-valuenow": spot.value, "aria-valuetext": spot.words });
    if (spot.pressed !== undefined) set({ "aria-pressed": spot.pressed });
  };

  const draw = () => {
    waiting = 0;
    // out of sight nobody knows how wide it will be: it is drawn when the page shows it again
    if (now && !node.clientWidth) return void (missed = true);
    now = picture(Math.min(760, Math.max(240, node.clientWidth || 760)), kit.theme);
    for (const part of [drawing, touch]) {
      part.setAttribute("width", now.width);
      part.setAttribute("height", now.height);
    }
    drawing.setAttribute("fill", kit.theme.text);
    drawing.innerHTML = now.svg;
    paintRasters(canvas, now);
    clearTimeout(speaking);
    if (now.words) speaking = setTimeout(() => (status.textContent = now.words), 500);
    const here = new Set((now.spots ?? []).map(({ id }) => String(id)));
    for (const [id, shape] of spots) {
      if (here.has(String(id))) continue;
      shape.remove();
      spots.delete(id);
    }
    for (const spot of now.spots ?? []) {
      if (!spots.has(spot.id)) spots.set(spot.id, makeSpot(spot));
      placeSpot(spots.get(spot.id), spot);
    }
  };
  redraws.push(draw);
  const update = () => (waiting ||= requestAnimationFrame(draw));
  return { node, update, draw, focus: (id) => spots.get(id)?.focus(), picture: () => now };
};

const paintRasters = (canvas, { width, height, rasters = [] }) => {
  if (!rasters.length) return;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  for (const { x, y, width: w, height: h, columns, rows, rgb, alpha, smooth } of rasters) {
    const small = kit.element("canvas", { width: columns, height: rows });
    const image = new ImageData(columns, rows);
    for (let i = 0; i < columns * rows; i++) {
      for (let c = 0; c < 3; c++) image.data[4 * i + c] = rgb[3 * i + c];
      image.data[4 * i + 3] = alpha ? alpha[i] : 255;
    }
    small.getContext("2d").putImageData(image, 0, 0);
    context.imageSmoothingEnabled = Boolean(smooth);
    context.drawImage(small, x, y, w, h);
  }
};

// ---- The page around the frame: it tells the theme, and is told the height ----

const paint = ({ text, background, dark } = {}) => {
  kit.theme = kit.colours(text, background, dark);
  const style = document.documentElement.style;
  const { text: ink, background: paper, muted, faint, soft, blue } = kit.theme;
  for (const [name, value] of Object.entries({
    text: ink,
    background: paper,
    muted,
    faint,
    soft,
    accent: blue,
  }))
    style.setProperty(`--${name}`, value);
  style.colorScheme = dark ? "dark" : "light";
  redraws.forEach((draw) => draw());
};

/** Starts the figure: the widget's `start(data, main)` builds it, then theme and height are kept up to date. */
kit.run = () => {
  const main = document.querySelector("main");
  const system = matchMedia("(prefers-color-scheme: dark)");
  let hosted = false;
  const alone = () =>
    hosted || paint(system.matches ? { text: "#e6e6e6", background: "#111111", dark: true } : {});
  const tell = (message) => window.parent.postMessage({ neuronotes: 1, ...message }, "*");
  alone();
  system.addEventListener("change", alone);
  window.addEventListener("message", ({ source, data }) => {
    if (source !== window.parent || data?.neuronotes !== 1 || !data.theme) return;
    hosted = true;
    document.documentElement.classList.add("hosted");
    paint(data.theme);
  });
  kit.widget.start(JSON.parse(document.getElementById("data").textContent), main);
  redraws.forEach((draw) => draw());
  let width = main.clientWidth;
  let height = 0;
  const measure = () => {
    if (main.clientWidth && (missed || main.clientWidth !== width)) {
      missed = false;
      width = main.clientWidth;
      redraws.forEach((draw) => draw());
    }
    const needed = Math.ceil(main.getBoundingClientRect().height);
    if (needed !== height) tell({ height: (height = needed) });
  };
  // at once too, because a browser does not observe what is still far below the screen
  measure();
  new ResizeObserver(measure).observe(main);
  tell({ hello: true });
};
