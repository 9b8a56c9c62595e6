import assert from "node:assert/strict";
import { test } from "node:test";
import { script } from "./script";

interface Answer {
  version: number[];
  venv: boolean;
  path: string;
}

interface Failure extends Error {
  todo: string[];
}

const { candidates, findPython } = script<{
  candidates(platform: string, chosen?: string): string[][];
  findPython(
    platform: string,
    chosen: string | undefined,
    answers: (command: string[]) => Answer | undefined,
  ): { command: string[]; version: string };
}>("python");

/** A system on which these commands are what is said here. */
const system =
  (known: Record<string, [version: number[], venv?: boolean]>) => (command: string[]) => {
    const entry = known[command.join(" ")];
    return entry && { version: entry[0], venv: entry[1] ?? true, path: "/usr/bin/" + command[0] };
  };

const failure = (work: () => unknown): Failure => {
  try {
    work();
  } catch (error) {
    return error as Failure;
  }
  return assert.fail("found a Python");
};

test("python3 is taken where it is new enough", () => {
  const found = findPython("linux", undefined, system({ python3: [[3, 11, 7]] }));
  assert.deepEqual(found.command, ["python3"]);
  assert.equal(found.version, "3.11.7");
});

test("an old python3 is passed over for a newer one under another name", () => {
  const here = system({ python3: [[3, 8, 10]], "python3.12": [[3, 12, 1]] });
  assert.deepEqual(findPython("linux", undefined, here).command, ["python3.12"]);
});

test("Windows asks the launcher first, then python", () => {
  assert.deepEqual(candidates("win32").slice(0, 2), [["py", "-3"], ["python"]]);
  const here = system({ python: [[3, 13, 0]] });
  assert.deepEqual(findPython("win32", undefined, here).command, ["python"]);
});

test("NEURONOTES_PYTHON is the only one that is asked", () => {
  const here = system({ python3: [[3, 11, 7]], "/opt/py": [[3, 12, 0]] });
  assert.deepEqual(findPython("linux", "/opt/py", here).command, ["/opt/py"]);
  assert.match(failure(() => findPython("linux", "/nowhere", here)).message, /NEURONOTES_PYTHON/);
});

test("a missing Python, an old one and one without venv each have their own advice", () => {
  const none = failure(() => findPython("linux", undefined, system({})));
  assert.match(none.message, /Python was not found/);
  assert.match(none.todo.join("\n"), /apt install python3 python3-venv/);

  const old = failure(() => findPython("darwin", undefined, system({ python3: [[3, 9, 6]] })));
  assert.match(old.message, /Python 3\.9\.6 is too old/);
  assert.match(old.todo.join("\n"), /python\.org/);

  const bare = failure(() =>
    findPython("linux", undefined, system({ python3: [[3, 11, 2], false] })),
  );
  assert.match(bare.message, /3\.11\.2 is here, but .*venv/);
  assert.match(bare.todo.join("\n"), /sudo apt install python3-venv/);
  assert.match(bare.todo.join("\n"), /python3\.11-venv/);
});
