// Pages of the site beside the notebooks. Another one is a line in the list.
import type { Figure } from "../../lib/notebook/drawing/figure";
import { drawADigit } from "./extra/draw-a-digit";
import { dropAPicture } from "./extra/drop-a-picture";
import { playground } from "./extra/playground";
import type { SiteFiles } from "./files";
import type { PageParts } from "./page";
import { placeFigure } from "./place-figure";

interface Listed {
  /** Its file is `slug`.html. */
  slug: string;
  title: string;
  /** One sentence for the first page and for search engines. */
  about: string;
}

/** A page with the bar and the contents of the site. */
interface WithinSite extends Listed {
  /** True where its figure wants more width than text. */
  wide?: boolean;
  /**
   * The content of the page, which begins with <h1>. `place` gives the HTML of a figure as cells of a notebook show it;
   * a sandboxed frame in it becomes a file of its own.
   */
  html(place: (figure: Figure) => string): string | Promise<string>;
}

/** A page that brings everything itself, as one that keeps its state in its address must: a frame has no such address. */
interface OnItsOwn extends Listed {
  /** The text of the whole HTML file. */
  whole(): string | Promise<string>;
}

export type ExtraPage = WithinSite | OnItsOwn;

export const extraPages: readonly ExtraPage[] = [playground, drawADigit, dropAPicture];

/** An extra page as a page of the site. The frames and stills of its figures go into `files`. */
export async function extraParts(extra: ExtraPage, files: SiteFiles): Promise<PageParts> {
  const { slug, title, about } = extra;
  const parts = { file: `${slug}.html`, title, description: about, content: "" };
  if ("whole" in extra) return { ...parts, whole: await extra.whole() };
  const content = await extra.html((figure) => placeFigure(figure, files));
  return { ...parts, content, kind: extra.wide ? "wide" : "" };
}
