import assert from "node:assert/strict";
import { test } from "node:test";
import { liveMessage, stillMessage } from "../../lib/notebook/drawing/show";
import { figureFromSvg } from "../../lib/notebook/drawing/figure";
import { figureMark, liveForm, takeFigures } from "../../scripts/site/live-output";
import { checkOutputs, type Cell } from "../../scripts/site/notebook-file";

const figure = figureFromSvg(
  '<svg width="30" height="20" viewBox="0 0 30 20"><text y="9">"1 &lt; 2" &amp; \\</text></svg>',
  { alt: "A sum" },
);
const display = (message: { data: object; metadata: object }) => ({
  output_type: "display_data",
  ...(message as { data: Record<string, string>; metadata: Record<string, unknown> }),
});
const cell = (outputs: Cell["outputs"]): Cell => ({
  cell_type: "code",
  source: "show(figure)",
  execution_count: 1,
  outputs,
});

test("takeFigures finds the figure that show(…) sent, with its still picture, and leaves a mark", () => {
  const printed = { output_type: "stream" };
  const outputs = [printed, display(stillMessage(figure)), display(liveMessage(figure))];
  const before = JSON.stringify(outputs);
  const { notebook, figures } = takeFigures({ cells: [cell(outputs)], metadata: {} });
  assert.equal(figures.length, 1);
  assert.equal(figures[0].html, figure.html);
  assert.deepEqual(Buffer.from(figures[0].png), Buffer.from(figure.png));
  assert.equal(figures[0].alt, "A sum");
  assert.equal(figures[0].width, 30);
  assert.deepEqual(notebook.cells[0].outputs, [
    printed,
    { output_type: "display_data", metadata: {}, data: { "text/html": figureMark(0) } },
  ]);
  assert.equal(JSON.stringify(outputs), before);
});

test("a live form without a picture before it is an error, and so is HTML of another kind", () => {
  const alone = [display(liveMessage(figure))];
  assert.throws(
    () => takeFigures({ cells: [cell(alone)], metadata: {} }),
    /no still picture before it/,
  );
  assert.throws(() => liveForm("<b>bold</b>"), /expected the HTML that show.*but got <b>bold/);
});

test("checkOutputs names the notebook, what it lacks and what to run", () => {
  const fingerprint = "0afb0a3e2d82cc83";
  const fresh = { cells: [cell([{ output_type: "stream" }])], metadata: {} };
  assert.throws(
    () =>
      checkOutputs("03-any-shape", {
        cells: [{ ...cell([]), execution_count: null }],
        metadata: {},
      }),
    /03-any-shape\.ipynb has no outputs: its cell 0 has never run: run `npm run notebooks 03`/,
  );
  assert.throws(
    () => checkOutputs("03-any-shape", { cells: [cell([])], metadata: {} }),
    /03-any-shape\.ipynb has no outputs: run/,
  );
  assert.throws(
    () => checkOutputs("03-any-shape", fresh),
    /outputs of other code than it holds now: run `npm run notebooks 03`/,
  );
  checkOutputs("03-any-shape", {
    ...fresh,
    metadata: { neuronotes: { sources: fingerprint } },
  });
});
