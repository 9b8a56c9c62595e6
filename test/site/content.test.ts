import assert from "node:assert/strict";
import { test } from "node:test";
import { finishContent } from "../../scripts/site/content";
import { convert } from "../../scripts/site/convert";
import { SiteFiles } from "../../scripts/site/files";
import { formula, formulaWords } from "../../scripts/site/formulas";
import { figureMark } from "../../scripts/site/live-output";
import { searchIndex } from "../../scripts/site/sections";

const text = (source: string) => ({ cell_type: "markdown", metadata: {}, source });
const code = (source: string, outputs: object[] = []) => ({
  cell_type: "code",
  metadata: { tags: ["exercise"] },
  source,
  execution_count: 1,
  outputs,
});
const places = {
  files: new SiteFiles(),
  notebooks: new Set(["02-in-matrices"]),
  sources: new Set(["lib/core/matrix.ts"]),
};

/** A small notebook with one of everything, through nbconvert and the rest. */
function small() {
  const notebook = {
    nbformat: 4,
    nbformat_minor: 4,
    metadata: {},
    cells: [
      text("# 01 · Small\n\nA slope of $f'(x) < 2$, and → [next](02-in-matrices.ipynb)."),
      text(
        "### First\n\n$$\n\\sum_k a_k\n$$\n\n| | a |\n|---|---|\n| x | $y_1 < 3$ |\n\nSee `lib/core/matrix.ts`.",
      ),
      text(
        "<details><summary>Solution</summary>\n\nWith $\\sigma$:\n\n```ts\nconst b = `${1}`;\n```\n\n</details>",
      ),
      code("const a = 1; // one", [
        { output_type: "stream", name: "stdout", text: "1 < 2 & lib/core/matrix.ts\n" },
        { output_type: "display_data", metadata: {}, data: { "text/html": figureMark(0) } },
      ]),
    ],
  };
  const html = convert({ small: JSON.stringify(notebook) }, {}).notebooks["small"];
  return finishContent("small", html, new Map([[figureMark(0), "<b>figure</b>"]]), places);
}

test("a notebook becomes a page: formulas drawn, code coloured, outputs, links, contents, sections", () => {
  const { title, html, contents, sections } = small();
  assert.equal(title, "01 · Small");
  assert.match(html, /<h1 id="01-small">01 · Small<\/h1>/);
  assert.match(html, /<h2 id="first">First <a class="anchor" href="#first"/);
  assert.equal(contents, '<ol><li><a href="#first">First</a></li></ol>');
  assert.equal(html.match(/<math/g)?.length, 4);
  assert.equal(html.match(/class="katex-display"/g)?.length, 1);
  assert.ok(!html.includes("formula-"), "no formula is left undrawn");
  assert.match(html, /href="02-in-matrices\.html"/);
  assert.match(html, /<code><a href="source\/lib\/core\/matrix\.ts\.html">/);
  assert.match(html, /<div class="cell code exercise">/);
  assert.match(html, /<span class="kd">const<\/span> a/);
  assert.match(html, /<pre class="printed">1 &lt; 2 &amp; <a href="source/);
  assert.match(html, /<b>figure<\/b>/);
  assert.match(
    html,
    /<details><summary>Solution<\/summary>[\s\S]*katex[\s\S]*highlight[\s\S]*<\/details>/,
  );
  assert.match(html, /<div class="scroller"><table>\s*<thead>\s*<tr>\s*<td><\/td>/);
  assert.deepEqual(
    sections.map(({ id, title }) => [id, title]),
    [
      ["", "01 · Small"],
      ["first", "First"],
    ],
  );
  assert.match(sections[0].text, /^A slope of f′\(x\)<2, and → next\.$/);
  assert.ok(!sections[1].text.includes("#"));
});

test("a formula that KaTeX does not know, and a figure that is missing, stop the build by name", () => {
  assert.throws(() => formula("\\nosuch{1}", false), /cannot draw the formula \\nosuch\{1\}/);
  const html = `<div class="cell text"><h1>A</h1></div>${figureMark(3)}`;
  assert.throws(
    () => finishContent("small", html, new Map(), places),
    /small: no figure stands for/,
  );
  assert.throws(
    () => finishContent("small", "<p>no heading</p>", new Map(), places),
    /small\.ipynb does not begin with a heading/,
  );
});

test("formulaWords says a formula in plain signs", () => {
  assert.equal(formulaWords("a < b"), "a<b");
  assert.equal(formulaWords("\\frac{1}{2}\\,\\sigma"), "12 σ");
});

test("the index of the search is a script that sets rows of page, place, heading and text", () => {
  const window: { neuronotesIndex?: string[][] } = {};
  const script = searchIndex([
    { title: "T", file: "t.html", sections: [{ id: "a", title: "A", text: "x" }] },
  ]);
  new Function("window", script)(window);
  assert.deepEqual(window.neuronotesIndex, [["T", "t.html#a", "A", "x"]]);
});
