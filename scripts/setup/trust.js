"use strict";

// JupyterLab shows live figures only of notebooks that it trusts. The committed notebooks, as they were committed, are
// trusted; one that was changed elsewhere or came from somewhere else is left to the reader's judgement.

const fs = require("fs");
const os = require("os");
const path = require("path");
const { pythonEnv, run, runNow } = require("./run");
const { fingerprint } = require("./stamps");

/** Committed and unchanged notebooks as [{ name, id }]. Without git: those that are named like the series'. */
function committed(places) {
  const git = (...args) => runNow("git", ["-C", places.root, ...args]);
  const clone = fs.existsSync(path.join(places.root, ".git"));
  const listed = clone ? git("ls-files", "-s", "-z", "--", "notebooks/*.ipynb") : { code: -1 };
  if (listed.code === 0) {
    const changed = git("diff", "--name-only", "-z", "HEAD", "--", "notebooks").output.split("\0");
    return listed.output
      .split("\0")
      .filter(Boolean)
      .map((line) => ({ name: line.slice(line.indexOf("\t") + 1), id: line.split(" ")[1] }))
      .filter(({ name }) => !changed.includes(name) && fs.existsSync(path.join(places.root, name)));
  }
  if (!fs.existsSync(places.notebooks)) return [];
  return fs
    .readdirSync(places.notebooks)
    .filter((name) => /^\d\d-[^.]+\.ipynb$/.test(name))
    .map((name) => ({
      name: "notebooks/" + name,
      id: fingerprint([fs.readFileSync(path.join(places.notebooks, name))]),
    }));
}

/** The notebooks that are not yet trusted, with the stamp to write once they are. */
function pending(places, stamps) {
  // Trust is kept in the user's own folder: another user, or a new home, starts from nothing.
  const who = os.homedir() + " " + (process.env.JUPYTER_DATA_DIR || "");
  const stamp = stamps.read("trust") || {};
  const known = stamp.who === who ? stamp.ids : [];
  const all = committed(places);
  const fresh = all.filter(({ id }) => !known.includes(id));
  return { names: fresh.map(({ name }) => name), stamp: { who, ids: all.map(({ id }) => id) } };
}

/** Signs them. Where that fails the series still opens, so it is only told. */
async function sign(places, stamps, found, say, onStart) {
  const args = ["-m", "nbformat.sign", ...found.names];
  const result = await run(places.python, args, {
    cwd: places.root,
    env: pythonEnv(places),
    onStart,
  });
  if (result.code === 0) stamps.write("trust", found.stamp);
  else
    say(
      "      That did not work; in each notebook, choose Trust Notebook from the commands (Ctrl+Shift+C).",
    );
}

module.exports = { committed, pending, sign };
