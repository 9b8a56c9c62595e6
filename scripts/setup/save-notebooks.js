"use strict";

// The work of `npm run notebooks`: the set-up, as far as it is needed, then the Python script that runs them.

const path = require("path");
const { interruptible } = require("./command");
const { dataEnv } = require("./data");
const { projectRoot } = require("./paths");
const { attach, pythonEnv } = require("./run");
const { setUp } = require("./setup");

async function saveNotebooks(args, say) {
  const places = await interruptible(() => setUp(projectRoot, 6, say));
  const script = path.join(places.root, "scripts", "notebooks", "save_outputs.py");
  return attach(places.python, [script, ...args], {
    cwd: places.root,
    env: dataEnv(places, pythonEnv(places)),
  });
}

module.exports = { saveNotebooks };
