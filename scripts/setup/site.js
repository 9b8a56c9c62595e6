"use strict";

// The work of `npm run site`: the set-up with the tools, as far as it is needed, then the build.

const path = require("path");
const { interruptible } = require("./command");
const { projectRoot } = require("./paths");
const { attach, pythonEnv } = require("./run");
const { setUp } = require("./setup");

async function site(args, say) {
  const places = await interruptible(() => setUp(projectRoot, 6, say, true));
  const script = path.join(places.root, "scripts", "site", "index.ts");
  return attach(process.execPath, ["--require", "ts-node/register", script, ...args], {
    cwd: places.root,
    env: pythonEnv(places),
  });
}

module.exports = { site };
