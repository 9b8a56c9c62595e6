// Does this browser run our figures? A button and a slider; both used, it turns green.

const kit = globalThis.neuronotes;

const state = () => ({ alive: false, pressed: false, moved: false });

const picture = (data, { alive, pressed, moved }, width, c) => {
  const both = pressed && moved;
  const words = both
    ? "Figures are alive in this browser."
    : pressed
      ? "Good. Now move the slider."
      : moved
        ? "Good. Now press the button."
        : alive
          ? "Press the button and move the slider."
          : "A still picture: the button and the slider are missing.";
  const mark = both ? c.green : c.muted;
  return {
    width,
    height: 52,
    words,
    svg:
      kit.tag("rect", {
        x: 1,
        y: 1,
        width: width - 2,
        height: 50,
        rx: 9,
        fill: mark,
        "fill-opacity": both ? 0.18 : 0.08,
        stroke: mark,
        "stroke-width": 1.5,
      }) +
      kit.tag("circle", {
        cx: 27,
        cy: 26,
        r: 11,
        fill: both ? c.green : "none",
        stroke: mark,
        "stroke-width": 2,
      }) +
      (both
        ? kit.path(
            [
              [22, 26],
              [26, 30],
              [33, 22],
            ],
            { stroke: c.background, "stroke-width": 2.5 },
          )
        : "") +
      kit.text(50, 31, words, { "font-size": width < 400 ? 13 : 15, "font-weight": 600 }),
  };
};

const start = (data, main) => {
  const now = { ...state(), alive: true };
  const view = kit.stage({ label: "check", picture: (width, c) => picture(data, now, width, c) });
  const set = (key) => ((now[key] = true), view.update());
  const button = kit.button("Press me", () => set("pressed"));
  button.style.cssText = "min-height: 44px; padding: 4px 26px; font-size: 16px";
  const slider = kit.slider({
    label: "move me",
    min: 0,
    max: 10,
    step: 1,
    value: 0,
    change: () => set("moved"),
  });
  main.append(view.node, kit.element("div", { class: "row" }, button, slider.node));
};

kit.widget = { state, picture, start };
