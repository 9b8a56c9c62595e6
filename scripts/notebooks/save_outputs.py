"""
Runs notebooks where they lie and saves their outputs into them: `npm run notebooks [03 ...]`.

The file is the same, byte by byte, wherever the outputs are: no times, no paths of this machine, one way of writing JSON.
"""

import hashlib
import json
import os
import sys
from pathlib import Path

import nbformat
from execute import FOLDER, ROOT, execute, tags
from nbformat.sign import NotebookNotary

KERNELSPEC = {"display_name": "TypeScript", "language": "typescript", "name": "tslab"}


def series(wanted: list[str]) -> list[Path]:
    """The notebooks of the series, all or those whose names begin with one of `wanted`."""
    files = sorted(p for p in FOLDER.glob("[0-9][0-9]-*.ipynb") if ".mine-" not in p.name)
    if not wanted:
        return files
    chosen = [p for p in files if any(p.name.startswith(w) for w in wanted)]
    for name in wanted:
        if not any(p.name.startswith(name) for p in files):
            sys.exit(f"No notebook begins with {name}. There are: {', '.join(p.stem for p in files) or 'none'}")
    return chosen


def sources_of(notebook) -> str:
    """A fingerprint of the code, kept in the metadata: it shows when outputs are older than the code above them."""
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return hashlib.sha256("\0".join(code).encode("utf8")).hexdigest()[:16]


def tidy(notebook) -> None:
    """Takes away what differs from run to run without meaning anything."""
    notebook.metadata["kernelspec"] = dict(KERNELSPEC)
    notebook.metadata["neuronotes"] = {"sources": sources_of(notebook)}
    for cell in notebook.cells:
        kept = {"tags": tags(cell)} if tags(cell) else {}
        for key in ("jupyter", "slideshow", "editable", "deletable"):
            if key in cell.metadata:
                kept[key] = cell.metadata[key]
        cell.metadata = nbformat.from_dict(kept)
        for output in cell.get("outputs", []):
            # The stack of an expected error names files: from the project's folder on.
            if "text" in output:
                output.text = output.text.replace(str(ROOT) + os.sep, "")
            if "traceback" in output:
                output.traceback = [line.replace(str(ROOT) + os.sep, "") for line in output.traceback]
            if "data" in output:
                output.metadata = nbformat.from_dict({k: v for k, v in output.metadata.items() if k in output.data})


def local_paths(notebook) -> list[str]:
    """Places where an output names a folder of this machine."""
    folders = {str(ROOT), str(ROOT.parent), str(Path.home())}
    folders = {f for f in folders if len(f) > 3}
    problems = []
    for index, cell in enumerate(notebook.cells):
        outputs = [dict(o) for o in cell.get("outputs", [])]
        for output in outputs:
            output["data"] = {k: v for k, v in output.get("data", {}).items() if not k.startswith("image/")}
        text = json.dumps(outputs, ensure_ascii=False)
        problems += [f"the output of cell {index} names the folder {f}" for f in folders if f + os.sep in text]
    return problems


def save(path: Path, notebook) -> None:
    """Writes beside and renames; the notebook that we ran ourselves is trusted at once."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(beside, "w", encoding="utf8", newline="\n") as file:
            file.write(nbformat.writes(notebook))
            file.write("\n")
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    try:
        NotebookNotary().sign(notebook)
    except OSError as error:
        print(f"  (could not be marked as trusted: {error})")


def main() -> int:
    failed = 0
    for path in series(sys.argv[1:]):
        notebook = nbformat.read(path, as_version=4)
        print(f"{path.stem} ...", flush=True)
        run = execute(notebook)
        tidy(notebook)
        problems = run.problems + local_paths(notebook)
        if problems:
            failed += 1
            print(f"  not saved after {run.seconds:.1f} s:")
            for problem in problems:
                print("  - " + problem.replace("\n", "\n    "))
        else:
            save(path, notebook)
            print(f"  saved after {run.seconds:.1f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
