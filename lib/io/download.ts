import { createHash } from "node:crypto";
import type { DataFile } from "./data-set";
import { gunzipIfPacked } from "./idx";

/** Milliseconds without a byte after which a mirror is given up. */
const SILENCE = 20_000;

/** Called as bytes arrive; total is 0 where the mirror does not say. */
export type DownloadProgress = (received: number, total: number) => void;

/** No mirror could be reached, or none gave the right bytes. */
export class NoMirror extends Error {}

/** The unpacked bytes. Throws Error, naming the file, where they are not those that were published. */
export function verified(bytes: Uint8Array, file: DataFile, where: string): Uint8Array {
  const unpacked = gunzipIfPacked(bytes, where);
  const hash = createHash("sha256").update(unpacked).digest("hex");
  if (hash !== file.sha256) {
    const page = /^\s*</.test(Buffer.from(unpacked.subarray(0, 64)).toString("latin1"));
    throw new Error(
      `${where}: expected ${file.name} (SHA-256 ${file.sha256.slice(0, 12)}…) but got ` +
        `${page ? "a web page (HTML)" : `other bytes (${unpacked.length}, SHA-256 ${hash.slice(0, 12)}…)`}`,
    );
  }
  return unpacked;
}

/**
 * The packed bytes of a file from the first mirror that gives the right ones.
 * Throws NoMirror with what each mirror answered where none does.
 */
export async function downloadFrom(
  mirrors: readonly string[],
  file: DataFile,
  onProgress: DownloadProgress = () => {},
): Promise<Uint8Array> {
  const failures: string[] = [];
  for (const mirror of mirrors) {
    const address = `${mirror}${file.name}.gz`;
    try {
      const bytes = await fetchBytes(address, onProgress);
      verified(bytes, file, address);
      return bytes;
    } catch (error) {
      const { message, cause } = error as Error;
      failures.push(`${address}: ${message}${cause instanceof Error ? ` (${cause.message})` : ""}`);
    }
  }
  throw new NoMirror(
    `no mirror gave ${file.name}:\n${failures.map((line) => `  ${line}`).join("\n")}`,
  );
}

async function fetchBytes(address: string, onProgress: DownloadProgress): Promise<Uint8Array> {
  const abort = new AbortController();
  const giveUp = () => abort.abort(new Error(`no byte for ${SILENCE / 1000} seconds`));
  let timer = setTimeout(giveUp, SILENCE);
  try {
    const response = await fetch(address, { signal: abort.signal });
    if (!response.ok) throw new Error(`answered ${response.status} ${response.statusText}`);
    if (!response.body) throw new Error("answered without a body");
    const total = Number(response.headers.get("content-length") ?? 0);
    const parts: Uint8Array[] = [];
    let received = 0;
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, SILENCE);
      parts.push(part);
      received += part.length;
      onProgress(received, total);
    }
    if (total > 0 && received < total && !response.headers.get("content-encoding")) {
      throw new Error(`sent ${received} of ${total} bytes`);
    }
    return Buffer.concat(parts);
  } finally {
    clearTimeout(timer);
  }
}
