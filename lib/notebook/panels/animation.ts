import { join } from "node:path";
import { writeBeside } from "../../io/write-beside";
import { gifFromPictures } from "../drawing/gif";
import { encodePng } from "../drawing/png-encode";
import { pixelsFromSvg } from "../drawing/svg-png";
import { pictureSvg, type WidgetPicture } from "../touch/widget-still";

export interface FramesOptions {
  /** Pixels from left to right (720). */
  width?: number;
}

export interface GifOptions extends FramesOptions {
  /** Moments a second (10). */
  framesPerSecond?: number;
  /** How long the last moment stays, in seconds (2). */
  rest?: number;
}

/** Draws a moment, so many units wide. */
type Draw = (index: number, width: number) => WidgetPicture;

/** All moments as an animated GIF, all of one size. Resolves with the bytes of the file. Throws what writeBeside throws. */
export async function saveGif(
  path: string,
  moments: number,
  draw: Draw,
  options: GifOptions = {},
): Promise<number> {
  const { framesPerSecond = 10, rest = 2 } = options;
  if (!(framesPerSecond > 0 && framesPerSecond <= 50)) {
    throw new RangeError(
      `saveGif expects framesPerSecond from 1 to 50, which players can keep, but got ${framesPerSecond}`,
    );
  }
  const delay = Math.round(1000 / framesPerSecond);
  const delays = Array.from({ length: moments }, (_, k) => (k < moments - 1 ? delay : 1000 * rest));
  const bytes = gifFromPictures(pictures(moments, draw, options), delays);
  await writeBeside(path, bytes);
  return bytes.length;
}

/** Each moment as a PNG file in this folder. Resolves with their paths, in order. Throws what writeBeside throws. */
export async function saveFrames(
  folder: string,
  moments: number,
  draw: Draw,
  options: FramesOptions = {},
): Promise<string[]> {
  const paths: string[] = [];
  for (const [k, { width, height, pixels }] of pictures(moments, draw, options).entries()) {
    const path = join(folder, `${String(k).padStart(3, "0")}.png`);
    await writeBeside(path, encodePng(width, height, pixels));
    paths.push(path);
  }
  return paths;
}

/** All moments as pixels, as high as the highest of them. */
function pictures(moments: number, draw: Draw, { width = 720 }: FramesOptions) {
  if (!(width >= 240 && width <= 2000)) {
    throw new RangeError(`an animation is from 240 to 2000 pixels wide, but got ${width}`);
  }
  // drawn as wide as on a page, then scaled: words keep their place
  const page = Math.max(width, 376);
  const drawn = Array.from({ length: moments }, (_, k) => draw(k, page - 16));
  const height = Math.max(...drawn.map((picture) => picture.height));
  return drawn.map((picture) => pixelsFromSvg(pictureSvg({ ...picture, height }), width / page));
}
