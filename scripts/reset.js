"use strict";

// `npm run reset 03`: a fresh notebook 03; the reader's own is kept beside it.

var complaint = require("./setup/node-version").complaint(process.version);

if (complaint) {
  console.error("\n" + complaint + "\n");
  process.exitCode = 1;
} else {
  require("./setup/command").command(require("./setup/reset").reset, process.argv.slice(2));
}
