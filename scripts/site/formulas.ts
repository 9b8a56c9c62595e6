import katex from "katex";

const drawn = new Map<string, string>();

/**
 * A formula as HTML and MathML, drawn by KaTeX now, so that the page needs no script for it: eyes read the one, screen
 * readers the other. Throws Error with the formula where KaTeX does not understand it.
 */
export function formula(tex: string, displayMode: boolean): string {
  const key = `${displayMode} ${tex}`;
  let html = drawn.get(key);
  if (html === undefined) {
    try {
      html = katex.renderToString(tex, { displayMode, output: "htmlAndMathml", strict: "error" });
    } catch (cause) {
      throw new Error(`KaTeX cannot draw the formula ${tex}: ${(cause as Error).message}`, {
        cause,
      });
    }
    // The TeX once more, for programs: a tenth of the page that nobody sees.
    html = html.replace(/<annotation[\s\S]*?<\/annotation>/g, "");
    drawn.set(key, html);
  }
  return html;
}

/** What a formula says, as plain text: the signs of its MathML. */
export function formulaWords(tex: string): string {
  const math = /<math[\s\S]*?<\/math>/.exec(formula(tex, false))?.[0] ?? "";
  return math
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/[\u200b\u2061\u2062]/g, "")
    .replace(/\s+/g, " ");
}
