"""Presses Stop in a real kernel: sends the interrupt that JupyterLab's button sends. Prints what happened as JSON."""

import json
import sys
import time

from jupyter_client.manager import KernelManager

IMPORT = """
import { Network } from "neuronotes";
import { stoppable } from "neuronotes/notebook";
"""
START = """
const X = [[0, 0], [0, 1], [1, 0], [1, 1]], y = [[0], [1], [1], [0]];
const net = new Network([2, 8, 1], { learningRate: 0.5, loss: "quadratic", seed: 1 });
let rounds = 0;
"""
FIT = "const history = await net.fit(X, y, { epochs: 1e9, batchSize: 1 }); console.log(history.stopped);"
AFTER = "console.log(net.predict(X).toArray().flat().every((a, i) => Math.round(a) === y[i][0]));"
LOOP = "while (true) { rounds++; await net.fit(X, y, { epochs: 300, batchSize: 1 }); }"
QUIET = """
const seen = rounds;
await new Promise((resolve) => setTimeout(resolve, 500));
console.log(rounds === seen);
"""
SYNCHRONOUS = "while (true) {}"


def run(client, manager, code, presses=()):
    """Runs a cell, presses Stop after so many seconds each, returns status and printed text."""
    message = client.execute(code)
    started, waiting, text = time.time(), list(presses), ""
    while time.time() - started < 60:
        if waiting and time.time() - started > waiting[0]:
            manager.interrupt_kernel()
            waiting.pop(0)
        try:
            reply = client.get_iopub_msg(timeout=0.1)
        except Exception:
            continue
        if reply["parent_header"].get("msg_id") != message:
            continue
        if reply["msg_type"] == "stream":
            text += reply["content"]["text"]
        if reply["content"].get("execution_state") == "idle":
            break
    while True:
        answer = client.get_shell_msg(timeout=30)
        if answer["parent_header"].get("msg_id") == message:
            break
    if answer["content"]["status"] == "error":
        time.sleep(0.4)  # the kernel drops what arrives just after a failure
    return {"status": answer["content"]["status"], "text": text, "seconds": time.time() - started}


manager = KernelManager(kernel_name="tslab")
manager.start_kernel(cwd=sys.argv[1])
client = manager.client()
client.start_channels()
try:
    client.wait_for_ready(timeout=60)
    run(client, manager, IMPORT)
    run(client, manager, START)
    print(
        json.dumps(
            {
                "fit": run(client, manager, FIT, [2]),
                "after": run(client, manager, AFTER),
                "again": run(client, manager, FIT, [1]),
                "loop": run(client, manager, LOOP, [1, 2]),
                "quiet": run(client, manager, QUIET),
                "synchronous": run(client, manager, SYNCHRONOUS, [1]),
                "last": run(client, manager, AFTER),
            }
        )
    )
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
