import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium, skipWithoutChromium } from "../chromium";
import { complaints, difference, type Coarse } from "./coarse";
import { References } from "./references";

const options = { skip: skipWithoutChromium };
const folder = join(__dirname, "..", "references");
const names = readdirSync(join(folder, "light")).sort();

/** The picture with other colours: `change` gets red, green, blue and the place. */
function changed(
  picture: Coarse,
  change: (rgb: number[], x: number, y: number) => number[],
): Coarse {
  const rgb = picture.rgb.slice();
  for (let k = 0; k < rgb.length; k += 3) {
    const [x, y] = [(k / 3) % picture.width, Math.floor(k / 3 / picture.width)];
    rgb.splice(k, 3, ...change(rgb.slice(k, k + 3), x, y));
  }
  return { ...picture, rgb };
}

describe("the comparison of pictures", () => {
  let browser: Browser;
  const pictures = new Map<string, Coarse>();
  const read = (theme: string, name: string) => pictures.get(`${theme}/${name}`) as Coarse;

  before(async () => {
    if (skipWithoutChromium) return;
    browser = await launchChromium();
    const references = await References.open(browser);
    for (const theme of ["light", "dark"]) {
      for (const name of names) {
        const file = readFileSync(join(folder, theme, name));
        pictures.set(`${theme}/${name}`, await references.read(file));
      }
    }
  });
  after(() => browser?.close());

  test(
    "a picture is like itself, and there is one of each figure in both themes",
    options,
    async () => {
      assert.deepEqual(readdirSync(join(folder, "dark")).sort(), names);
      for (const name of names) {
        const picture = read("light", name);
        assert.deepEqual(difference(picture, picture), { ofInk: 0, far: 0, taller: 0 });
      }
    },
  );

  test("a blank figure is refused, and so is one in the other theme", options, () => {
    for (const name of names) {
      const [light, dark] = [read("light", name), read("dark", name)];
      for (const [picture, other] of [
        [light, dark],
        [dark, light],
      ] as const) {
        const blank = changed(picture, () => [...picture.paper]);
        assert.notDeepEqual(complaints(difference(picture, blank)), [], `${name}, blank`);
        const size = { width: picture.width, height: picture.height };
        const resized = { ...other, ...size, rgb: fitted(other, size) };
        assert.notDeepEqual(complaints(difference(picture, resized)), [], `${name}, other theme`);
      }
    }
  });

  test("other colours and a half that is missing are refused", options, () => {
    const swapped = ["regions", "surface", "confusion", "surfaceFigure", "regionsFigure", "plot"];
    for (const name of swapped.map((word) => `${word}.png`)) {
      const picture = read("light", name);
      const found = difference(
        picture,
        changed(picture, ([r, g, b]) => [b, r, g]),
      );
      assert.notDeepEqual(complaints(found), [], `${name}, other colours`);
    }
    for (const name of ["regions", "curves", "network", "weights", "gallery", "lossSurface"]) {
      const picture = read("light", `${name}.png`);
      const half = changed(picture, (rgb, _, y) => (2 * y < picture.height ? rgb : picture.paper));
      assert.notDeepEqual(complaints(difference(picture, half)), [], `${name}, cut in half`);
    }
  });

  test("a figure that is a tenth higher is refused", () => {
    assert.deepEqual(complaints({ ofInk: 0, far: 0, taller: 0.1 }), ["taller 0.100, allowed 0.06"]);
  });
});

/** The nearest pixels of a picture, for another size. */
function fitted({ width, height, rgb }: Coarse, to: { width: number; height: number }): number[] {
  return Array.from({ length: to.width * to.height * 3 }, (_, k) => {
    const x = Math.floor((((Math.floor(k / 3) % to.width) + 0.5) * width) / to.width);
    const y = Math.floor(((Math.floor(k / 3 / to.width) + 0.5) * height) / to.height);
    return rgb[3 * (y * width + x) + (k % 3)];
  });
}
