import { stillScale, type Figure } from "./figure";
import { scriptLiteral } from "./html";
import { currentCell, type DisplayMessage } from "./kernel";

/**
 * Shows figures below the cell, one below the other. Each is sent twice: as a still picture, and as live HTML that hides
 * the picture where scripts run. So a viewer that strips scripts shows the picture, and everybody sees one of the two.
 * Outside a notebook the descriptions are printed.
 */
export function show(...figures: Figure[]): void {
  const write = currentCell();
  for (const figure of figures) {
    if (typeof figure?.html !== "string" || !(figure.png instanceof Uint8Array)) {
      throw new TypeError(
        "show expects figures, as plot(…) or networkFigure(…) return them, but got " +
          (Array.isArray(figure) ? "an array: write show(...figures)" : typeof figure),
      );
    }
    if (write) {
      write(stillMessage(figure));
      write(liveMessage(figure));
    } else {
      console.log(`[figure: ${figure.alt}]`);
    }
  }
}

/** The display message of the still picture, at its natural size, with its description. */
export function stillMessage(figure: Figure, displayId?: string): DisplayMessage {
  const png = Buffer.from(figure.png);
  return {
    data: { "image/png": png.toString("base64"), "text/plain": `[figure: ${figure.alt}]` },
    metadata: { "image/png": { width: stillWidth(png), alt: figure.alt } },
    transient: displayId ? { display_id: displayId } : {},
  };
}

/** The display message of the live form. It hides the output before it, if that is a picture. */
export function liveMessage(figure: Figure, displayId?: string): DisplayMessage {
  return {
    data: { "text/html": liveHtml(figure.html) },
    metadata: {},
    transient: displayId ? { display_id: displayId } : {},
  };
}

/**
 * The figure travels inside the script: where scripts are stripped, nothing of it is left, no stray labels of an axis.
 * Runs again when a saved notebook is opened, and in a page made by nbconvert.
 */
function liveHtml(html: string): string {
  return (
    `<div></div><script>(() => { const self = document.currentScript, slot = self.previousElementSibling;` +
    `slot.replaceChildren(document.createRange().createContextualFragment(${scriptLiteral(html)}));` +
    `const before = self.closest(".jp-OutputArea-child")?.previousElementSibling;` +
    `if (before?.querySelector("img[src^='data:image/png']")) before.style.display = "none"; })()</script>`
  );
}

/** The width on the page, from the one in the PNG's header; the height follows. */
function stillWidth(png: Buffer): number {
  return Math.round(png.readUInt32BE(16) / stillScale);
}
