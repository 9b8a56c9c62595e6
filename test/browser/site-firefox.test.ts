// The site in Firefox, where there is one.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { python } from "../../scripts/site/places";
import { BuiltSite } from "./site-page";
import { writtenDigits } from "./writing";

const places = [
  process.env["FIREFOX"] ?? "",
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
];
const firefox = places.find((place) => place !== "" && existsSync(place));
const skip = firefox === undefined && "no Firefox here (FIREFOX=/path/to/it names one)";

let site: BuiltSite;
before(async () => {
  if (!skip) site = await BuiltSite.make();
});
after(() => site?.stop());

interface Seen {
  addresses: string[];
  errors: string[];
}

/** What happened on a page of the site: nothing wrong, and no other host was asked for anything. */
async function visit<Told>(page: string, what: "read" | "play" | "draw", given = "") {
  const args = [join(__dirname, "firefox.py"), firefox ?? "", site.url + page, what];
  const visiting = promisify(execFile)(python, args, { timeout: 300_000 });
  visiting.child.stdin?.end(given);
  const seen = JSON.parse((await visiting).stdout) as Seen & Told;
  assert.deepEqual(seen.errors, []);
  const elsewhere = seen.addresses.filter(
    (url) => !url.startsWith(site.url) && !/^(data|blob):/.test(url),
  );
  assert.deepEqual(elsewhere, []);
  return seen;
}

for (const page of ["01-or-and-xor-by-hand.html", "05-points-on-a-graph.html"]) {
  test(
    `${page} in Firefox: figures live and answer, colours follow, search finds`,
    { skip },
    async () => {
      const seen = await visit<{
        /** Places for figures in the page, and figures that have met their host and drawn something. */
        figures: number;
        frames: number;
        paper: string;
        found: string;
        fractions: boolean;
      }>(page, "read");
      assert.ok(seen.figures >= 2, `${seen.figures} figures`);
      assert.equal(seen.frames, seen.figures);
      assert.equal(seen.paper, "rgb(21, 24, 27)");
      assert.match(seen.found, /^\d+ sections/);
      assert.ok(seen.fractions, "every fraction has two halves");
    },
  );
}

test("the playground learns circles in Firefox within a minute", { skip }, async () => {
  const { seconds, right } = await visit<{ seconds: number; right: number }>(
    "playground.html",
    "play",
  );
  assert.ok(right > 95 && seconds < 60, `${right} % after ${seconds} s`);
});

test("digits drawn in Firefox are read, one of each kind", { skip }, async () => {
  const digits = writtenDigits.filter((_, i) => i % 5 === 2);
  const strokes = JSON.stringify(digits.map(({ strokes }) => strokes));
  const { read } = await visit<{ read: (number | null)[] }>("draw-a-digit.html", "draw", strokes);
  const wrong = digits.filter(({ digit }, i) => read[i] !== digit);
  assert.equal(read.length, 10);
  assert.ok(wrong.length <= 1, wrong.map(({ digit, hand }) => `${digit} (${hand})`).join(", "));
});
