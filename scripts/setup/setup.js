"use strict";

// All the steps between a fresh clone and a JupyterLab that can open, in order. Each step knows whether it is needed;
// where none is, this costs about a tenth of a second and prints one line.

const path = require("path");
const declarations = require("./declarations");
const environment = require("./environment");
const kernel = require("./kernel");
const packages = require("./packages");
const trust = require("./trust");
const { acquire } = require("./lock");
const { findPython } = require("./python");
const { placesOf } = require("./paths");
const { stampsIn } = require("./stamps");

/** What is missing, without changing anything. */
function survey(places, stamps, tools) {
  const missing = {
    packages: packages.reason(places, stamps, tools),
    environment: environment.need(places, stamps),
    kernel: kernel.isNeeded(places),
  };
  missing.declarations = declarations.isNeeded(places, stamps);
  missing.notebooks = trust.pending(places, stamps);
  missing.anything =
    Boolean(missing.packages || missing.environment || missing.kernel || missing.declarations) ||
    missing.notebooks.names.length > 0;
  return missing;
}

/** Does what is missing. `total`: the number of steps to count to; `tools`: with those of the tests. Throws a Failure that says what to do. */
async function setUp(root, total, say, tools) {
  const places = placesOf(root);
  const stamps = stampsIn(places.state);
  if (!survey(places, stamps, tools).anything) {
    say("The set-up is complete.");
    return places;
  }
  const lock = await acquire(path.join(places.state, "setup.lock"), say);
  const onStart = (pid) => lock.child(pid);
  const step = (number, text) => say("[" + number + "/" + total + "] " + text);
  try {
    // Looked at again: another start may have done it while we waited.
    const missing = survey(places, stamps, tools);
    const anew = missing.environment && missing.environment.anew;
    const python = anew ? findPython(process.platform, process.env.NEURONOTES_PYTHON) : undefined;
    const npm = missing.packages ? "" : " Packages: in place.";
    step(
      1,
      "Node " +
        process.versions.node +
        (python ? " and Python " + python.version : "") +
        ": fine." +
        npm,
    );
    if (missing.packages) {
      step(
        2,
        "Installing the packages from the lock file (" + missing.packages + "; about 15 s) ...",
      );
      await packages.install(places, stamps, onStart, tools);
    }
    if (missing.environment) {
      const time = anew ? "; about 20 s" : "";
      step(
        3,
        "Making the Python environment with JupyterLab (" +
          missing.environment.why +
          time +
          ") ...",
      );
      await environment.make(places, stamps, python, anew, onStart);
    }
    if (declarations.isNeeded(places, stamps)) {
      step(4, "Building the library's type declarations (about 5 s) ...");
      await declarations.build(places, stamps, say, onStart);
    }
    if (kernel.isNeeded(places)) {
      step(5, "Registering the TypeScript kernel ...");
      kernel.register(places);
    }
    const found = trust.pending(places, stamps);
    if (found.names.length) {
      step(6, "Trusting the committed notebooks, so that their figures are alive ...");
      await trust.sign(places, stamps, found, say, onStart);
    }
    return places;
  } finally {
    lock.release();
  }
}

module.exports = { setUp, survey };
