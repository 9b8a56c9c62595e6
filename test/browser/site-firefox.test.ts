// The site in Firefox, where there is one.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { skipWithoutFirefox as skip, visitInFirefox, type Visit } from "./firefox";
import { BuiltSite } from "./site-page";
import { writtenDigits } from "./writing";

let site: BuiltSite;
before(async () => {
  if (!skip) site = await BuiltSite.make();
});
after(() => site?.stop());

/** Visits a page of the site. */
async function visit<Told>(page: string, what: Visit, given?: string) {
  const seen = await visitInFirefox<Told>(site.url, page, what, given);
  assert.deepEqual(seen.errors, []);
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
