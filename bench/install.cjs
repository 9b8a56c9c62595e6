"use strict";

// `npm run bench:install`: the libraries that the benchmarks measure beside this one. The packages of bench/package-lock.json,
// and a Python environment in bench/.venv. Whatever cannot be had is left out by `npm run bench`, which says so.

const fs = require("fs");
const path = require("path");
const { command } = require("../scripts/setup/command");
const { findPython } = require("../scripts/setup/python");
const { attach, npmCommand, pythonEnv } = require("../scripts/setup/run");
const { placesOf } = require("../scripts/setup/paths");

const places = placesOf(__dirname);

/** Runs pip in the environment of the benchmarks; resolves to whether it succeeded. */
async function pip(args) {
  const options = { cwd: __dirname, env: pythonEnv(places) };
  const all = ["-m", "pip", "install", "--no-input", "--progress-bar", "off", "--quiet", ...args];
  return (await attach(places.python, all, options)) === 0;
}

async function install(_args, say) {
  say("Packages for Node (npm ci in bench/) ...");
  const npm = npmCommand();
  // No package here needs its install script; core-js's only prints a request.
  const npmArgs = [...npm.args, "ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const packages = await attach(npm.command, npmArgs, { cwd: __dirname });

  say("Python environment in bench/.venv (PyTorch is large: this may take some minutes) ...");
  if (!fs.existsSync(places.python)) {
    const python = findPython(process.platform, process.env.NEURONOTES_PYTHON);
    const [program, ...first] = python.command;
    await attach(program, [...first, "-m", "venv", places.venv], { cwd: __dirname });
  }
  let python = await pip(["-r", "requirements.txt"]);
  if (!python) {
    say("PyTorch could not be installed: it will be left out. bench/README.md says what may help.");
    const list = fs.readFileSync(path.join(__dirname, "requirements.txt"), "utf8").split(/\r?\n/);
    const ownNumpy = path.join(places.venv, "numpy-only.txt");
    fs.writeFileSync(ownNumpy, list.filter((line) => line.startsWith("numpy")).join("\n"));
    python = await pip(["-r", ownNumpy]);
  }
  if (packages !== 0) say("The packages for Node could not be installed: they will be left out.");
  if (!python) say("NumPy could not be installed: it will be left out.");
  if (packages === 0 && python) say("Ready: npm run bench");
  return packages === 0 && python ? 0 : 1;
}

command(install, process.argv.slice(2));
