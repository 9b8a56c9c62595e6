import { join } from "node:path";
import { writeBeside } from "../../io/write-beside";
import { gifFromPictures, type GifColours, type Pixels } from "../drawing/gif";
import { halved } from "../drawing/halve";
import { encodePng } from "../drawing/png-encode";
import { pixelsFromSvg } from "../drawing/svg-png";
import { pictureSvg, type WidgetPicture } from "../touch/widget-still";

export interface FramesOptions {
  /** Pixels from left to right, from 240 to 2000 (720). */
  width?: number;
  /** Words above each picture; none unless told otherwise. */
  title?: string;
  /** Degrees by which surfaces turn from the first moment to the last (0). */
  turn?: number;
}

export interface GifOptions extends FramesOptions, GifColours {
  /** Moments a second, from 1 to 50 (10). */
  framesPerSecond?: number;
  /** How long the last moment stays, in seconds (2). */
  rest?: number;
}

/** What is drawn moment by moment. */
export interface Film {
  moments: number;
  /** A moment, so many units wide. */
  draw(index: number, width: number): WidgetPicture;
}

/**
 * All moments as an animated GIF. Resolves with the bytes of the file.
 * Throws RangeError for a width, a speed or a rest that players cannot show, and what writeBeside throws.
 */
export async function saveGif(path: string, film: Film, options: GifOptions = {}): Promise<number> {
  const { framesPerSecond = 10, rest = 2 } = options;
  if (!(framesPerSecond >= 1 && framesPerSecond <= 50)) {
    throw new RangeError(
      `saveGif expects framesPerSecond from 1 to 50, which players can keep, but got ${framesPerSecond}`,
    );
  }
  if (!(rest >= 0 && rest <= 600)) {
    throw new RangeError(`saveGif expects rest from 0 to 600 seconds but got ${rest}`);
  }
  const { moments } = film;
  const delays = new Array<number>(moments).fill(1000 / framesPerSecond);
  delays[moments - 1] = Math.max(1000 * rest, delays[0]);
  const bytes = await ofOneHeight(film, options, (picture) =>
    gifFromPictures(moments, picture, delays, options),
  );
  await writeBeside(path, bytes);
  return bytes.length;
}

/** Each moment as a PNG file in this folder. Resolves with their paths, in order. Throws as saveGif. */
export async function saveFrames(
  folder: string,
  film: Film,
  options: FramesOptions = {},
): Promise<string[]> {
  return ofOneHeight(film, options, async (picture) => {
    const paths: string[] = [];
    for (let k = 0; k < film.moments; k++) {
      const { width, height, pixels } = picture(k);
      const path = join(folder, `${String(k).padStart(3, "0")}.png`);
      await writeBeside(path, encodePng(width, height, pixels));
      paths.push(path);
    }
    return paths;
  });
}

/**
 * What `make` makes of the moments as pixels, all as high as the highest. A moment is drawn when it is asked for, since all of
 * them together would fill a gigabyte; so that one is higher than the first and the last is known late, and all is made anew.
 */
async function ofOneHeight<Made>(
  { moments, draw }: Film,
  { width = 720, turn = 0 }: FramesOptions,
  make: (picture: (index: number) => Pixels) => Promise<Made> | Made,
): Promise<Made> {
  if (!Number.isFinite(turn)) {
    throw new RangeError(`an animation expects turn in degrees but got ${turn}`);
  }
  if (!(width >= 240 && width <= 2000)) {
    throw new RangeError(`an animation is from 240 to 2000 pixels wide, but got ${width}`);
  }
  // drawn as wide as on a page, then scaled: words keep their place
  const page = Math.max(width, 376);
  const drawn = (index: number) => draw(index, page - 16);
  let height = Math.max(drawn(0).height, drawn(moments - 1).height);
  for (;;) {
    let highest = height;
    const made = await make((index) => {
      const picture = drawn(index);
      highest = Math.max(highest, picture.height);
      return pixelsOf({ ...picture, height }, width / page);
    });
    if (highest === height) return made;
    height = highest;
  }
}

/** Rasters are painted twice as fine as a picture's pixels where they stand on end: halved, they need half the time. */
function pixelsOf({ rasters = [], ...picture }: WidgetPicture, scale: number): Pixels {
  const small = rasters.map((raster) =>
    raster.columns >= 2 * scale * raster.width ? { ...raster, ...halved(raster) } : raster,
  );
  return pixelsFromSvg(pictureSvg({ ...picture, rasters: small }), scale);
}
