// What the search of the site looks through: the text under each heading.
import type { PageDocument } from "./dom";

export interface Section {
  /** The heading's name on its page; "" for the page itself. */
  id: string;
  title: string;
  text: string;
}

const HEADING = /^h[1-6]$/;

/** The text cells of a page, cut at the headings. The first section is the page's own. */
export function sectionsOf(document: PageDocument): Section[] {
  const found: Section[] = [];
  for (const cell of document.querySelectorAll(".cell.text")) {
    for (const node of cell.children) {
      const text = node.textContent.replace(/\s+/g, " ").trim();
      if (HEADING.test(node.localName)) {
        found.push({ id: node.localName === "h1" ? "" : node.id, title: text, text: "" });
      } else if (found.length) {
        const last = found[found.length - 1];
        last.text = `${last.text} ${text}`.trim();
      }
    }
  }
  return found;
}

/** The script file that gives the search its sections: it works from a disk, too, where no data can be fetched. */
export function searchIndex(
  pages: readonly { title: string; file: string; sections: readonly Section[] }[],
): string {
  const rows = pages.flatMap(({ title, file, sections }) =>
    sections.map(({ id, title: heading, text }) => [
      title,
      id ? `${file}#${id}` : file,
      heading,
      text,
    ]),
  );
  return `window.neuronotesIndex = ${JSON.stringify(rows)};\n`;
}
