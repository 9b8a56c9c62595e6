"use strict";

// Finding a Python that is new enough and can make environments of its own.

const { Failure } = require("./failure");
const { runNow } = require("./run");

const oldest = [3, 10];
const question =
  "import sys, json, importlib.util as u; " +
  "print(json.dumps({'version': list(sys.version_info[:3]), " +
  "'venv': u.find_spec('venv') is not None and u.find_spec('ensurepip') is not None, " +
  "'path': sys.executable}))";

/** The commands to try, best known first. NEURONOTES_PYTHON, where set, is the only one. */
function candidates(platform, chosen) {
  if (chosen) return [[chosen]];
  const versions = ["3.14", "3.13", "3.12", "3.11", "3.10"];
  if (platform === "win32")
    return [["py", "-3"], ["python"], ["python3"], ...versions.map((v) => ["py", "-" + v])];
  return [["python3"], ["python"], ...versions.map((v) => ["python" + v])];
}

/** Asks one candidate who it is: { version, venv, path }, or undefined where it is no Python 3. */
function ask(command) {
  const answer = runNow(command[0], [...command.slice(1), "-c", question]);
  if (answer.code !== 0) return undefined;
  try {
    return JSON.parse(answer.output.trim().split(/\r?\n/).pop());
  } catch {
    return undefined;
  }
}

function isNewEnough(version) {
  return version[0] > oldest[0] || (version[0] === oldest[0] && version[1] >= oldest[1]);
}

/** What to type to get a Python, on each system. */
function howToInstall(platform) {
  if (platform === "win32") {
    return [
      "Install Python 3.12 from https://www.python.org/downloads/ (tick `Add python.exe to PATH`),",
    ];
  }
  if (platform === "darwin") {
    return [
      "Install Python 3.12 from https://www.python.org/downloads/, or with `brew install python`,",
    ];
  }
  return [
    "Debian, Ubuntu:  sudo apt install python3 python3-venv",
    "Fedora:          sudo dnf install python3",
    "Arch:            sudo pacman -S python",
  ];
}

/**
 * The first Python that will do: { command, version, path }.
 * Throws a Failure that says which of the three troubles it is: none, too old, or no `venv`.
 * `answers` replaces the question to the system, for tests.
 */
function findPython(platform, chosen, answers) {
  const askOne = answers || ask;
  let old;
  let bare;
  for (const command of candidates(platform, chosen)) {
    const found = askOne(command);
    if (!found) continue;
    if (!isNewEnough(found.version)) old = old || found;
    else if (!found.venv) bare = bare || found;
    else return { command, version: found.version.join("."), path: found.path };
  }
  const end = "then open a new terminal and run the same command again.";
  if (bare) {
    const package_ = "python" + bare.version.slice(0, 2).join(".") + "-venv";
    throw new Failure(
      "Python " +
        bare.version.join(".") +
        " is here, but its part that makes environments (venv) is not.",
      ["Debian, Ubuntu:  sudo apt install python3-venv      (or " + package_ + ")", end],
    );
  }
  const install = [...howToInstall(platform), end];
  if (old) {
    throw new Failure(
      "Python " +
        old.version.join(".") +
        " is too old: JupyterLab needs Python " +
        oldest.join(".") +
        " or newer.",
      install,
    );
  }
  if (chosen) {
    throw new Failure("NEURONOTES_PYTHON names `" + chosen + "`, which is no Python 3 that runs.", [
      "Correct the variable, or unset it to let the project look for itself.",
    ]);
  }
  throw new Failure(
    "Python was not found: JupyterLab needs Python " + oldest.join(".") + " or newer.",
    install,
  );
}

module.exports = { candidates, findPython, isNewEnough };
