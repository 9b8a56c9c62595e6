import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { python } from "../../helpers/python";

const root = resolve(__dirname, "..", "..", "..");
const skip = existsSync(join(root, ".venv", "share", "jupyter", "kernels", "tslab"))
  ? process.platform === "win32" && "Windows has no such interrupt"
  : "there is no .venv with the kernel yet: npm start makes it";

interface Ran {
  status: string;
  text: string;
  seconds: number;
}

test(
  "Stop in a real kernel ends a fit well; a second press ends the cell; nothing goes on behind it",
  { skip },
  () => {
    const script = readFileSync(join(__dirname, "kernel_stop.py"), "utf8");
    const ran: Record<string, Ran> = JSON.parse(python(script, join(root, "notebooks")));
    assert.equal(ran.fit.status, "ok");
    assert.match(ran.fit.text, /Stopping\.[^]*true/);
    assert.ok(ran.fit.seconds < 10, `stopped after ${ran.fit.seconds} s`);
    assert.deepEqual(
      [ran.after.status, ran.after.text],
      ["ok", "true\n"],
      "the net has learned XOR",
    );
    assert.equal(ran.again.status, "ok");
    assert.equal(ran.loop.status, "error");
    assert.deepEqual(
      [ran.quiet.status, ran.quiet.text],
      ["ok", "true\n"],
      "no loop in the background",
    );
    assert.equal(ran.synchronous.status, "error");
    assert.deepEqual([ran.last.status, ran.last.text], ["ok", "true\n"]);
  },
);
