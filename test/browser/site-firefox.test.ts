// The site in Firefox, where there is one.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { python } from "../../scripts/site/places";
import { BuiltSite } from "./site-page";

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

for (const page of ["01-or-and-xor-by-hand.html", "05-points-on-a-graph.html"]) {
  test(
    `${page} in Firefox: figures live and answer, colours follow, search finds`,
    { skip },
    async () => {
      const script = join(__dirname, "firefox.py");
      const args = [script, firefox ?? "", site.url + page];
      const { stdout } = await promisify(execFile)(python, args, { timeout: 300_000 });
      const seen = JSON.parse(stdout) as {
        /** Places for figures in the page, and figures that have met their host and drawn something. */
        figures: number;
        frames: number;
        paper: string;
        found: string;
        addresses: string[];
        errors: string[];
        fractions: boolean;
      };
      assert.ok(seen.figures >= 2, `${seen.figures} figures`);
      assert.equal(seen.frames, seen.figures);
      assert.equal(seen.paper, "rgb(21, 24, 27)");
      assert.match(seen.found, /^\d+ sections/);
      assert.deepEqual(seen.errors, []);
      assert.ok(seen.fractions, "every fraction has two halves");
      const elsewhere = seen.addresses.filter(
        (url) => !url.startsWith(site.url) && !/^data:/.test(url),
      );
      assert.deepEqual(elsewhere, []);
    },
  );
}
