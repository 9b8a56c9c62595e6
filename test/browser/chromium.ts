// Finds the system's Chromium and starts it by playwright-core, which brings no browser of its own.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const places: Record<string, string[]> = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/snap/bin/chromium",
    "/usr/bin/microsoft-edge",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    process.env["ProgramFiles"],
    process.env["ProgramFiles(x86)"],
    process.env["LOCALAPPDATA"],
  ].flatMap((base) =>
    base
      ? [
          join(base, "Google", "Chrome", "Application", "chrome.exe"),
          join(base, "Microsoft", "Edge", "Application", "msedge.exe"),
        ]
      : [],
  ),
};

/** The browser to use: what CHROMIUM names, else the first that is found; undefined where there is none. */
export function findChromium(): string | undefined {
  const chosen = process.env["CHROMIUM"];
  if (chosen) return existsSync(chosen) ? chosen : undefined;
  return (places[process.platform] ?? []).find((file) => existsSync(file));
}

/** For `test(..., { skip: skipWithoutChromium })`: false, or why the test is skipped. */
export const skipWithoutChromium: string | false =
  findChromium() === undefined && "no Chromium or Chrome here (CHROMIUM=/path/to/it names one)";

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("launchChromium found no browser");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
