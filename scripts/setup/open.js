"use strict";

// The work of `npm start`: set up, then open JupyterLab; or, with --prepare, fetch the data sets and end.

const path = require("path");
const { interruptible } = require("./command");
const { failureOf } = require("./failure");
const { checkPort, startJupyter } = require("./jupyter");
const { projectRoot } = require("./paths");
const { run } = require("./run");
const { setUp } = require("./setup");

async function open(args, say) {
  const prepare = args.includes("--prepare");
  if (!prepare) await checkPort(args);
  const steps = prepare ? 7 : 6;
  const places = await interruptible(async () => {
    const made = await setUp(projectRoot, steps, say);
    if (prepare) await fetchData(made, say);
    return made;
  });
  if (!prepare) return startJupyter(places, args, say);
  say("Everything is here. `npm start` now works without a network.");
  return 0;
}

async function fetchData(places, say) {
  say("[7/7] Fetching the data sets (about 12 MB) ...");
  const script = path.join(places.root, "scripts", "fetch-data.ts");
  const args = ["--require", "ts-node/register", script];
  const env = Object.assign({}, process.env, { TS_NODE_TRANSPILE_ONLY: "1" });
  const result = await run(process.execPath, args, { cwd: places.root, env });
  if (result.code !== 0) throw failureOf("Fetching the data sets", result.output);
  say(result.output.trim().replace(/^/gm, "      "));
}

module.exports = { open };
