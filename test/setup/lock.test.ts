import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { script } from "./script";

interface Lock {
  child(pid: number): void;
  release(): void;
}

const { acquire, isHeld } = script<{
  acquire(file: string, say: (text: string) => void): Promise<Lock>;
  isHeld(lock: { pid?: number; child?: number; age: number }, still: number): boolean;
}>("lock");

/** A process id that no longer belongs to anybody. */
const gone = spawnSync(process.execPath, ["-e", ""]).pid;
const folder = mkdtempSync(join(tmpdir(), "neuronotes-lock-"));
after(() => rmSync(folder, { recursive: true }));

test("the second start waits, says so, and goes on when the first is done", async () => {
  const file = join(folder, "setup.lock");
  const said: string[] = [];
  const first = await acquire(file, () => assert.fail("nobody to wait for"));
  let second: Lock | undefined;
  const waiting = acquire(file, (text) => said.push(text)).then((lock) => (second = lock));
  await new Promise((wait) => setTimeout(wait, 500));
  assert.equal(second, undefined);
  assert.match(said.join(), new RegExp(`process ${process.pid}\\) is setting up`));
  first.release();
  await waiting;
  second!.release();
  assert.equal(existsSync(file), false);
});

test("a lock whose holder is gone is taken over at once", async () => {
  const file = join(folder, "setup.lock");
  writeFileSync(file, JSON.stringify({ pid: gone }));
  const lock = await acquire(file, () => assert.fail("nobody to wait for"));
  assert.equal(JSON.parse(readFileSync(file, "utf8")).pid, process.pid);
  lock.release();
});

test("a holder that was killed while its npm still runs is waited for, but not for ever", () => {
  assert.equal(isHeld({ pid: gone, child: process.pid, age: 1000 }, 0), true);
  assert.equal(isHeld({ pid: gone, child: process.pid, age: 400_000 }, 0), false);
  assert.equal(isHeld({ pid: gone, child: gone, age: 1000 }, 0), false);
});

test("a live process that no longer renews the lock is not its holder", () => {
  assert.equal(isHeld({ pid: process.pid, age: 0 }, 5_000), true);
  assert.equal(isHeld({ pid: process.pid, age: 0 }, 60_000), false);
});
