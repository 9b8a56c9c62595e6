"use strict";

// `npm run site`: the series as static pages in dist/site; with --serve it is shown on 127.0.0.1.

var complaint = require("./setup/node-version").complaint(process.version);

if (complaint) {
  console.error("\n" + complaint + "\n");
  process.exitCode = 1;
} else {
  require("./setup/command").command(require("./setup/site").site, process.argv.slice(2));
}
