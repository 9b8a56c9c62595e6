// The reader's own data: text pasted, or a file chosen or dropped, read as CSV, and three questions about its columns.
import { csvBounds, readCsv, type Table } from "../csv";
import { likelyChoice, ownFromTable, type Choice } from "../own-table";
import { button, choice, tick } from "./controls";
import type { Desk } from "./desk";
import { element, freshId } from "./dom";

/** More than that is put into the box at once: a browser inserts long text line by line. */
const SLOW = 1000;
/** More text than that is read, but not put into the box: a browser takes seconds to lay out a hundred thousand lines. */
const SHOWN = 20_000;
const EXAMPLE = "length,width,kind\n5.1,1.4,small\n7.0,4.7,large";

export function ownPanel(desk: Desk): { node: HTMLElement; open: () => void } {
  let table: Table | undefined;
  /** The text that counts: that of the box, or a longer one whose beginning the box shows. */
  let source = "";
  let chosen: Choice = { inputs: [], answer: 0, kind: "classes" };
  const area = freshId("csv");
  const text = element("textarea", {
    id: area,
    rows: 6,
    spellcheck: "false",
    placeholder: EXAMPLE,
    input: () => {
      source = text.value;
      read();
    },
    paste: (event) => {
      const pasted = (event as ClipboardEvent).clipboardData?.getData("text/plain") ?? "";
      if (pasted.length <= SLOW) return;
      event.preventDefault();
      const [start, end] = [text.selectionStart, text.selectionEnd];
      fill(source.slice(0, start) + pasted + source.slice(end));
    },
  });
  const message = element("p", { class: "message", role: "status" });
  const questions = element("div", { class: "questions" });
  const file: HTMLInputElement = element("input", {
    type: "file",
    accept: ".csv,.tsv,.txt,text/csv,text/plain",
    "aria-label": "CSV file",
    change: () => void take(file.files?.[0]),
  });
  const header = tick("the first line holds names", (on) => void read(on));
  const use = button("learn from these data", () => takeRows());
  const close = button("close", () => void (node.hidden = true), { class: "quiet" });
  use.disabled = true;

  const say = (words: string, bad = false) => {
    message.textContent = words;
    message.classList.toggle("bad", bad);
  };

  const read = (named?: boolean) => {
    table = undefined;
    use.disabled = true;
    questions.replaceChildren();
    if (source.trim() === "") return say("");
    try {
      table = readCsv(source, { header: named });
      chosen = likelyChoice(table);
      header.set(table.header);
      ask(table);
      check();
    } catch (error) {
      say((error as Error).message, true);
    }
  };

  /** Takes a whole text, however long. */
  const fill = (whole: string) => {
    source = whole;
    text.value = whole.length > SHOWN ? `${whole.slice(0, SHOWN)}\n…` : whole;
    read();
  };

  /** Which columns, and of what kind the answer is. */
  const ask = ({ names }: Table) => {
    const columns = names.map((name, i) => [i, name] as const);
    const first = choice<number>("x₁", columns, (column) =>
      pick({ inputs: [column, ...chosen.inputs.slice(1)] }),
    );
    const second = choice<number>("x₂", [[-1, "none"], ...columns], (column) =>
      pick({ inputs: column < 0 ? chosen.inputs.slice(0, 1) : [chosen.inputs[0] ?? 0, column] }),
    );
    const answer = choice<number>("answer", columns, (column) => pick({ answer: column }));
    const kind = choice<Choice["kind"]>(
      "the answer is",
      [
        ["classes", "a class"],
        ["values", "a value"],
      ],
      (value) => pick({ kind: value }),
    );
    first.set(chosen.inputs[0] ?? 0);
    second.set(chosen.inputs[1] ?? -1);
    answer.set(chosen.answer);
    kind.set(chosen.kind);
    questions.replaceChildren(header.node, first.node, second.node, answer.node, kind.node);
  };

  const pick = (change: Partial<Choice>) => {
    chosen = { ...chosen, ...change };
    check();
  };

  const cut = () => (source.length > SHOWN ? " The box shows the beginning." : "");

  const check = () => {
    if (!table) return;
    use.disabled = true;
    try {
      const own = ownFromTable(table, chosen);
      const what = own.classes.length > 0 ? `${own.classes.length} classes` : "values to fit";
      say(`${own.rows.length} rows, ${what}. Inputs are scaled to −1 … 1.${cut()}`);
      use.disabled = false;
    } catch (error) {
      say((error as Error).message, true);
    }
  };

  const takeRows = () => {
    if (!table) return;
    try {
      desk.own = ownFromTable(table, chosen);
      void desk.pause();
      desk.change({ data: "own" });
      node.hidden = true;
    } catch (error) {
      say((error as Error).message, true);
    }
  };

  const take = async (given: File | undefined) => {
    if (!given) return;
    if (given.size > 4 * csvBounds.signs) {
      return say(
        `${given.name.slice(0, 60)} is too large: ${Math.ceil(given.size / 1e6)} MB.`,
        true,
      );
    }
    try {
      fill(new TextDecoder("utf-8", { fatal: true }).decode(await given.arrayBuffer()));
    } catch {
      say(`${given.name.slice(0, 60)} is not a text file.`, true);
    }
  };

  const node: HTMLElement = element(
    "section",
    { class: "panel", id: "own-panel", "aria-label": "Your own data", hidden: true },
    element("h2", {}, "Your own data"),
    element(
      "p",
      { class: "hint" },
      "Paste rows of numbers with a comma, a semicolon or a tab between them, or drop a CSV file anywhere on the page. One or two columns are inputs, one is the answer: a class or a value. Nothing leaves this page.",
    ),
    element("label", { for: area, class: "name" }, "CSV"),
    text,
    message,
    questions,
    element("div", { class: "buttons" }, use, file, close),
  );
  const open = () => {
    node.hidden = false;
    node.scrollIntoView({ block: "nearest" });
    text.focus();
  };
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const dropped = event.dataTransfer?.files[0];
    if (!dropped) return;
    open();
    void take(dropped);
  });
  return { node, open };
}
