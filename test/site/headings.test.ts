import assert from "node:assert/strict";
import { test } from "node:test";
import { parseBody } from "../../scripts/site/dom";
import { contentsList, evenLevels, nameFor, tidyHeadings } from "../../scripts/site/headings";

test("evenLevels leaves no gap, and siblings stay siblings", () => {
  assert.deepEqual(evenLevels([1, 3, 2, 4, 4, 3, 2]), [1, 2, 2, 3, 3, 3, 2]);
  assert.deepEqual(evenLevels([1, 2, 3, 4]), [1, 2, 3, 4]);
  assert.deepEqual(evenLevels([]), []);
});

test("nameFor makes a name of a heading's words, and another one where it is taken", () => {
  const taken = new Set<string>();
  assert.equal(nameFor("1 · Data to practise on", taken), "1-data-to-practise-on");
  assert.equal(nameFor("1 · Data, to practise: on!", taken), "1-data-to-practise-on-2");
  assert.equal(nameFor("★", taken), "section");
});

test("tidyHeadings gives each heading its level and name, in the document too", () => {
  const document = parseBody("<h1>A</h1><h4>B <em>c</em></h4><h2>B c</h2>");
  const headings = tidyHeadings(document);
  assert.deepEqual(
    headings.map(({ level, id, text }) => [level, id, text]),
    [
      [1, "a", "A"],
      [2, "b-c", "B c"],
      [2, "b-c-2", "B c"],
    ],
  );
  assert.equal(
    document.body.innerHTML,
    '<h1 id="a">A</h1><h2 id="b-c">B <em>c</em></h2><h2 id="b-c-2">B c</h2>',
  );
});

test("a heading does not take a name that the page itself uses", () => {
  assert.equal(tidyHeadings(parseBody("<h1>Search</h1>"))[0].id, "search-2");
});

test("contentsList nests the third level in the second, and is nothing without sections", () => {
  const headings = [1, 2, 3, 3, 2].map((level, i) => ({
    level,
    id: `h${i}`,
    html: `H${i}`,
    text: `H${i}`,
  }));
  assert.equal(
    contentsList(headings),
    '<ol><li><a href="#h1">H1</a><ol><li><a href="#h2">H2</a></li><li><a href="#h3">H3</a></li></ol></li>' +
      '<li><a href="#h4">H4</a></li></ol>',
  );
  assert.equal(contentsList(headings.slice(0, 1)), "");
});
