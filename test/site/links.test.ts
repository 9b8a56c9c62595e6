import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenLinks } from "../../scripts/site/broken-links";
import { SiteFiles } from "../../scripts/site/files";
import { siteLink } from "../../scripts/site/links";

const places = {
  files: new SiteFiles(),
  notebooks: new Set(["03-any-shape"]),
  sources: new Set(["lib/core/matrix.ts"]),
};
const link = (href: string) => siteLink(href, "02-in-matrices", places);

test("a link to a notebook leads to its page, one to a file of the library to the page that shows it", () => {
  assert.equal(link("03-any-shape.ipynb"), "03-any-shape.html");
  assert.equal(link("03-any-shape.ipynb#1-layers"), "03-any-shape.html#1-layers");
  assert.equal(link("../lib/core/matrix.ts"), "source/lib/core/matrix.ts.html");
});

test("links within the page and to other hosts stay as they are", () => {
  for (const href of ["#here", "https://doi.org/10.1098/rstl.1858.0002", "mailto:a@example.org"]) {
    assert.equal(link(href), href);
  }
});

test("another file of the project comes along", () => {
  const path = link("../assets/or-and-xor.png");
  assert.match(path, /^files\/[0-9a-f]{12}\.png$/);
  assert.ok(places.files.all.has(path));
});

test("a link to nothing, or out of the project, is an error that names page and link", () => {
  const nothing = /02-in-matrices links to .*, and nothing is there/;
  for (const href of ["04-gone.ipynb", "../lib/core", "../../secret.txt", "no-such.png"]) {
    assert.throws(() => link(href), nothing, href);
  }
});

const pages = (html: string) =>
  brokenLinks(
    new Map([
      ["index.html", html],
      ["a/b.html", '<h2 id="there">x</h2><a href="../index.html">up</a>'],
      ["picture.png", ""],
    ]),
  );

test("brokenLinks has nothing to say of links that lead somewhere", () => {
  const good =
    '<p id="here"><a href="#here">1</a><a href="a/b.html#there">2</a><a href="https://example.org/">3</a>' +
    '<img src="picture.png" alt="a > b"><img src="data:image/png;base64,AA=="></p>';
  assert.deepEqual(pages(good), []);
});

test("brokenLinks names files and anchors that are missing, and what would be loaded from elsewhere", () => {
  assert.deepEqual(pages('<a href="gone.html">x</a>'), [
    "index.html → gone.html: there is no file gone.html",
  ]);
  assert.deepEqual(pages('<a href="a/b.html#nowhere">x</a>'), [
    "index.html → a/b.html#nowhere: a/b.html has no part of that name",
  ]);
  assert.deepEqual(pages('<a class="x" title="a > b" href="#gone">x</a>'), [
    "index.html → #gone: index.html has no part of that name",
  ]);
  for (const tag of [
    '<img src="https://example.org/a.png">',
    '<script src="//example.org/a.js"></script>',
    '<link rel="stylesheet" href="http://example.org/a.css">',
  ]) {
    assert.match(pages(tag).join(), /index\.html loads .*example\.org.* from another host/);
  }
  assert.match(
    pages('<a href="javascript:alert(1)">x</a>').join(),
    /index\.html links to javascript/,
  );
});
