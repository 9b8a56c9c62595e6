"""
Every notebook from a fresh kernel, in memory (the files are not changed), with its folded solutions run behind its
exercises: two at a time, since a kernel keeps one core busy.

Usage: python test/notebooks/run_notebooks.py [--report FILE] [01 03 ...]
"""

import argparse
import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts" / "notebooks"))

from execute import ROOT, execute, place, tags, texts  # noqa: E402
from exercises import exercises, insert_solutions, verdict  # noqa: E402
from save_outputs import series, sources_of  # noqa: E402


# Notebooks that compare speeds, which nothing else may disturb.
MEASURING = ("11",)


class Totals:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.skipped = 0
        self.lines: list[str] = []

    def skip(self, name: str, reason: str) -> None:
        self.skipped += 1
        self.lines.append(f"﹣ {name} is skipped: {reason}")

    def add(self, name: str, problems: list[str]) -> None:
        if problems:
            self.failed += 1
        else:
            self.passed += 1
        self.lines.append(("✖ " if problems else "✔ ") + name)
        self.lines += ["    " + problem.replace("\n", "\n    ") for problem in problems]


def test_notebook(path: Path) -> Totals:
    totals = Totals()
    notebook = nbformat.read(path, as_version=4)
    reason = wanting(notebook)
    if reason:
        totals.skip(path.stem, reason)
        return totals
    saved_for = notebook.metadata.get("neuronotes", {}).get("sources")
    fresh = saved_for == sources_of(notebook)
    found = exercises(notebook)
    solved = insert_solutions(notebook, found)
    run = execute(notebook)
    totals.add(f"{path.stem} runs from a fresh kernel ({run.seconds:.1f} s)", run.problems)
    totals.add(f"{path.stem} proves what it claims", crosses(notebook, solved))
    stale = [] if fresh else [f"its code was changed after its last run: npm run notebooks {path.name[:2]}"]
    totals.add(f"{path.stem} was committed with the outputs of its own code", stale)
    for number, exercise in enumerate(found, 1):
        problems = verdict(exercise, solved.get(exercise.index), texts)
        totals.add(f"{path.stem} exercise {number} refuses an empty answer and accepts its solution", problems)
    return totals


def wanting(notebook) -> str:
    """Why a notebook cannot run here: a data set that is neither on this computer nor to be had. Empty where it can."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    if "loadFashionMnist(" not in code:
        return ""
    asked = subprocess.run(
        ["node", str(ROOT / "scripts" / "notebooks" / "has-fashion-mnist.cjs")],
        cwd=ROOT,
        capture_output=True,
        encoding="utf8",
    )
    return asked.stdout.strip() if asked.returncode == 3 else ""


def crosses(notebook, solved) -> list[str]:
    """Cells that print ✗: a proof that did not hold."""
    answers = [id(cell) for cell in solved.values()]
    return [
        f"{place(index, cell)} printed: {line.strip()[:300]}"
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and id(cell) not in answers and "raises-exception" not in tags(cell)
        for line in texts(cell, "stdout", "stderr").splitlines()
        if "✗" in line
    ]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--report")
    parser.add_argument("wanted", nargs="*")
    options = parser.parse_args()
    sum_of = {"passed": 0, "failed": 0, "skipped": 0}
    began = time.monotonic()
    paths = series(options.wanted)
    alone = [path for path in paths if path.name.startswith(MEASURING)]
    together = [path for path in paths if path not in alone]
    for group, workers in ((together, 2), (alone, 1)):
        with ThreadPoolExecutor(workers) as pool:
            for totals in pool.map(test_notebook, group):
                print("\n".join(totals.lines), flush=True)
                for key in sum_of:
                    sum_of[key] += getattr(totals, key)
    if options.report:
        Path(options.report).write_text(json.dumps(sum_of))
    skipped = f", {sum_of['skipped']} skipped" if sum_of["skipped"] else ""
    print(
        f"notebooks: {sum_of['passed']} passed, {sum_of['failed']} failed{skipped} ({time.monotonic() - began:.0f} s)"
    )
    return 1 if sum_of["failed"] else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf8")
    sys.exit(main())
