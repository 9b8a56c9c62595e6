import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileFor, serve } from "../../scripts/site/serve";

let parent: string;
let folder: string;
before(() => {
  parent = mkdtempSync(join(tmpdir(), "site-"));
  folder = join(parent, "site");
  mkdirSync(join(folder, "sub"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<p>first</p>");
  writeFileSync(join(folder, "sub", "a b.css"), "p {}");
  writeFileSync(join(parent, "secret.txt"), "secret");
  mkdirSync(join(parent, "site-other"));
  writeFileSync(join(parent, "site-other", "x.txt"), "secret");
});
after(() => rmSync(parent, { recursive: true, force: true }));

test("fileFor finds files, also by escaped names and with a question behind them", () => {
  assert.equal(fileFor(folder, "/"), join(folder, "index.html"));
  assert.equal(fileFor(folder, "/index.html?a=1#b"), join(folder, "index.html"));
  assert.equal(fileFor(folder, "/sub/a%20b.css"), join(folder, "sub", "a b.css"));
  assert.equal(fileFor(folder, "/sub"), undefined);
  assert.equal(fileFor(folder, "/gone.html"), undefined);
});

test("fileFor never leaves its folder", () => {
  for (const address of [
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/sub/../../secret.txt",
    "/..%2fsecret.txt",
    "/..\\secret.txt",
    "/../site-other/x.txt",
    "secret.txt",
    "/%00",
    "/%",
  ]) {
    assert.equal(fileFor(folder, address), undefined, address);
  }
});

test("serve answers on 127.0.0.1 with the kind of each file, and refuses the rest", async () => {
  const { server, url } = await serve(folder);
  try {
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    const first = await fetch(url);
    assert.equal(await first.text(), "<p>first</p>");
    assert.match(first.headers.get("content-type") ?? "", /^text\/html/);
    assert.equal((await fetch(`${url}gone`)).status, 404);
    assert.equal((await fetch(url, { method: "POST" })).status, 405);
    // fetch tidies a path before it asks, so this asks by hand
    const raw = await new Promise<string>((done) => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      let answer = "";
      socket.on("data", (data) => (answer += String(data)));
      socket.on("end", () => done(answer));
      socket.write("GET /../secret.txt HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    });
    assert.match(raw, /^HTTP\/1\.1 404/);
    const { port } = new URL(url);
    await assert.rejects(serve(folder, Number(port)), /port \d+ is taken: name another one/);
  } finally {
    server.close();
  }
});
