// The page of the playground: it reads its state from the link, or from what the cell gave, and builds all parts.
import "../../browser";
import { readState, writeState } from "../link";
import { readFields, type PlaygroundState } from "../state";
import { dataPanel } from "./data-panel";
import { Desk } from "./desk";
import { element } from "./dom";
import { exportPanel } from "./export-panel";
import { netPanel } from "./net-panel";
import { outputPanel } from "./output-panel";
import { ownPanel } from "./own-panel";
import { settings } from "./settings";
import { followTheme } from "./theme";
import { transport } from "./transport";

const main = document.querySelector("main") as HTMLElement;
const given = stateGiven();
const desk = new Desk(given.state);
const own = ownPanel(desk);
const taken = exportPanel(desk);
const problem = element("p", { class: "problem", role: "alert", hidden: true });
desk.onProblem((words) => {
  problem.hidden = words === "";
  problem.textContent = words;
});

main.append(
  element("div", { class: "bar" }, transport(desk), settings(desk)),
  problem,
  element(
    "div",
    { class: "desk" },
    dataPanel(desk, own.open),
    netPanel(desk),
    outputPanel(desk, taken.open),
  ),
  own.node,
  taken.node,
);
followTheme(main, (theme) => desk.setTheme(theme));
desk.tellState();
desk.look();
if (given.problem) desk.problem(given.problem);
keepHash();

/** The state that the link holds, or the one that the page was made with; and what was wrong with the link. */
function stateGiven(): { state: PlaygroundState; problem?: string } {
  const made = JSON.parse(document.getElementById("data")?.textContent ?? "{}") as unknown;
  try {
    return { state: location.hash.length > 1 ? readState(location.hash) : readFields(made) };
  } catch (error) {
    return { state: readFields({}), problem: refused(error) };
  }
}

function refused(error: unknown): string {
  return `This link was not taken: ${(error as Error).message} The playground begins with its usual settings.`;
}

/** Writes the settings into the address as they change, and follows an address that is changed. */
function keepHash(): void {
  if (!/^(https?|file):/.test(location.href)) return;
  let waiting = false;
  const write = () => {
    waiting = false;
    const hash = writeState(desk.state);
    if (hash !== location.hash) history.replaceState(null, "", hash);
  };
  desk.onState(() => {
    if (!waiting) window.setTimeout(write, 250);
    waiting = true;
  });
  window.addEventListener("hashchange", () => {
    try {
      const state = readState(location.hash);
      if (writeState(state) !== writeState(desk.state)) desk.replace(state);
    } catch (error) {
      desk.problem(refused(error));
    }
  });
}
