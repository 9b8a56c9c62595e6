// The committed pictures of the figures, and how a screenshot is held against them. A page of the browser reads, scales
// and writes PNG files.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { artifacts } from "../server";
import { coarseWidth, difference, type Coarse, type Difference } from "./coarse";

/** NEURONOTES_REFERENCES=write makes the pictures anew instead of comparing. */
const writing = process.env["NEURONOTES_REFERENCES"] === "write";

const folder = join(__dirname, "..", "references");

interface Read extends Coarse {
  /** Height over width of the large picture. */
  shape: number;
  png: string;
}

export class References {
  private constructor(private readonly page: Page) {}

  static async open(browser: Browser): Promise<References> {
    return new References(await browser.newPage());
  }

  /** A PNG file made coarse: as wide as coarseWidth, or of this size. */
  async read(png: Buffer, size?: { width: number; height: number }): Promise<Read> {
    const told = JSON.stringify([png.toString("base64"), size ?? null, coarseWidth]);
    // the pixels come as text: a list of numbers takes the browser's protocol a hundred times as long
    const { rgba, ...read } = (await this.page.evaluate(`(async ([base64, size, coarseWidth]) => {
      const image = new Image();
      image.src = "data:image/png;base64," + base64;
      await image.decode();
      const { naturalWidth: w, naturalHeight: h } = image;
      const { width, height } = size ?? { width: coarseWidth, height: Math.max(1, Math.round((coarseWidth * h) / w)) };
      const drawn = (width, height) => {
        const canvas = Object.assign(document.createElement("canvas"), { width, height });
        const context = canvas.getContext("2d", { willReadFrequently: true });
        context.imageSmoothingQuality = "high";
        context.drawImage(image, 0, 0, width, height);
        return { canvas, pixels: context.getImageData(0, 0, width, height).data };
      };
      const corner = drawn(w, h).pixels;
      const { canvas, pixels } = drawn(width, height);
      return {
        width, height, shape: h / w, paper: [...corner.slice(0, 3)],
        rgba: btoa(Array.from(pixels, (byte) => String.fromCharCode(byte)).join("")),
        png: canvas.toDataURL("image/png").split(",")[1],
      };
    })(${told})`)) as Omit<Read, "rgb"> & { rgba: string };
    return { ...read, rgb: [...Buffer.from(rgba, "base64")].filter((_, i) => i % 4 < 3) };
  }

  /**
   * How far a screenshot is from the reference of this name, or undefined where the reference was written instead. The
   * screenshot is kept in artifacts/browser/figures-seen.
   */
  async compare(name: string, screenshot: Buffer): Promise<Difference | undefined> {
    const kept = join(artifacts, "figures-seen", `${name}.png`);
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, screenshot);
    const file = join(folder, `${name}.png`);
    if (writing) {
      const { png } = await this.read(screenshot);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, Buffer.from(png, "base64"));
      return undefined;
    }
    if (!existsSync(file)) {
      throw new Error(`there is no reference ${name}.png: NEURONOTES_REFERENCES=write makes it`);
    }
    const reference = await this.read(readFileSync(file));
    const now = await this.read(screenshot, reference);
    return difference(reference, now, now.shape / reference.shape - 1);
  }
}
