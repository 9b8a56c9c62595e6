import { escapeHtml } from "../../lib/notebook/drawing/html";
import { fill, template } from "./templates";

export interface PageParts {
  /** Where the page lies in the site, such as "03-any-shape.html". */
  file: string;
  title: string;
  description: string;
  content: string;
  /** The text of the whole file, where a page brings its own. */
  whole?: string;
  /** Lists of links to the sections of the page; "" where it has none. */
  contents?: string;
  /** What kind of page it is, for the style sheet. */
  kind?: "front" | "notebook" | "source" | "wide" | "";
  previous?: { file: string; title: string };
  next?: { file: string; title: string };
}

/** The way from a page to the top of the site: "" or "../../". */
export const wayUp = (file: string): string => "../".repeat(file.split("/").length - 1);

/** The pages that every page leads to: its navigation. */
export type Menu = readonly { file: string; title: string }[];

function menuList(menu: Menu, file: string, contents: string): string {
  const items = menu.map((entry) => {
    const here = entry.file === file;
    const link =
      `<a href="${wayUp(file)}${entry.file}"${here ? ' aria-current="page"' : ""}>` +
      `${escapeHtml(entry.title)}</a>`;
    return `<li>${link}${here ? contents : ""}</li>`;
  });
  return `<ul>${items.join("\n")}</ul>`;
}

function neighbours({ file, previous, next }: PageParts): string {
  const link = (to: PageParts["next"], rel: string, word: string) =>
    to
      ? `<a rel="${rel}" href="${wayUp(file)}${to.file}"><span>${word}</span> ${escapeHtml(to.title)}</a>`
      : "";
  const links = link(previous, "prev", "Previous") + link(next, "next", "Next");
  return links && `<nav class="neighbours" aria-label="Previous and next">${links}</nav>`;
}

/** A page of the site: site/page.html with its parts in place. */
export function page(parts: PageParts, menu: Menu): string {
  const { file, title, description, content, contents = "", kind = "" } = parts;
  return fill(template("page.html"), {
    root: wayUp(file),
    title: escapeHtml(title === "neuronotes" ? title : `${title} — neuronotes`),
    description: escapeHtml(description),
    kind,
    content,
    neighbours: neighbours(parts),
    menu: menuList(menu, file, contents),
  });
}
