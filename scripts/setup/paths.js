"use strict";

// Where things are. Everything that is made lies inside the project, in folders that git ignores.

const path = require("path");

/** All places, for a project that lies in the folder `root`. */
function placesOf(root) {
  const windows = process.platform === "win32";
  const venv = path.join(root, ".venv");
  return {
    root,
    venv,
    python: windows ? path.join(venv, "Scripts", "python.exe") : path.join(venv, "bin", "python"),
    kernel: path.join(venv, "share", "jupyter", "kernels", "tslab"),
    settings: path.join(venv, "share", "jupyter", "lab", "settings"),
    modules: path.join(root, "node_modules"),
    lib: path.join(root, "lib"),
    notebooks: path.join(root, "notebooks"),
    state: path.join(root, ".neuronotes"),
  };
}

module.exports = { placesOf, projectRoot: path.resolve(__dirname, "..", "..") };
