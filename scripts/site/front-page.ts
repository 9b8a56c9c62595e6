// The first page: what this is, a figure to touch, the notebooks in order, how to run them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeHtml } from "../../lib/notebook/drawing/html";
import type { ExtraPage } from "./extra-pages";
import { root } from "./places";
import { fill, template } from "./templates";

export interface SeriesRow {
  /** Such as "03-any-shape". */
  name: string;
  title: string;
  /** What you build. */
  build: string;
  /** Minutes, with exercises. */
  minutes: string;
  /** What you need before. */
  before: string;
}

const ROW = /^\| \[([^\]]+)\]\(notebooks\/([\w-]+)\.ipynb\) \| (.+?) \| (.+?) \| (.+?) \|$/gm;

/** The rows of README's table of notebooks, so that the site and README say the same. */
export function seriesTable(readme = readFileSync(join(root, "README.md"), "utf8")): SeriesRow[] {
  return [...readme.matchAll(ROW)].map(([, title, name, build, minutes, before]) => ({
    name,
    title,
    build,
    minutes,
    before,
  }));
}

function notebookItem({ name, title, build, minutes, before }: SeriesRow): string {
  const [, number, words] = /^(\d\d) · (.*)$/.exec(title) ?? [title, "", title];
  return (
    `<li><a href="${name}.html"><span class="number">${number}</span> ${escapeHtml(words)}</a>` +
    `<p>${escapeHtml(build)}</p>` +
    `<p class="meta">${escapeHtml(minutes)} minutes · before: ${escapeHtml(before)}</p></li>`
  );
}

const extraItem = ({ slug, title, about }: ExtraPage): string =>
  `<li><a href="${slug}.html">${escapeHtml(title)}</a><p>${escapeHtml(about)}</p></li>`;

/** The content of the first page. figure: the HTML of the figure that it opens with. */
export function frontContent(
  rows: readonly SeriesRow[],
  extras: readonly ExtraPage[],
  figure: string,
): string {
  return fill(template("front.html"), {
    figure,
    notebooks: rows.map(notebookItem).join("\n"),
    extras: extras.map(extraItem).join("\n"),
  });
}
