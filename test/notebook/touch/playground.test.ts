import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { playground, playgroundPage } from "../../../lib/notebook/touch/playground";
import { writeState } from "../../../lib/playground/link";
import { readFields } from "../../../lib/playground/state";
import { ownExample, ownValues } from "../../playground/own-example";
import { script } from "../../setup/script";

const root = join(__dirname, "..", "..", "..");
script<{ buildPlayground(root: string): void }>("build-playground").buildPlayground(root);

test("the page is one file below 400 KB that names no other host and asks for nothing", () => {
  const page = playgroundPage();
  assert.ok(Buffer.byteLength(page) < 400_000, `${Buffer.byteLength(page)} bytes`);
  // an empty icon keeps browsers from asking for one
  const asks =
    /.{30}(\s(src|href)=(?!"data:,")|@import|url\(|fetch\(|XMLHttpRequest|import\(|WebSocket).{30}/;
  assert.equal(asks.exec(page), null);
  const hosts = [...page.matchAll(/https?:\/\/[^"'` )]+/g)].map(([host]) => host);
  assert.deepEqual(
    hosts.filter((host) => host !== "http://www.w3.org/2000/svg"),
    [],
  );
});

test("its policy closes everything but its own script, style and WebAssembly", () => {
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(playgroundPage())?.[1];
  assert.match(policy ?? "", /^default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval';/);
  assert.match(policy ?? "", /base-uri 'none'; form-action 'none'$/);
});

test("the script ends where it should: no text in it closes its element", () => {
  const page = playgroundPage({ data: "own", own: ownExample() });
  assert.equal(page.match(/<\/script>/g)?.length, 2);
  assert.equal(page.match(/<script/g)?.length, 2);
});

test("in a cell it is a sandboxed frame with a still picture and words", () => {
  const figure = playground({ data: "spiral", classes: 3, layers: [8, 8] });
  assert.match(figure.html, /^<iframe data-neuronotes sandbox="allow-scripts" /);
  assert.match(figure.alt, /data set spiral/);
  assert.deepEqual([...figure.png.slice(1, 4)], [...Buffer.from("PNG")]);
});

test("still pictures are drawn for curves, surfaces and own data, and differ", () => {
  const pictures = [
    playground({ data: "sine", layers: [] }),
    playground({ data: "hills", activation: "relu" }),
    playground({ data: "own", own: ownExample() }),
    playground({ data: "own", own: ownValues() }),
  ].map(({ png }) => Buffer.from(png).toString("base64"));
  assert.equal(new Set(pictures).size, 4);
  for (const picture of pictures) assert.ok(picture.length > 5000);
});

test("a cell takes a link of the playground, whole or its hash alone", () => {
  const hash = writeState(readFields({ data: "moons", seed: 5 }));
  for (const link of [hash, hash.slice(1), `https://example.org/playground.html${hash}`]) {
    assert.equal(playground(link).html, playground({ data: "moons", seed: 5 }).html);
  }
});

test("options out of their bounds are refused in the cell", () => {
  assert.throws(() => playground({ layers: [1000] }), /layers to be a number from 1 to 8/);
  assert.throws(() => playground({ epochs: 5 } as object), /knows no field "epochs"/);
  assert.throws(() => playground("#p1=!"), /does not hold a state/);
});

test("the set-up's script is that of the sources: it holds what the page says", () => {
  const code = readFileSync(join(root, "lib", "dist", "playground.js"), "utf8");
  assert.ok(code.includes("Point at a unit to see what it says"));
  assert.equal(/.{30}(require\(|"node:|node_modules).{30}/.exec(code), null);
});
