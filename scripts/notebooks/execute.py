"""Running one notebook from a fresh kernel, strictly: what a reader would see go wrong is a problem here."""

import asyncio
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"


@dataclass
class Run:
    """What came of one run: problems are sentences, each with its cell."""

    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)


def tags(cell) -> list[str]:
    return cell.metadata.get("tags", [])


def texts(cell, *streams) -> str:
    """What a cell printed: its streams (all, or those named) and the texts of its results."""
    found = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream" and (not streams or output.name in streams):
            found.append(output.text)
        elif not streams and output.output_type in ("execute_result", "display_data"):
            data = output.data
            found += [str(data[kind]) for kind in ("text/plain", "text/html") if kind in data]
    return "\n".join(found)


def place(index: int, cell) -> str:
    first = next((line for line in cell.source.splitlines() if line.strip()), "")
    return f"cell {index} ({first.strip()[:60]})"


def execute(notebook, folder: Path = FOLDER, timeout: int = 600) -> Run:
    """Runs all cells in order and fills in their outputs. Stops at the first cell that fails unexpectedly."""
    run = Run()
    dropped: list[str] = []

    async def after_cell(cell, cell_index, execute_reply):
        status = execute_reply["content"]["status"]
        if status in ("abort", "aborted"):
            dropped.append(f"{place(cell_index, cell)} was dropped by the kernel")
        if status == "error":
            # The kernel drops what is sent to it right after an error.
            await asyncio.sleep(0.3)
        elif "raises-exception" in tags(cell):
            run.problems.append(f"{place(cell_index, cell)} should raise an error, and did not")

    client = NotebookClient(
        notebook,
        kernel_name="tslab",
        timeout=timeout,
        startup_timeout=120,
        # On a busy machine the last outputs of a cell may come long after its reply.
        iopub_timeout=60,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(folder)}},
        on_cell_executed=after_cell,
    )
    began = time.monotonic()
    with tempfile.TemporaryFile() as kernel_errors:
        try:
            client.execute(stderr=kernel_errors)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            run.problems.append(f"{failing_place(notebook)}: {str(error).strip()[-800:]}")
        kernel_errors.seek(0)
        said = kernel_errors.read().decode("utf8", "replace")
    run.seconds = time.monotonic() - began
    run.problems += dropped + stderr_problems(notebook)
    if "nhandled" in said or "rejection" in said:
        run.problems.append(f"the kernel complained: {said.strip()[-600:]}")
    return run


def failing_place(notebook) -> str:
    """The last cell that has an output of the kind `error` without being allowed one, else the last that ran."""
    cells = [(i, c) for i, c in enumerate(notebook.cells) if c.cell_type == "code" and c.get("execution_count")]
    failing = [(i, c) for i, c in cells if any(o.output_type == "error" for o in c.outputs)]
    allowed = [(i, c) for i, c in failing if "raises-exception" not in tags(c)]
    chosen = allowed or cells
    return place(*chosen[-1]) if chosen else "the first cell"


def stderr_problems(notebook) -> list[str]:
    """A line on stderr is a red box for the reader (and a rejected promise shows nowhere else)."""
    problems = []
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and "raises-exception" not in tags(cell):
            red = texts(cell, "stderr").strip()
            if red:
                problems.append(f"{place(index, cell)} wrote to stderr: {red[:600]}")
    return problems
