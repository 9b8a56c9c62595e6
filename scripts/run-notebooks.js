"use strict";

// `npm run notebooks [01 03 ...]`: runs notebooks and saves the outputs into them, as they are committed.

var complaint = require("./setup/node-version").complaint(process.version);

if (complaint) {
  console.error("\n" + complaint + "\n");
  process.exitCode = 1;
} else {
  require("./setup/command").command(
    require("./setup/save-notebooks").saveNotebooks,
    process.argv.slice(2),
  );
}
