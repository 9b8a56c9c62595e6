import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { python } from "../helpers/python";

const root = resolve(__dirname, "..", "..");
const skip = existsSync(join(root, ".venv", "share", "jupyter", "kernels", "tslab"))
  ? false
  : "there is no .venv with the kernel yet: npm start makes it";

const PROGRAM = `
import json, sys
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="tslab", cwd=sys.argv[1])
try:
    client.execute_interactive('import { Network } from "neuronotes"; const net = new Network([2, 2, 1]);', timeout=60)
    complete = client.complete("net.", 4, reply=True, timeout=30)["content"]["matches"]
    inspect = client.inspect("net.fit", 6, reply=True, timeout=30)["content"]["data"]["text/plain"]
    print(json.dumps({"complete": complete, "inspect": inspect}))
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
`;

test(
  "in the plain kernel Tab completes the library's names, and Shift+Tab shows their comments",
  { skip },
  () => {
    const lines = python(PROGRAM, join(root, "notebooks")).trim().split("\n");
    const { complete, inspect } = JSON.parse(lines[lines.length - 1]);
    for (const name of ["fit", "evaluate", "predict", "learningRate"]) {
      assert.ok(complete.includes(name), `${name} among ${complete.join(", ")}`);
    }
    assert.match(
      inspect,
      /fit\(X: MatrixLike, y: Labels, options\?: FitOptions\): Promise<History>/,
    );
    assert.match(inspect, /Trains on mini-batches/);
  },
);
