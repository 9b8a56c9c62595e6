import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { test, type TestContext } from "node:test";
import { downloadFrom, NoMirror, verified } from "../../lib/io/download";
import { packed, smallFiles, smallSet } from "../helpers/idx-set";
import { localServer } from "../helpers/server";

const file = smallSet.files.trainImages;
const good = packed(file.name);
const CLOSED = "http://127.0.0.1:9/";

async function refusal(mirrors: string[]): Promise<NoMirror> {
  const error: unknown = await downloadFrom(mirrors, file).catch((e: unknown) => e);
  assert.ok(error instanceof NoMirror, String(error));
  return error;
}

/** What one server's answer leads to, as the line in the error. */
async function answerTo(t: TestContext, answer: RequestListener) {
  const mirror = await localServer(t, answer);
  const { message } = await refusal([mirror]);
  const [first, line, ...rest] = message.split("\n");
  assert.equal(first, `no mirror gave ${file.name}:`);
  assert.deepEqual(rest, []);
  assert.ok(line.startsWith(`  ${mirror}${file.name}.gz: `), line);
  return line;
}

test("the packed bytes come from the address of the mirror, the file's name and .gz", async (t) => {
  const asked: (string | undefined)[] = [];
  const mirror = await localServer(t, (request, response) => {
    asked.push(request.url);
    response.end(good);
  });
  const bytes = await downloadFrom([`${mirror}mnist/`], file);
  assert.deepEqual(Buffer.from(bytes), good);
  assert.deepEqual(asked, ["/mnist/train-images.gz"]);
});

test("progress is told as bytes arrive, with the total where the mirror says it", async (t) => {
  const seen: [number, number][] = [];
  const mirror = await localServer(t, (_, response) => {
    response.setHeader("content-length", good.length);
    response.write(good.subarray(0, 10));
    setTimeout(() => response.end(good.subarray(10)), 50);
  });
  await downloadFrom([mirror], file, (received, total) => seen.push([received, total]));
  assert.deepEqual(seen, [
    [10, good.length],
    [good.length, good.length],
  ]);
});

test("a mirror that answers with a web page is named with what it sent", async (t) => {
  const line = await answerTo(t, (_, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<!DOCTYPE html><html><body>Please log in to this network</body></html>");
  });
  assert.match(line, /expected train-images \(SHA-256 [0-9a-f]{12}…\) but got a web page \(HTML\)/);
});

test("a mirror that sends other bytes is named with their number and checksum", async (t) => {
  const line = await answerTo(t, (_, response) => response.end(packed("test-images")));
  assert.match(line, /but got other bytes \(34, SHA-256 [0-9a-f]{12}…\)/);
});

test("a mirror that does not have the file is named with its answer", async (t) => {
  const line = await answerTo(t, (_, response) => response.writeHead(404).end("<html>none</html>"));
  assert.match(line, /answered 404 Not Found/);
});

test("a mirror that cuts off is named", async (t) => {
  const line = await answerTo(t, (_, response) => {
    response.setHeader("content-length", good.length);
    response.write(good.subarray(0, 20));
    setTimeout(() => response.destroy(), 50);
  });
  assert.match(line, /terminated|sent 20 of/);
});

test("a mirror that ends too early without saying how much there is, is found by the packing", async (t) => {
  const line = await answerTo(t, (_, response) => response.end(good.subarray(0, 20)));
  assert.match(line, /gzip file that cannot be unpacked \(20 bytes, perhaps cut off\)/);
});

test("a mirror that cannot be reached is named with the reason", async () => {
  const { message } = await refusal([CLOSED]);
  assert.match(message, /127\.0\.0\.1:9\/train-images\.gz: .+\(.+\)/);
});

/** The library's patience of 20 seconds shrinks to one, for this test. */
function impatient(t: TestContext): void {
  const real = setTimeout;
  t.mock.method(globalThis, "setTimeout", ((call: () => void, after: number) =>
    real(call, after === 20_000 ? 1000 : after)) as typeof setTimeout);
}

for (const [when, answer] of [
  ["from the start", () => {}],
  ["in the middle", (_, response) => response.write(good.subarray(0, 20))],
] as [string, RequestListener][]) {
  test(`a mirror that falls silent ${when} is given up`, { timeout: 10_000 }, async (t) => {
    impatient(t);
    assert.match(await answerTo(t, answer), /no byte for 20 seconds/);
  });
}

test("a slow mirror has time, as long as bytes arrive", { timeout: 10_000 }, async (t) => {
  impatient(t);
  const mirror = await localServer(t, (_, response) => {
    for (let i = 0; i <= 8; i++) {
      const part = good.subarray(i * 4, i < 8 ? (i + 1) * 4 : undefined);
      setTimeout(() => (i < 8 ? response.write(part) : response.end(part)), i * 200);
    }
  });
  assert.deepEqual(Buffer.from(await downloadFrom([mirror], file)), good);
});

test("the second mirror is asked where the first fails, and all failures are told", async (t) => {
  const page = await localServer(t, (_, response) => response.end("<html></html>"));
  const works = await localServer(t, (_, response) => response.end(good));
  assert.deepEqual(Buffer.from(await downloadFrom([CLOSED, page, works], file)), good);
  const { message } = await refusal([CLOSED, page]);
  assert.equal(message.split("\n").length, 3);
  assert.match(message, /a web page/);
});

test("the first mirror that works is the last that is asked", async (t) => {
  let asked = 0;
  const works = await localServer(t, (_, response) => response.end(good));
  const spare = await localServer(t, (_, response) => {
    asked++;
    response.end(good);
  });
  await downloadFrom([works, spare], file);
  assert.equal(asked, 0);
});

test("without mirrors there is no download", async () => {
  assert.match((await refusal([])).message, /no mirror gave train-images/);
});

test("bytes that the server packed once more for the way are the right ones as well", async (t) => {
  const mirror = await localServer(t, (_, response) => {
    response.setHeader("content-encoding", "gzip");
    response.setHeader("content-length", good.length);
    response.end(good);
  });
  const bytes = await downloadFrom([mirror], file);
  assert.deepEqual(Buffer.from(bytes), smallFiles[file.name]);
});

test("verified unpacks what is packed and lets the published bytes through", () => {
  assert.deepEqual(Buffer.from(verified(good, file, "here")), smallFiles[file.name]);
  assert.deepEqual(
    Buffer.from(verified(smallFiles[file.name], file, "here")),
    smallFiles[file.name],
  );
});

test("verified refuses all others and names the place", () => {
  const changed = Buffer.from(smallFiles[file.name]);
  changed[20] ^= 1;
  assert.throws(() => verified(changed, file, "cache/x"), {
    message: /^cache\/x: expected train-images \(SHA-256 .*…\) but got other bytes \(46, SHA-256/,
  });
  assert.throws(() => verified(new Uint8Array(0), file, "x"), /other bytes \(0, /);
});
