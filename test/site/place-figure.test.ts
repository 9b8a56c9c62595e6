import assert from "node:assert/strict";
import { test } from "node:test";
import { framedFigure } from "../../lib/notebook/touch/frame";
import { SiteFiles } from "../../scripts/site/files";
import { placeFigure } from "../../scripts/site/place-figure";

const png = Uint8Array.of(1, 2, 3);
const framed = framedFigure({
  script: 'const a = 1 < 2 && "yes" > "";',
  data: { text: "</script>" },
  height: 123.4,
  still: png,
  alt: 'A "frame" & more',
});

test("the page in a frame becomes a file that holds what the browser would have read", () => {
  const files = new SiteFiles();
  const html = placeFigure(framed, files, "../");
  const [, address] = /<iframe[^>]* src="\.\.\/(frames\/[0-9a-f]{12}\.html)"/.exec(html) ?? [];
  const frame = String(files.all.get(address));
  assert.match(frame, /^<!doctype html><html lang="en">/);
  assert.ok(frame.includes('const a = 1 < 2 && "yes" > "";'), frame);
  assert.ok(frame.includes("default-src 'none'"));
  assert.match(html, /<iframe data-neuronotes sandbox="allow-scripts" loading="lazy"/);
  assert.match(html, /title="A &quot;frame&quot; &amp; more"/);
  assert.match(html, /height: 124px/);
  assert.doesNotMatch(html, /<script|srcdoc/);
});

test("the same frame twice is one file, and its still picture stands beside it", () => {
  const files = new SiteFiles();
  assert.equal(placeFigure(framed, files), placeFigure(framed, files));
  assert.equal(files.all.size, 2);
  const [, still] =
    /<img class="still" src="(stills\/[0-9a-f]{12}\.png)"/.exec(placeFigure(framed, files)) ?? [];
  assert.deepEqual(files.all.get(still), png);
});

test("a drawing stands in the page, without names on its marks, and without a file", () => {
  const files = new SiteFiles();
  const html =
    '<div role="img" aria-label="A line"><svg><g aria-label="line" stroke="red"></g></svg></div>';
  assert.equal(
    placeFigure({ html, png, alt: "A line" }, files),
    '<div class="figure"><div role="img" aria-label="A line"><svg><g stroke="red"></g></svg></div></div>',
  );
  assert.equal(files.all.size, 0);
});

test("a script that the site does not know, and a frame that may do more than run scripts, are refused", () => {
  const place = (html: string) => placeFigure({ html, png, alt: "" }, new SiteFiles());
  assert.throws(
    () => place("<p></p><script>alert(1)</script>"),
    /script that the site does not know/,
  );
  assert.throws(
    () => place('<iframe sandbox="allow-scripts allow-same-origin" srcdoc="x"></iframe>'),
    /sandboxed with scripts alone/,
  );
  assert.throws(() => place('<iframe src="https://example.org/"></iframe>'), /must hold its page/);
});
