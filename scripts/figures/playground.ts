// README's first animation: the real page of the playground in Chromium, pressed epoch by epoch.
import { writeBeside } from "../../lib/io/write-beside";
import { gifFromPictures, type Pixels } from "../../lib/notebook/drawing/gif";
import { pixelsFromSvg } from "../../lib/notebook/drawing/svg-png";
import type { PlaygroundState } from "../../lib/playground/state";
import { findChromium, launchChromium } from "../../test/browser/chromium";
import { openPlayground } from "../../test/browser/playground-page";

const WIDTH = 720;
/** The page is photographed wider than it is shown: on 720 pixels its panels would stand below each other. */
const PAGE = { width: 1160, height: 703 };
const FRAMES = 60;
const EPOCHS = 600;
const net: Partial<PlaygroundState> = {
  ...{ data: "spiral", classes: 3, points: 1000, noise: 0.05, layers: [8, 8], seed: 2 },
  ...{ optimizer: "adam", learningRate: 0.01 },
};

/** Three arms of a spiral learned by an 8-8-3 net. Resolves with what is missing where there is no Chromium. */
export async function playgroundAtWork(path: string): Promise<string | void> {
  if (findChromium() === undefined) return "no Chromium or Chrome here";
  const pictures = await photographs();
  const delays = pictures.map((_, k) => (k === FRAMES - 1 ? 2000 : 100));
  const bytes = gifFromPictures(FRAMES, (k) => pixelsOf(pictures[k]), delays, { colours: 128 });
  await writeBeside(path, bytes);
}

/** PNG files of the page, spaced more closely at first, when weights change most. */
async function photographs(): Promise<Buffer[]> {
  const browser = await launchChromium();
  try {
    const page = await openPlayground(browser, net, { viewport: PAGE, colorScheme: "light" });
    const step = page.getByRole("button", { name: "One epoch", exact: true });
    const found: Buffer[] = [];
    let epoch = 0;
    for (let k = 0; k < FRAMES; k++) {
      for (; epoch < Math.max(k, EPOCHS * (k / (FRAMES - 1)) ** 1.3); epoch++) await step.click();
      await page.mouse.move(0, 0);
      await page
        .getByText(epoch.toLocaleString("en-US"), { exact: true })
        .first()
        .waitFor({ timeout: 5000 });
      await page.waitForTimeout(60);
      found.push(await page.screenshot());
    }
    return found;
  } finally {
    await browser.close();
  }
}

function pixelsOf(png: Buffer): Pixels {
  const { width, height } = PAGE;
  const image = `<image width="${width}" height="${height}" href="data:image/png;base64,${png.toString("base64")}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`;
  return pixelsFromSvg(svg, WIDTH / width);
}
