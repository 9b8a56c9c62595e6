import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import promises from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { firstNet } from "../../../lib/core";
import { saveFrames, saveGif, type Film } from "../../../lib/notebook/panels/animation";
import { scrubber } from "../../../lib/notebook/panels/scrubber";
import { decodeGif, playedGif } from "../../helpers/gif";
import { readPng } from "../../helpers/figure-bits";
import { listing, temporaryFolder } from "../../helpers/folder";
import { classSnapshots, regionSnapshots } from "../../helpers/widget-figures";

/** A square that walks; the second moment is higher than all others. */
const walk: Film = {
  moments: 3,
  draw: (index, width) => ({
    ...{ width, height: index === 1 ? 90 : 60 },
    svg: `<rect x="${20 + 40 * index}" y="10" width="30" height="30" fill="#0072b2"/>`,
  }),
};

async function regions() {
  const { snapshots } = await regionSnapshots();
  const few = snapshots.filter((_, k) => k % 40 === 0);
  const [X, y] = [firstNet.inputs, firstNet.targets].map((rows) => rows.map((row) => [...row]));
  return scrubber({ sizes: [2, 2, 2], snapshots: few, X, y, figures: ["regions"] });
}

test("a GIF has every moment at its speed, the last one rests, and all are as high as the highest", async (t) => {
  const path = join(temporaryFolder(t), "walk.gif");
  const bytes = await saveGif(path, walk, { width: 400, framesPerSecond: 5, rest: 3 });
  const file = readFileSync(path);
  assert.equal(bytes, file.length);
  const gif = decodeGif(file);
  assert.deepEqual([gif.width, gif.height], [400, 90 + 16]);
  assert.deepEqual(
    gif.frames.map(({ delay }) => delay),
    [200, 200, 3000],
  );
  assert.equal(gif.loop, 0);
});

test("a square of the drawing stands where it was drawn, in its colour", async (t) => {
  const path = join(temporaryFolder(t), "walk.gif");
  await saveGif(path, walk, { width: 400 });
  const gif = decodeGif(readFileSync(path));
  [...playedGif(gif)].forEach((shown, k) => {
    const at = (x: number, y: number) => [...shown.subarray(3 * (y * 400 + x)).subarray(0, 3)];
    assert.deepEqual(at(8 + 35 + 40 * k, 8 + 25), [0, 0x72, 0xb2], `the middle of square ${k}`);
    assert.deepEqual(at(8 + 35 + 40 * ((k + 1) % 3), 8 + 25), [255, 255, 255]);
  });
});

test("frames are PNG files 000.png, 001.png, … of one size", async (t) => {
  const folder = join(temporaryFolder(t), "new", "frames");
  const paths = await saveFrames(folder, walk, { width: 300 });
  const names = ["000.png", "001.png", "002.png"];
  assert.deepEqual(
    paths,
    names.map((name) => join(folder, name)),
  );
  assert.deepEqual(listing(folder), names);
  for (const path of paths) {
    const { width, height } = readPng(readFileSync(path));
    assert.deepEqual([width, height], [300, Math.ceil((106 * 300) / 376)]);
  }
});

test("the moments of a scrubber become a GIF, the same bytes each time, without the caption", async (t) => {
  const figure = await regions();
  const folder = temporaryFolder(t);
  const [once, again] = [join(folder, "once.gif"), join(folder, "again.gif")];
  await figure.saveGif(once, { width: 300 });
  await figure.saveGif(again, { width: 300 });
  const file = readFileSync(once);
  assert.deepEqual(file, readFileSync(again));
  const gif = decodeGif(file);
  assert.equal(gif.frames.length, figure.moments);
  assert.ok(gif.frames.slice(1).every(({ width, height }) => width * height > 1000));
  assert.ok(file.length < 200_000, `${file.length} bytes`);
});

test("a title stands above the pictures, and its words are escaped", async (t) => {
  const figure = await regions();
  const folder = temporaryFolder(t);
  const height = async (name: string, title?: string) => {
    await figure.saveGif(join(folder, name), { width: 300, title });
    return decodeGif(readFileSync(join(folder, name))).height;
  };
  assert.ok((await height("b.gif", 'OR <script> & "XOR"')) > (await height("a.gif")) + 15);
});

test("a surface turns by so many degrees from the first moment to the last", async (t) => {
  const { snapshots, X, y } = await classSnapshots();
  // the same net three times: what differs is the turn
  const still = [0, 1, 2].map((step) => ({ ...snapshots[20], step }));
  const figure = scrubber({
    ...{ sizes: [2, 6, 3], activations: ["tanh", "softmax"], snapshots: still, X, y },
    figures: [{ kind: "surface", resolution: 21 }],
  });
  const folder = temporaryFolder(t);
  const areas = async (name: string, turn?: number) => {
    await figure.saveGif(join(folder, name), { width: 300, turn });
    const { frames } = decodeGif(readFileSync(join(folder, name)));
    return frames.slice(1).map(({ width, height }) => width * height);
  };
  const [turned, unturned] = [await areas("a.gif", 90), await areas("b.gif")];
  assert.ok(Math.min(...turned) > 10_000, String(turned));
  assert.ok(Math.max(...unturned) < 5_000, `only the step's number changes: ${unturned}`);
  await assert.rejects(figure.saveGif(join(folder, "c.gif"), { turn: NaN }), {
    name: "RangeError",
    message: /turn in degrees but got NaN/,
  });
});

test("a width, a speed or a rest that cannot be is refused before anything is written", async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, "walk.gif");
  const refused = async (options: object, words: RegExp) => {
    await assert.rejects(saveGif(path, walk, options), { name: "RangeError", message: words });
  };
  for (const width of [239, 2001, NaN]) {
    await refused({ width }, new RegExp(`from 240 to 2000 pixels wide, but got ${width}`));
    await assert.rejects(saveFrames(folder, walk, { width }), /from 240 to 2000 pixels wide/);
  }
  for (const framesPerSecond of [0, 51, NaN]) {
    await refused({ framesPerSecond }, /framesPerSecond from 1 to 50/);
  }
  for (const rest of [-1, Infinity, NaN]) await refused({ rest }, /rest from 0 to 600 seconds/);
  await refused({ colours: 300 }, /from 2 to 255 colours but got 300/);
  assert.deepEqual(listing(folder), []);
});

test("where writing fails the old file stays as it was, with nothing beside it", async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, "walk.gif");
  writeFileSync(path, "old");
  const failure = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  t.mock.method(promises, "rename", () => Promise.reject(failure));
  await assert.rejects(saveGif(path, walk, { width: 300 }), /could not write .*disk is full/);
  await assert.rejects(saveFrames(folder, walk, { width: 300 }), /could not write .*000\.png/);
  assert.equal(readFileSync(path, "utf8"), "old");
  assert.deepEqual(listing(folder), ["walk.gif"]);
});
