"use strict";

// `npm test`: the set-up, as far as it is needed, then every test; or some: npm test -- unit matrix

var complaint = require("./setup/node-version").complaint(process.version);

if (complaint) {
  console.error("\n" + complaint + "\n");
  process.exitCode = 1;
} else {
  require("./setup/command").command(require("./setup/run-tests").runTests, process.argv.slice(2));
}
