"""The exercises of a notebook: the cell with an empty answer, its checks, and the folded solution below it."""

import re
from dataclasses import dataclass

import nbformat

CHECK = re.compile(r"^(await\s+)?check\(")
DETAILS = re.compile(r"<details[^>]*>\s*<summary>([^<]*)</summary>(.*?)</details>", re.S | re.I)
FENCE = re.compile(r"^```(?:ts|typescript)[^\n]*\n(.*?)^```", re.S | re.M)


@dataclass
class Exercise:
    index: int
    cell: object
    checks: str
    hints: int
    solution: str


def statements(source: str) -> str:
    """The lines of a cell that begin with `check(`, each with the lines that belong to its brackets."""
    kept, depth = [], 0
    for line in source.splitlines():
        if depth > 0 or CHECK.match(line):
            kept.append(line)
            depth += sum(line.count(c) for c in "([{") - sum(line.count(c) for c in ")]}")
    return "\n".join(kept)


def exercises(notebook) -> list[Exercise]:
    """All exercises, in order. A missing hint, solution or check is an empty one: `faults` names it."""
    cells = notebook.cells
    found = []
    for index, cell in enumerate(cells):
        if cell.cell_type != "code" or "exercise" not in cell.metadata.get("tags", []):
            continue
        below = []
        for after in cells[index + 1 :]:
            if after.cell_type != "markdown":
                break
            below.append(after.source)
        folded = DETAILS.findall("\n\n".join(below))
        solutions = [body for title, body in folded if "solution" in title.lower()]
        found.append(
            Exercise(
                index=index,
                cell=cell,
                checks=statements(cell.source),
                hints=sum("hint" in title.lower() for title, _ in folded),
                # The first solution is the one that is run; others are further ways.
                solution="\n".join(FENCE.findall(solutions[0])) if solutions else "",
            )
        )
    return found


def faults(exercise: Exercise) -> list[str]:
    problems = []
    if not exercise.checks:
        problems.append("has no line that begins with check(")
    if not exercise.hints:
        problems.append("has no folded hint below it")
    if not exercise.solution.strip():
        problems.append("has no folded solution with ```ts code below it")
    return problems


def insert_solutions(notebook, found: list[Exercise]) -> dict[int, object]:
    """
    Puts a cell with the solution and the checks right behind each exercise, so that one run shows both: the empty answer
    is politely refused, the solution is accepted. Returns the new cells by the exercise's own index.
    """
    inserted = {}
    for exercise in reversed(found):
        if faults(exercise):
            continue
        cell = nbformat.v4.new_code_cell(exercise.solution + "\n" + exercise.checks)
        notebook.cells.insert(exercise.index + 1, cell)
        inserted[exercise.index] = cell
    return inserted


def verdict(exercise: Exercise, solved, printed) -> list[str]:
    """What is wrong with an exercise after the run; `printed(cell)` gives a cell's texts."""
    problems = faults(exercise)
    if problems:
        return problems
    if "not answered" not in printed(exercise.cell):
        problems.append("does not say `not answered yet` while it is unanswered: " + printed(exercise.cell)[:200])
    answer = printed(solved)
    if "✗" in answer or "not answered" in answer or not re.search(r"^\s*✓", answer, re.M):
        problems.append("does not accept its own solution: " + answer.strip()[:400])
    return problems
