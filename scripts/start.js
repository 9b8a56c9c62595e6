"use strict";

// `npm start`: the set-up, as far as it is needed, and then JupyterLab on the series.
// This file and the one it reads first are plain ES2015, so that an old Node can say that it is too old.

var complaint = require("./setup/node-version").complaint(process.version);

if (complaint) {
  console.error("\n" + complaint + "\n");
  process.exitCode = 1;
} else {
  require("./setup/command").command(require("./setup/open").open, process.argv.slice(2));
}
