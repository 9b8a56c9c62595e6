import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { decodeGif } from "./helpers/gif";

const root = join(__dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** Pictures of README: what they show in words, and the file. */
const pictures = [...readme.matchAll(/!\[([^\]]*)\]\((assets\/[^)]+)\)/g)].map(([, alt, file]) => ({
  alt,
  file,
}));
const animations = pictures.filter(({ file }) => file.endsWith(".gif"));

test("every picture of README exists and is described in words", () => {
  assert.ok(pictures.length >= 7, `${pictures.length} pictures`);
  for (const { alt, file } of pictures) {
    assert.ok(existsSync(join(root, file)), file);
    assert.ok(alt.length > 30, `${file} is described as "${alt}"`);
  }
});

test("README shows six animations or more", () => {
  assert.ok(animations.length >= 6, animations.map(({ file }) => file).join(", "));
});

for (const { file } of animations) {
  test(`${file} is a GIF under 3 MB that moves, repeats, and rests on its last picture`, () => {
    const bytes = readFileSync(join(root, file));
    assert.ok(bytes.length < 3e6, `${bytes.length} bytes`);
    const { width, loop, frames } = decodeGif(bytes);
    assert.ok(width >= 480 && width <= 720, `${width} pixels wide`);
    assert.equal(loop, 0);
    assert.ok(frames.length > 10, `${frames.length} pictures`);
    const delays = frames.map(({ delay }) => delay);
    assert.ok(delays.slice(0, -1).every((delay) => delay >= 80 && delay <= 125));
    assert.equal(delays[delays.length - 1], 2000);
    const moving = frames.slice(1).filter(({ width, height }) => width * height > 1);
    assert.ok(moving.length > frames.length / 2, `only ${moving.length} pictures differ`);
  });
}
