"use strict";

// `npm run notebooks [01 03 ...]`: runs notebooks and saves the outputs into them, as they are committed.

var complaint = require("./setup/node-version").complaint(process.version);

if (complaint) {
  console.error("\n" + complaint + "\n");
  process.exitCode = 1;
} else {
  var save = require("./setup/save-notebooks").saveNotebooks;
  require("./setup/command").command(save, process.argv.slice(2));
}
