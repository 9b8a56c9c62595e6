"use strict";

// The packages of package-lock.json, installed by `npm ci`, which begins by removing what is there: a half-finished
// installation mends itself by being done again. Readers get what the notebooks need; the tools of the tests (compilers,
// linters, the browser's driver: 150 MB more) come with the first `npm test`, and stay from then on.

const fs = require("fs");
const path = require("path");
const { failureOf } = require("./failure");
const { npmCommand, run } = require("./run");
const { contentsOf, countFiles, fingerprint } = require("./stamps");

/** What the installation depends on. The folder counts too: the link to `lib` may hold its full path. */
function keyOf(places) {
  const lock = contentsOf(path.join(places.root, "package-lock.json"));
  const major = process.version.split(".")[0];
  return fingerprint([lock, major, process.platform, process.arch, places.root]);
}

/** Why the packages must be installed, or undefined where they are all there, with the tools if they are asked for. */
function reason(places, stamps, tools) {
  const stamp = stamps.read("packages");
  if (!stamp) return "not installed yet";
  if (stamp.key !== keyOf(places)) return "the list of packages has changed";
  if (!fs.existsSync(path.join(places.modules, "neuronotes", "package.json")))
    return "the link to lib is gone";
  if (countFiles(places.modules) < stamp.files) return "some files are missing";
  if (tools && !stamp.tools) return "the tools of the tests are missing";
  return undefined;
}

async function install(places, stamps, onStart, asked) {
  const tools = Boolean(asked || (stamps.read("packages") || {}).tools);
  stamps.remove("packages");
  const npm = npmCommand();
  const args = [
    "ci",
    tools ? "--include=dev" : "--omit=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
  ];
  const result = await run(npm.command, [...npm.args, ...args], { cwd: places.root, onStart });
  if (result.code !== 0) throw failureOf("Installing the packages (npm ci)", result.output);
  record(places, stamps, tools);
}

/** Writes the stamp for what lies in node_modules now. */
function record(places, stamps, tools) {
  stamps.write("packages", { key: keyOf(places), files: countFiles(places.modules), tools });
}

module.exports = { install, reason, record };
