// Finds the system's Firefox, and visits pages in it by firefox.py.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { python } from "../../scripts/site/places";

const places = [
  process.env["FIREFOX"] ?? "",
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
];
const firefox = places.find((place) => place !== "" && existsSync(place));

/** For `test(..., { skip: skipWithoutFirefox })`: false, or why the test is skipped. */
export const skipWithoutFirefox =
  firefox === undefined && "no Firefox here (FIREFOX=/path/to/it names one)";

/** What is done on the page: see firefox.py. */
export type Visit = "read" | "play" | "cell" | "draw";

/**
 * What happened on a page, and the errors that Firefox told of. Fails where anything but the server at `address` was asked.
 * given: the visit's standard input.
 */
export async function visitInFirefox<Told>(
  address: string,
  page: string,
  what: Visit,
  given = "",
): Promise<Told & { errors: string[] }> {
  const args = [join(__dirname, "firefox.py"), firefox ?? "", address + page, what];
  const visiting = promisify(execFile)(python, args, { timeout: 300_000 });
  visiting.child.stdin?.end(given);
  const { addresses, ...seen } = JSON.parse((await visiting).stdout) as Told & {
    errors: string[];
    addresses: string[];
  };
  const elsewhere = addresses.filter(
    (url) => !url.startsWith(address) && !/^(data|blob):/.test(url),
  );
  assert.deepEqual(elsewhere, []);
  return seen as Told & { errors: string[] };
}
