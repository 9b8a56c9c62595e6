// A square to draw on with mouse, finger, pen or keys. The ink is the canvas's opacity, so it takes any theme's colour.

const kit = globalThis.neuronotes;

/** change(grey) is told after every stroke of a frame: side × side numbers, 0 paper to 255 ink; undefined when cleared. */
kit.drawingPad = ({ side, brush, change }) => {
  const canvas = kit.element("canvas", {
    width: side,
    height: side,
    tabindex: 0,
    role: "application",
    "aria-label":
      "canvas to draw a digit on; arrow keys move the pen, the space bar lowers and lifts it",
    style:
      "display: block; width: 100%; max-width: 280px; aspect-ratio: 1; touch-action: none; cursor: crosshair;" +
      "background: var(--soft); border: 1px solid var(--muted); border-radius: 10px",
  });
  const hint = kit.element(
    "span",
    {
      class: "muted",
      style:
        "position: absolute; inset: 0; display: grid; place-items: center; font-size: 18px; pointer-events: none",
    },
    "draw a digit",
  );
  const pen = kit.element("span", {
    hidden: "",
    style:
      "position: absolute; width: 22px; height: 22px; margin: -11px; border: 2px solid var(--accent); border-radius: 50%; pointer-events: none",
  });
  const node = kit.element(
    "div",
    { style: "position: relative; max-width: 280px" },
    canvas,
    hint,
    pen,
  );
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let last;
  let waiting = 0;

  const read = () => {
    waiting = 0;
    const { data } = context.getImageData(0, 0, side, side);
    change(Uint8Array.from({ length: side * side }, (_, i) => data[4 * i + 3]));
  };
  const stroke = (to) => {
    context.lineWidth = brush;
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = kit.theme.text;
    context.beginPath();
    context.moveTo(...(last ?? to));
    context.lineTo(to[0] + 0.01, to[1]);
    context.stroke();
    last = to;
    hint.style.display = "none";
    waiting ||= requestAnimationFrame(read);
  };
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * side,
      ((event.clientY - box.top) / box.height) * side,
    ];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    pen.hidden = true;
    canvas.setPointerCapture(event.pointerId);
    last = undefined;
    stroke(place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    for (const each of event.getCoalescedEvents?.() ?? []) stroke(place(each));
    stroke(place(event));
  });

  // with keys: a ring shows where the pen is
  let at = [side / 2, side / 4];
  let down = false;
  canvas.addEventListener("keydown", (event) => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
      event.key
    ];
    if (!move && event.key !== " ") return;
    event.preventDefault();
    if (!move) down = !down;
    else at = at.map((v, i) => kit.clamp(v + 8 * move[i], brush / 2, side - brush / 2));
    pen.hidden = false;
    pen.style.left = `${(at[0] / side) * 100}%`;
    pen.style.top = `${(at[1] / side) * 100}%`;
    pen.style.background = down ? "var(--accent)" : "none";
    if (!down || !move) last = undefined;
    if (down) stroke(at);
  });
  canvas.addEventListener("blur", () => {
    pen.hidden = true;
    down = false;
  });

  const clear = () => {
    context.clearRect(0, 0, side, side);
    hint.style.display = "grid";
    down = false;
    pen.hidden = true;
    last = undefined;
    change(undefined);
  };
  /** Puts a small picture of n × n greys on the canvas. */
  const show = (greys, n) => {
    const small = kit.element("canvas", { width: n, height: n });
    const image = new ImageData(n, n);
    greys.forEach((grey, i) => image.data.set([...kit.theme.ink, grey], 4 * i));
    small.getContext("2d").putImageData(image, 0, 0);
    context.clearRect(0, 0, side, side);
    context.drawImage(small, 0, 0, side, side);
    hint.style.display = "none";
  };
  kit.onTheme(() => {
    context.globalCompositeOperation = "source-in";
    context.fillStyle = kit.theme.text;
    context.fillRect(0, 0, side, side);
    context.globalCompositeOperation = "source-over";
  });
  return { node, clear, show };
};
