// The playground's memory while it plays: PLAYGROUND_MINUTES of it (10 unless told otherwise), in Chromium.
import { readFileSync } from "node:fs";
import type { CDPSession } from "playwright-core";
import { launchChromium } from "../../test/browser/chromium";
import { openPlayground } from "../../test/browser/playground-page";
import { circumstances } from "./seeds";

interface Sample {
  seconds: number;
  epochs: number;
  /** Megabytes of JavaScript's heap after a collection. */
  heap: number;
  nodes: number;
  /** Megabytes of the page's process; undefined where the system does not say. */
  resident?: number;
}

export async function measurePlayground(): Promise<string> {
  const minutes = Number(process.env["PLAYGROUND_MINUTES"] ?? 10);
  if (!(minutes > 0)) throw new Error("PLAYGROUND_MINUTES is to be a number above 0");
  const browser = await launchChromium();
  const page = await openPlayground(
    browser,
    { data: "spiral", classes: 3, layers: [8, 8], pace: 50 },
    { viewport: { width: 1280, height: 860 } },
  );
  const session = await page.context().newCDPSession(page);
  const system = await browser.newBrowserCDPSession();
  await session.send("Performance.enable");
  await page.getByRole("button", { name: "Play" }).click();
  await page.waitForTimeout(5000);
  const began = Date.now();
  const samples: Sample[] = [];
  for (let i = 0; i <= 10; i++) {
    const wait = began + (i * minutes * 60_000) / 10 - Date.now();
    if (wait > 0) await page.waitForTimeout(wait);
    const text = await page.locator(".epoch").textContent();
    samples.push({
      seconds: (Date.now() - began) / 1000,
      epochs: Number((text ?? "").replace(/\D/g, "")),
      ...(await memory(session)),
      resident: residentOf(await rendererOf(system)),
    });
  }
  await browser.close();
  const rows = samples.map(
    ({ seconds, epochs, heap, nodes, resident }) =>
      `| ${Math.round(seconds)} s | ${epochs.toLocaleString("en-US")} | ${heap.toFixed(2)} MB | ${nodes} | ${resident === undefined ? "" : `${resident.toFixed(0)} MB`} |`,
  );
  const grown = samples[samples.length - 1].heap - samples[1].heap;
  return `## The playground's memory

The page playing for ${minutes} minutes: spiral of three arms, 2-8-8-3, batches of 10, fastest pace. The heap is measured
after a collection. From the second line to the last it changed by ${grown.toFixed(2)} MB.

| after | epochs | heap | nodes of the page | its process |
|---|---|---|---|---|
${rows.join("\n")}

${circumstances("playground")}`;
}

async function memory(session: CDPSession): Promise<{ heap: number; nodes: number }> {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return { heap: value("JSHeapUsedSize") / 2 ** 20, nodes: value("Nodes") };
}

/** The number of the process that computes the page: the one that has used most time. */
async function rendererOf(session: CDPSession): Promise<number | undefined> {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const pages = processInfo.filter(({ type }) => type === "renderer");
  return pages.sort((a, b) => b.cpuTime - a.cpuTime)[0]?.id;
}

function residentOf(id: number | undefined): number | undefined {
  try {
    const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, "utf8"));
    return found ? Number(found[1]) / 1024 : undefined;
  } catch {
    // Only Linux has this file.
    return undefined;
  }
}
