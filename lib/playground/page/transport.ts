// Play, pause, one epoch, reset; the count of epochs; and what happened, for those who listen.
import { counted, percent, plain } from "../words";
import { button } from "./controls";
import type { Desk } from "./desk";
import { element, icon } from "./dom";

const icons = {
  play: "M4 2.5v11l9-5.5z",
  pause: "M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z",
  step: "M3 2.5v11l7-5.5zM11 2.5h2.2v11H11z",
  reset:
    "M8 2.2a5.8 5.8 0 1 0 5.7 6.9h-2A3.9 3.9 0 1 1 8 4.1c1 0 2 .4 2.7 1.1L8.6 7.3h5.2V2l-1.8 1.8A5.8 5.8 0 0 0 8 2.2z",
};

export function transport(desk: Desk): HTMLElement {
  const reset = button("", () => desk.reset(), { icon: icon(icons.reset), title: "Reset" });
  const play = button("", () => void (desk.playing ? desk.pause() : desk.play()), {
    title: "Play",
    class: "play",
  });
  const step = button("", () => void desk.step().then(say), {
    icon: icon(icons.step),
    title: "One epoch",
  });
  const epoch = element("output", { class: "epoch", "aria-label": "epochs" });
  const status = element("p", { class: "hidden", role: "status" });
  const say = () => {
    const { train, test } = desk.measured;
    const right =
      test.accuracy === undefined ? "" : `, ${percent(test.accuracy)} of the test points right`;
    status.textContent = `${desk.playing ? "Playing" : "At rest"}, epoch ${desk.trainer.epochs}: training loss ${plain(train.loss)}, test loss ${plain(test.loss)}${right}.`;
  };
  let was: boolean | undefined;
  const show = () => {
    if (desk.playing === was) return;
    if (was !== undefined) say();
    was = desk.playing;
    play.replaceChildren(icon(was ? icons.pause : icons.play));
    play.setAttribute("aria-label", was ? "Pause" : "Play");
    play.title = was ? "Pause" : "Play";
  };
  desk.onState(show);
  desk.onFrame(() => (epoch.textContent = counted(desk.trainer.epochs)));
  return element(
    "div",
    { class: "transport", role: "group", "aria-label": "Training" },
    reset,
    play,
    step,
    element("div", { class: "count" }, element("span", { class: "name" }, "epoch"), epoch),
    status,
  );
}
