"""What a reader feels in a notebook: seconds of cells and memory of the kernel, measured in a real tslab kernel.

Writes JSON into the file that its argument names: kernels print into the same stdout."""

import json
import re
import statistics
import sys
import time
from pathlib import Path

import nbformat
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
IMPORTS = """import { Network, loadMnist } from "neuronotes";
import { liveView, plot, Plot, show } from "neuronotes/notebook";"""

# The same training without and with the live display, in turn. The figures themselves are drawn into a real cell's output.
LIVE_COST = """const seconds = { withoutLive: [], withLive: [] };
for (let i = 0; i < 5; i++) {
  for (const kind of Object.keys(seconds)) {
    const net = new Network([784, 30, 10], { learningRate: 0.3, seed: i });
    const callbacks = kind === "withLive" ? [liveView()] : [];
    const { images, labels } = mnist.train;
    seconds[kind].push((await net.fit(images, labels, { epochs: 5, batchSize: 10, callbacks })).seconds);
  }
}
console.log("LIVE_COST " + JSON.stringify(seconds));"""


def megabytes(pid: int, field: str) -> float:
    """A line of /proc/PID/status in MB; NaN where the system has no such file."""
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return float("nan")
    return int(re.search(rf"{field}:\s+(\d+)", text).group(1)) / 1024


def kernel() -> dict:
    begun = time.perf_counter()
    manager, client = start_new_kernel(kernel_name="tslab", cwd=str(NOTEBOOKS))
    found = {"kernelStart": time.perf_counter() - begun}

    texts: list[str] = []

    def run(code: str) -> float:
        start = time.perf_counter()
        texts.clear()
        reply = client.execute_interactive(code, timeout=120, output_hook=lambda m: texts.append(m["content"].get("text", "")))
        if reply["content"]["status"] != "ok":
            raise RuntimeError(f"the cell failed: {code}\n{''.join(texts)}")
        return time.perf_counter() - start

    try:
        found["firstImport"] = run(IMPORTS)
        found["importAgain"] = min(run(IMPORTS) for _ in range(5))
        run("const mnist = await loadMnist({ say: () => {} });")
        run("show(plot({ marks: [Plot.lineY([1, 3, 2])] }, { alt: 'three points' }));")
        run("let pid = process.pid;")
        found["kernelMegabytes"] = megabytes(manager.provisioner.pid, "VmRSS")
        run(LIVE_COST)
        line = next(line for line in "".join(texts).splitlines() if line.startswith("LIVE_COST "))
        seconds = json.loads(line.removeprefix("LIVE_COST "))
        found |= {kind: statistics.median(each) for kind, each in seconds.items()}
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return found


def slow_cells() -> list[dict]:
    """Cells that take more than a second, with their first line; those that train say `fit(`."""
    found = []
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        notebook = nbformat.read(path, 4)
        started: dict[int, float] = {}

        def begin(cell, cell_index, **_):
            started[cell_index] = time.perf_counter()

        def end(cell, cell_index, **_):
            seconds = time.perf_counter() - started[cell_index]
            if seconds > 1:
                line = cell.source.strip().splitlines()[0]
                trains = re.search(r"\.fit\(|train|compare\(|learn|\bsteps\b|step\b", cell.source) is not None
                found.append({"notebook": path.stem, "cell": cell_index, "seconds": seconds, "trains": trains, "line": line})

        NotebookClient(
            notebook,
            kernel_name="tslab",
            resources={"metadata": {"path": str(NOTEBOOKS)}},
            on_cell_execute=begin,
            on_cell_executed=end,
            allow_errors=True,
            timeout=300,
        ).execute()
    return found


if __name__ == "__main__":
    report = {"kernel": kernel(), "slowCells": slow_cells()}
    Path(sys.argv[1]).write_text(json.dumps(report), encoding="utf8")
