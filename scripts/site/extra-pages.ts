// Pages of the site beside the notebooks. Another one is a line in the list.
import type { Figure } from "../../lib/notebook/drawing/figure";
import { drawADigit } from "./extra/draw-a-digit";
import { dropAPicture } from "./extra/drop-a-picture";

export interface ExtraPage {
  /** Its file is `slug`.html. */
  slug: string;
  title: string;
  /** One sentence for the first page and for search engines. */
  about: string;
  /** True where its figure wants more width than text. */
  wide?: boolean;
  /**
   * The content of the page, which begins with <h1>. `place` gives the HTML of a figure as cells of a notebook show it;
   * a sandboxed frame in it becomes a file of its own.
   */
  html(place: (figure: Figure) => string): string | Promise<string>;
}

export const extraPages: readonly ExtraPage[] = [drawADigit, dropAPicture];
