// What one takes along: a link that holds the whole state, and the net as a program.
import { writeState } from "../link";
import { programOf } from "../program";
import { readFields, type PlaygroundState } from "../state";
import { button, tick } from "./controls";
import type { Desk } from "./desk";
import { element, freshId } from "./dom";

export function exportPanel(desk: Desk): { node: HTMLElement; open: () => void } {
  let learned = false;
  const link = area(2);
  const program = area(14);
  const withWeights = tick("with the weights as they are now", (on) => {
    learned = on;
    fill();
  });
  const message = element("p", { class: "message", role: "status" });
  const epochs = element("p", { class: "hint" });

  const fill = () => {
    message.textContent = "";
    try {
      const { state, epochsSince } = desk.trainer.start;
      link.box.value = addressOf(readFields(learned ? desk.trainer.now : state));
      program.box.value = programOf(state, epochsSince);
      epochs.textContent = `The program trains for ${epochsSince || 100} epochs${
        epochsSince && state.weights ? " from the weights it holds" : ""
      }, and prints the loss${epochsSince ? " that you see here" : ""}.`;
    } catch (error) {
      message.textContent = (error as Error).message;
    }
  };
  const copy = (box: HTMLTextAreaElement) => {
    box.select();
    // The newer way to copy is closed to a frame without rights.
    const done = document.execCommand("copy");
    message.textContent = done ? "Copied." : "Press Ctrl+C (Mac: ⌘C) to copy.";
  };
  const node: HTMLElement = element(
    "section",
    { class: "panel", id: "export-panel", "aria-label": "Take it along", hidden: true },
    element("h2", {}, "Take it along"),
    element("label", { for: link.id, class: "name" }, "Link with the whole state"),
    link.box,
    element(
      "div",
      { class: "buttons" },
      button("copy the link", () => copy(link.box)),
      withWeights.node,
    ),
    element("label", { for: program.id, class: "name" }, "The same net as a program (TypeScript)"),
    program.box,
    epochs,
    element(
      "div",
      { class: "buttons" },
      button("copy the program", () => copy(program.box)),
      button("close", () => void (node.hidden = true), { class: "quiet" }),
    ),
    message,
  );
  return {
    node,
    open: () => {
      void desk.pause().then(() => {
        node.hidden = false;
        fill();
        node.scrollIntoView({ block: "nearest" });
        link.box.focus();
      });
    },
  };
}

function area(rows: number): { id: string; box: HTMLTextAreaElement } {
  const id = freshId("text");
  return { id, box: element("textarea", { id, rows, readonly: true, spellcheck: "false" }) };
}

/** This page with the state in its hash; in a frame, which has no address, the hash alone. */
function addressOf(state: PlaygroundState): string {
  const address = /^(https?|file):/.test(location.href) ? location.href.replace(/#.*$/s, "") : "";
  return address + writeState(state);
}
