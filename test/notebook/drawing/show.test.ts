import assert from "node:assert/strict";
import { test } from "node:test";
import { figureFromSvg } from "../../../lib/notebook/drawing/figure";
import { liveFigure } from "../../../lib/notebook/live/live";
import { liveMessage, show, stillMessage } from "../../../lib/notebook/drawing/show";
import { inCell } from "../../helpers/fake-cell";

const figure = (words: string) =>
  figureFromSvg(
    `<svg width="90" height="40" viewBox="0 0 90 40"><text y="20">${words}</text></svg>`,
    {
      alt: `The words ${words}.`,
    },
  );

test("in a cell a figure is sent as a picture first and then as HTML", () => {
  const sent = inCell(() => show(figure("one"), figure("two")));
  assert.deepEqual(
    sent.map(({ data }) => Object.keys(data)[0]),
    ["image/png", "text/html", "image/png", "text/html"],
  );
});

test("the picture has its natural width and its description", () => {
  const { data, metadata } = stillMessage(figure("one"));
  assert.deepEqual(metadata["image/png"], { width: 90, alt: "The words one." });
  assert.equal(data["text/plain"], "[figure: The words one.]");
});

test("where scripts are stripped nothing of the HTML is left", () => {
  const html = liveMessage(figure("one")).data["text/html"];
  assert.equal(html.replace(/<script>.*<\/script>/s, ""), "<div></div>");
});

test("outside a notebook the description is printed", (context) => {
  const log = context.mock.method(console, "log", () => undefined);
  show(figure("one"));
  assert.deepEqual(log.mock.calls[0].arguments, ["[figure: The words one.]"]);
});

test("what is no figure is refused", () => {
  assert.throws(() => show([figure("one")] as never), /show\(\.\.\.figures\)/);
  assert.throws(() => show(undefined as never), /but got undefined/);
});

test("a live figure redraws one place, and leaves picture and HTML of the last state", () => {
  const sent = inCell(() => {
    const live = liveFigure();
    live.update(figure("one"));
    live.update(figure("two"));
    live.done(figure("three"));
  });
  const kinds = sent.map(
    ({ data, update }) => `${update ? "change" : "new"} ${Object.keys(data)[0]}`,
  );
  assert.deepEqual(kinds, [
    "new image/png",
    "new text/html",
    "change text/html",
    "change image/png",
    "change text/html",
  ]);
  assert.equal(new Set(sent.map(({ transient }) => transient.display_id)).size, 2);
  assert.match(sent[4].data["text/html"], /three/);
  assert.equal(sent[3].data["text/plain"], "[figure: The words three.]");
});

test("a live figure that never showed anything cannot be done", () => {
  assert.throws(() => inCell(() => liveFigure().done()), /before any figure/);
});
