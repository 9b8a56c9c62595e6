import { encodePng } from "./png-encode";

/**
 * As much of a browser's canvas as Plot asks for: Plot.raster puts an image on it, a continuous colour legend fills
 * it one pixel wide, and both take the result as a PNG data address.
 */
export class FakeCanvas {
  width = 300;
  height = 150;
  private pixels: Uint8ClampedArray | undefined;

  getContext(kind: string) {
    if (kind !== "2d") throw new TypeError(`this canvas draws in "2d" only, but got "${kind}"`);
    return {
      fillStyle: "#000",
      createImageData: (width: number, height: number) => ({
        width,
        height,
        data: new Uint8ClampedArray(width * height * 4),
      }),
      putImageData: (
        image: { width: number; height: number; data: Uint8ClampedArray },
        left: number,
        top: number,
      ) => {
        for (let y = 0; y < image.height; y++) {
          for (let x = 0; x < image.width; x++) {
            const from = (y * image.width + x) * 4;
            this.setPixel(left + x, top + y, image.data.subarray(from, from + 4));
          }
        }
      },
      fillRect(this: { fillStyle: string; setPixel: FakeCanvas["setPixel"] }, ...box: number[]) {
        const [left, top, width, height] = box;
        const colour = parseColour(this.fillStyle);
        for (let y = top; y < top + height; y++) {
          for (let x = left; x < left + width; x++) this.setPixel(x, y, colour);
        }
      },
      setPixel: this.setPixel.bind(this),
    };
  }

  toDataURL(): string {
    const png = encodePng(this.width, this.height, this.buffer());
    return `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  }

  private setPixel(x: number, y: number, colour: ArrayLike<number>): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    this.buffer().set(colour, (y * this.width + x) * 4);
  }

  private buffer(): Uint8ClampedArray {
    this.pixels ??= new Uint8ClampedArray(this.width * this.height * 4);
    return this.pixels;
  }
}

/**
 * Red, green, blue and alpha (0 to 255 each) of "#rgb", "#rrggbb", "rgb(…)" or "rgba(…)", which is what the colour
 * scales of Plot give. Throws RangeError for anything else.
 */
export function parseColour(colour: string): number[] {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour)?.[1];
  if (hex) {
    const digits = hex.length === 3 ? [...hex].map((d) => d + d) : (hex.match(/../g) as string[]);
    return [...digits.map((d) => parseInt(d, 16)), 255];
  }
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(colour)?.[1]
    .split(/[\s,/]+/)
    .map(Number);
  if (parts && (parts.length === 3 || parts.length === 4) && parts.every(Number.isFinite)) {
    return [parts[0], parts[1], parts[2], 255 * (parts[3] ?? 1)];
  }
  throw new RangeError(
    `a colour was expected, like "#0072B2" or "rgb(0, 114, 178)", but got ${JSON.stringify(colour)}`,
  );
}
