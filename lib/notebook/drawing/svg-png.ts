import { Resvg } from "@resvg/resvg-js";
import { fewColours } from "./few-colours";
import type { Pixels } from "./gif";
import { encodePng } from "./png-encode";

/**
 * A picture of an SVG, on white, with a font that comes along (no font of the machine is used, so the picture is the
 * same everywhere). scale: pixels of the picture per unit of the SVG.
 * Throws Error with the cause where the SVG cannot be read.
 */
export function pngFromSvg(svg: string, scale = 1.5): Uint8Array {
  const { width, height, pixels } = pixelsFromSvg(svg, scale);
  return encodePng(width, height, fewColours(pixels));
}

/** The same as pixels. Throws what pngFromSvg throws. */
export function pixelsFromSvg(svg: string, scale: number): Pixels {
  try {
    const font = "DejaVu Sans";
    const picture = new Resvg(svg, {
      background: "white",
      fitTo: { mode: "zoom", value: scale },
      font: {
        loadSystemFonts: false,
        fontFiles: fontFiles(),
        defaultFontFamily: font,
        sansSerifFamily: font,
        serifFamily: font,
        monospaceFamily: font,
      },
    });
    const { width, height, pixels } = picture.render();
    return { width, height, pixels };
  } catch (cause) {
    throw new Error(`no picture could be made of this SVG: ${svg.slice(0, 80)}…`, { cause });
  }
}

let files: string[] | undefined;

function fontFiles(): string[] {
  files ??= ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((name) =>
    require.resolve(`dejavu-fonts-ttf/ttf/${name}`),
  );
  return files;
}
