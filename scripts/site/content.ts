// What nbconvert made of a notebook, finished for its page.
import { escapeHtml } from "../../lib/notebook/drawing/html";
import { parseBody, type PageDocument } from "./dom";
import { formula, formulaWords } from "./formulas";
import { contentsList, tidyHeadings } from "./headings";
import { siteLink, sourcePage, type LinkPlaces } from "./links";
import { sectionsOf, type Section } from "./sections";

export interface Content {
  title: string;
  /** The first words of its text. */
  description: string;
  html: string;
  /** Nested lists of links to its sections. */
  contents: string;
  sections: Section[];
}

const CODE_FILE = /\blib\/[\w./-]+\.(?:ts|js)\b/g;

/** While the document is changed each formula is only what it says: written out they are most of the page. */
function markFormulas(document: PageDocument): string[] {
  const formulas: string[] = [];
  for (const node of document.querySelectorAll(".formula-inline, .formula-block")) {
    const tex = node.textContent;
    const block = node.className === "formula-block";
    const drawn = formula(tex, block);
    const words = escapeHtml(formulaWords(tex));
    node.outerHTML = `<span data-formula="${formulas.length}">${words}</span>`;
    formulas.push(block ? `<span class="formula">${drawn}</span>` : drawn);
  }
  return formulas;
}

/** Links that lead somewhere on the site; those that leave it say so to the browser. */
function mendLinks(document: PageDocument, page: string, places: LinkPlaces): void {
  for (const link of document.querySelectorAll("a[href]")) {
    const href = siteLink(link.getAttribute("href") ?? "", page, places);
    link.setAttribute("href", href);
    if (/^http/.test(href)) link.setAttribute("rel", "noreferrer");
  }
  for (const picture of document.querySelectorAll("img[src]")) {
    const src = picture.getAttribute("src") ?? "";
    if (!src.startsWith("data:")) picture.setAttribute("src", siteLink(src, page, places));
  }
}

/** The names of files of code that a text or an output tells become links to the pages that show them. */
function linkFileNames(document: PageDocument, { sources }: LinkPlaces): void {
  for (const node of document.querySelectorAll("code, pre.printed")) {
    if (node.closest("a, .highlight")) continue;
    node.innerHTML = node.innerHTML.replace(CODE_FILE, (path) =>
      sources.has(path) ? `<a href="${sourcePage(path)}">${path}</a>` : path,
    );
  }
}

/** Tables scroll by themselves where the screen is narrow, and their empty head cells are cells. */
function wrapTables(document: PageDocument): void {
  for (const cell of document.querySelectorAll("th")) {
    if (cell.innerHTML.trim() === "") cell.outerHTML = "<td></td>";
  }
  for (const table of [...document.querySelectorAll("table")]) {
    table.outerHTML = `<div class="scroller">${table.outerHTML}</div>`;
  }
}

/**
 * The finished content of a notebook's page: formulas drawn, headings even and named, links mended. `figures` are put where
 * their marks are. Throws Error where a formula cannot be drawn or a link leads nowhere.
 */
export function finishContent(
  name: string,
  converted: string,
  figures: ReadonlyMap<string, string>,
  places: LinkPlaces,
): Content {
  const document = parseBody(converted);
  const formulas = markFormulas(document);
  const headings = tidyHeadings(document);
  const title = headings[0]?.level === 1 ? headings[0].text : "";
  if (!title) throw new Error(`${name}.ipynb does not begin with a heading of its own`);
  mendLinks(document, name, places);
  linkFileNames(document, places);
  wrapTables(document);
  const sections = sectionsOf(document);
  for (const { level, id, text } of headings.slice(1)) {
    const node = [...document.querySelectorAll(`h${level}`)].find((one) => one.id === id);
    if (node) {
      node.innerHTML +=
        ` <a class="anchor" href="#${id}" aria-label="Link to: ${escapeHtml(text)}">` +
        `<span aria-hidden="true">#</span></a>`;
    }
  }
  const finish = (html: string): string =>
    html
      .replace(/<span data-formula="(\d+)">[^<]*<\/span>/g, (_, index: string) => formulas[+index])
      .replace(/<!--figure:\d+-->/g, (mark) => {
        const figure = figures.get(mark);
        if (figure === undefined) throw new Error(`${name}: no figure stands for ${mark}`);
        return figure;
      });
  return {
    title,
    description: sections[0].text.slice(0, 200),
    html: finish(document.body.innerHTML),
    contents: finish(contentsList(headings)),
    sections,
  };
}
