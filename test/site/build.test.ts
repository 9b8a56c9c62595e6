import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { brokenLinks } from "../../scripts/site/broken-links";
import { buildSite, readSeries, writeSite } from "../../scripts/site/build";
import { extraPages, extraParts } from "../../scripts/site/extra-pages";
import { SiteFiles } from "../../scripts/site/files";
import { seriesTable } from "../../scripts/site/front-page";
import { root } from "../../scripts/site/places";
import { fill } from "../../scripts/site/templates";

const MOST = 1_500_000;

/** Pages that bring their own scripts. */
const wholes = new Set(
  extraPages.filter((one) => "whole" in one).map(({ slug }) => `${slug}.html`),
);

describe("the site of the committed notebooks", () => {
  let files: SiteFiles;
  const said: string[] = [];
  before(async () => {
    files = await buildSite((line) => said.push(line));
  });
  const pages = () => [...files.all].filter(([path]) => path.endsWith(".html"));
  const text = (path: string) => String(files.all.get(path));

  test("has a page for every notebook, every extra page, the library and its files", () => {
    for (const name of readSeries().keys()) assert.ok(files.all.has(`${name}.html`), name);
    for (const { slug } of extraPages) assert.ok(files.all.has(`${slug}.html`), slug);
    for (const path of ["index.html", "library.html", "source/lib/core/matrix.ts.html"]) {
      assert.ok(files.all.has(path), path);
    }
    assert.match(said.join("\n"), /every link leads somewhere/);
  });

  test("every link and every anchor leads somewhere, and nothing is loaded from another host", () => {
    assert.deepEqual(brokenLinks(files.all), []);
  });

  test("no page is above 1.5 MB, and none holds a frame's page or a picture that has a live form", () => {
    for (const [path, content] of pages()) {
      const bytes = Buffer.byteLength(content);
      assert.ok(bytes <= MOST, `${path}: ${bytes} bytes`);
      if (path.startsWith("frames/") || wholes.has(path)) continue;
      assert.doesNotMatch(String(content), /<iframe[^>]* srcdoc=|<script>/, path);
    }
  });

  test("every figure of every notebook is on its page", () => {
    for (const [name, { figures }] of readSeries()) {
      const found = text(`${name}.html`).match(/<div class="figure/g) ?? [];
      assert.equal(found.length, figures.length, name);
      const frames = figures.filter(({ html }) => html.includes("<iframe")).length;
      assert.equal((text(`${name}.html`).match(/<iframe /g) ?? []).length, frames, name);
    }
  });

  test("the host of the frames runs before the first frame stands in the page, and waits for nothing", () => {
    for (const name of readSeries().keys()) {
      const page = text(`${name}.html`);
      const host = page.indexOf('<script src="assets/host.js"></script>');
      assert.ok(host > page.indexOf("<body") && host < page.indexOf("<iframe"), name);
    }
  });

  test("notebooks lead to the previous and the next one", () => {
    const second = text("02-in-matrices.html");
    assert.match(second, /<a rel="prev" href="01-or-and-xor-by-hand\.html">/);
    assert.match(second, /<a rel="next" href="03-any-shape\.html">/);
    assert.doesNotMatch(text("00-preflight.html"), /rel="prev"/);
  });

  test("every name on a page is there once", () => {
    for (const [path, content] of pages()) {
      if (path.startsWith("frames/")) continue;
      const names = [
        ...String(content).matchAll(/<(?:h\d|main|nav|dialog|button|input)[^>]* id="([^"]+)"/g),
      ];
      assert.equal(new Set(names.map(([, id]) => id)).size, names.length, path);
    }
  });

  test("headings go down one level at a time and begin with one of the first level", () => {
    for (const [path, content] of pages()) {
      if (path.startsWith("frames/")) continue;
      const levels = [...String(content).matchAll(/<h([1-6])\b/g)].map(([, level]) =>
        Number(level),
      );
      assert.equal(levels.filter((level) => level === 1).length, 1, path);
      levels.forEach((level, i) =>
        assert.ok(level <= (levels[i - 1] ?? 0) + 1, `${path}: ${levels}`),
      );
    }
  });

  test("the table of notebooks comes from README, row by row", () => {
    const names = readdirSync(join(root, "notebooks")).filter((name) =>
      /^\d\d-[^.]+\.ipynb$/.test(name),
    );
    assert.deepEqual(
      seriesTable().map(({ name }) => `${name}.ipynb`),
      names.sort(),
    );
    for (const { build } of seriesTable())
      assert.ok(text("index.html").includes(build.slice(0, 20)));
  });
});

test("an extra page stands within the site, or brings its whole file", async () => {
  const files = new SiteFiles();
  const about = { slug: "toy", title: "Toy", about: "A toy." };
  const html = '<iframe sandbox="allow-scripts" title="t" srcdoc="&lt;p>"></iframe>';
  const figure = { html, png: Uint8Array.of(1), alt: "t" };
  const within = await extraParts(
    { ...about, html: (place) => `<h1>Toy</h1>${place(figure)}` },
    files,
  );
  assert.equal(within.file, "toy.html");
  assert.match(within.content, /^<h1>Toy<\/h1><div class="figure live"><iframe [^>]*src="frames\//);
  assert.equal(within.whole, undefined);
  const alone = await extraParts({ ...about, whole: () => "<!doctype html>" }, files);
  assert.equal(alone.whole, "<!doctype html>");
});

test("a build that fails leaves the old site; one that succeeds takes its place", () => {
  const parent = mkdtempSync(join(tmpdir(), "site-"));
  try {
    const folder = join(parent, "site");
    const first = new SiteFiles();
    first.add("old.html", "old");
    writeSite(first, folder);
    const bad = new SiteFiles();
    bad.add("a", "file");
    bad.add("a/b", "a file in a file");
    assert.throws(() => writeSite(bad, folder));
    assert.equal(readFileSync(join(folder, "old.html"), "utf8"), "old");
    const second = new SiteFiles();
    second.add("new.html", "new");
    writeSite(second, folder);
    assert.ok(!existsSync(join(folder, "old.html")));
    assert.equal(readFileSync(join(folder, "new.html"), "utf8"), "new");
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
});

test("two files of one name, and a slot that nobody fills, are errors", () => {
  const files = new SiteFiles();
  files.add("a", "1");
  assert.throws(() => files.add("a", "2"), /two files of the site are called a/);
  assert.throws(() => fill("{{a}} {{b}}", { a: "1" }), /slot b that nobody filled/);
});
