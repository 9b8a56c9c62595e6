// Headings of a page: levels without a gap, a name to link to, the page's contents.
import type { PageDocument } from "./dom";

export interface Heading {
  /** 1 to 6. */
  level: number;
  id: string;
  /** Its HTML, without the link to itself. */
  html: string;
  text: string;
}

/** "1 · Data to practise on" becomes "1-data-to-practise-on"; a name that is taken gets a number behind it. */
export function nameFor(text: string, taken: Set<string>): string {
  const plain = text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  const base = plain || "section";
  let name = base;
  for (let i = 2; taken.has(name); i++) name = `${base}-${i}`;
  taken.add(name);
  return name;
}

/**
 * Levels with no gap: a heading lies at most one level below the one that it belongs to, and siblings stay siblings.
 * [1, 3, 2, 4] becomes [1, 2, 2, 3].
 */
export function evenLevels(levels: readonly number[]): number[] {
  const open: { was: number; is: number }[] = [];
  return levels.map((was) => {
    while (open.length && open[open.length - 1].was >= was) open.pop();
    const is = (open[open.length - 1]?.is ?? 0) + 1;
    open.push({ was, is });
    return is;
  });
}

/** Gives the headings of a document their levels and names, and returns them in order. */
export function tidyHeadings(document: PageDocument): Heading[] {
  const nodes = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const levels = evenLevels(nodes.map((node) => Number(node.localName[1])));
  const taken = new Set<string>(["main", "contents", "search"]);
  return nodes.map((node, i) => {
    const level = levels[i];
    const html = node.innerHTML;
    const text = node.textContent.trim();
    const id = nameFor(text, taken);
    const even = document.createElement(`h${level}`);
    even.id = id;
    even.innerHTML = html;
    node.replaceWith(even);
    return { level, id, html, text };
  });
}

/** The headings of levels 2 and 3 as nested lists of links; "" where there are none. */
export function contentsList(headings: readonly Heading[]): string {
  const link = ({ id, html }: Heading) =>
    `<a href="#${id}">${html.replace(/<\/?a\b[^>]*>/g, "")}</a>`;
  let list = "";
  let inner = "";
  const close = () => {
    if (inner) list += `<ol>${inner}</ol>`;
    if (list) list += "</li>";
    inner = "";
  };
  for (const heading of headings) {
    if (heading.level === 2) {
      close();
      list += `<li>${link(heading)}`;
    } else if (heading.level === 3 && list) {
      inner += `<li>${link(heading)}</li>`;
    }
  }
  close();
  return list && `<ol>${list}</ol>`;
}
