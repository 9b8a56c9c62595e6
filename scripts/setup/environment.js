"use strict";

// The project's own Python environment in .venv, with the versions that requirements.txt pins. It is removed and made
// anew where it is broken, and brought up to date in place where only the list has changed.

const fs = require("fs");
const path = require("path");
const { failureOf } = require("./failure");
const { pythonEnv, run, runNow } = require("./run");
const { contentsOf, countFiles, fingerprint } = require("./stamps");

const version = "import sys; print(sys.version.split()[0])";

function listOf(places) {
  return fingerprint([contentsOf(path.join(places.root, "requirements.txt"))]);
}

/** How many files the environment holds, without those that Jupyter and the set-up write into it later. */
function sizeOf(places) {
  const folders = fs.existsSync(places.venv) ? fs.readdirSync(places.venv) : [];
  return folders
    .filter((name) => !["share", "etc", "lib64"].includes(name))
    .reduce((sum, name) => sum + countFiles(path.join(places.venv, name)), 0);
}

/** What is to be done: undefined, or { why, anew }. */
function need(places, stamps) {
  const stamp = stamps.read("environment");
  if (!stamp) return { why: "not made yet", anew: true };
  if (stamp.folder !== places.root) return { why: "the project was moved", anew: true };
  if (!fs.existsSync(places.python)) return { why: "its Python is gone", anew: true };
  const answer = runNow(places.python, ["-I", "-c", version], { env: pythonEnv(places) });
  if (answer.code !== 0) return { why: "its Python does not run", anew: true };
  if (answer.output.trim() !== stamp.python) return { why: "Python was updated", anew: true };
  if (sizeOf(places) < stamp.files) return { why: "some files are missing", anew: true };
  const labHome = path.join(places.venv, "share", "jupyter", "lab", "static", "index.html");
  if (!fs.existsSync(labHome)) return { why: "JupyterLab's pages are missing", anew: true };
  if (stamp.list !== listOf(places))
    return { why: "the list of versions has changed", anew: false };
  return undefined;
}

/** Makes or mends the environment. `python` is what findPython returned; unused where `anew` is false. */
async function make(places, stamps, python, anew, onStart) {
  stamps.remove("environment");
  stamps.remove("kernel");
  if (anew) {
    fs.rmSync(places.venv, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    const [command, ...first] = python.command;
    const made = await run(command, [...first, "-m", "venv", places.venv], {
      cwd: places.root,
      env: pythonEnv(places),
      onStart,
    });
    if (made.code !== 0)
      throw failureOf("Making the Python environment (" + command + " -m venv)", made.output);
  }
  const pip = [
    "-m",
    "pip",
    "install",
    "--no-input",
    "--progress-bar",
    "off",
    "-r",
    "requirements.txt",
  ];
  const installed = await run(places.python, pip, {
    cwd: places.root,
    env: pythonEnv(places),
    onStart,
  });
  if (installed.code !== 0) throw failureOf("Installing JupyterLab (pip)", installed.output);
  const answer = runNow(places.python, ["-I", "-c", version], { env: pythonEnv(places) });
  stamps.write("environment", {
    list: listOf(places),
    python: answer.output.trim(),
    files: sizeOf(places),
    folder: places.root,
  });
}

module.exports = { make, need };
