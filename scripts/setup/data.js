"use strict";

// Tests and authors may keep the data sets in a folder beside the checkout, so that several checkouts share them.

const fs = require("fs");
const path = require("path");

/** The environment with NEURONOTES_DATA set to that folder, if it exists and the variable is not set already. */
function dataEnv(places, env) {
  const beside = path.resolve(places.root, "..", "shared", "datasets");
  if (env.NEURONOTES_DATA || !fs.existsSync(beside)) return env;
  return Object.assign({}, env, { NEURONOTES_DATA: beside });
}

module.exports = { dataEnv };
