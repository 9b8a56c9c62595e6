"use strict";

// Is this Node new enough? Plain ES2015, because an old Node must be able to read the file that tells it so.
// 20.19 and 22.12 are the first of their lines that can `require` an ES module, which the plotting library is.

const oldest = "20.19.0";

/** "v20.19.0" as [20, 19, 0]. */
function parse(version) {
  return String(version).replace(/^v/, "").split(/[.-]/).slice(0, 3).map(Number);
}

/** Whether `version` can run the project: 20.19 and later, 22.12 and later, 23 and everything after. */
function isNewEnough(version) {
  const parts = parse(version);
  const major = parts[0];
  const minor = parts[1];
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major >= 23;
}

/** The message for a Node that is too old, or undefined where it is fine. */
function complaint(version) {
  if (isNewEnough(version)) return undefined;
  return [
    "Node " +
      parse(version).join(".") +
      " is too old: this project needs Node " +
      oldest +
      " or newer.",
    "",
    "  Get the current LTS version from https://nodejs.org, or, if you use a version manager:",
    "    nvm install --lts      (macOS, Linux)",
    "    fnm install --lts      (Windows, macOS, Linux)",
    "  Then open a new terminal, check with `node --version`, and run the command again.",
  ].join("\n");
}

module.exports = { complaint, isNewEnough, oldest, parse };
