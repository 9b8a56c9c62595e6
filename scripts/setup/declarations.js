"use strict";

// The library's type declarations (lib/dist/*.d.ts), which the kernel reads for Tab completion and type checks, and the
// script of the playground's page. They are built again when a source has changed since. The code itself needs no build, but is compiled here once, so that the
// first import in a notebook finds it done (lib/register.cjs keeps it).

const fs = require("fs");
const path = require("path");
const { run } = require("./run");
const { tail } = require("./failure");
const { fingerprint } = require("./stamps");

const PAGE = ["playground.js", "playground.css"];

/** Name, size and time of every source of the library, as one fingerprint. */
function keyOf(places) {
  const seen = [];
  const walk = (folder) => {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== "dist" && entry.name !== "node_modules") walk(full);
      } else if (/\.ts$|\.css$|^tsconfig\.json$/.test(entry.name)) {
        const stat = fs.statSync(full);
        seen.push(path.relative(places.root, full) + " " + stat.size + " " + stat.mtimeMs);
      }
    }
  };
  walk(places.lib);
  return fingerprint(seen.sort());
}

function isNeeded(places, stamps) {
  if (!fs.existsSync(path.join(places.lib, "index.ts"))) return false;
  const made = ["index.d.ts", ...PAGE];
  if (made.some((name) => !fs.existsSync(path.join(places.lib, "dist", name)))) return true;
  return stamps.read("declarations") !== keyOf(places);
}

/**
 * Removes declarations that a build begun at that time has not written: those of sources that have moved or gone. A file
 * a.d.ts left behind would be read instead of a/index.d.ts. Where the build wrote nothing, all stay.
 */
function removeOlder(dist, time) {
  // Two seconds: what some file systems round times to.
  const old = (file) => fs.statSync(file).mtimeMs < time - 2000;
  const index = path.join(dist, "index.d.ts");
  if (!fs.existsSync(index) || old(index)) return;
  const walk = (folder) => {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(full);
      else if (entry.name.endsWith(".d.ts") && old(full)) fs.rmSync(full);
    }
  };
  walk(dist);
}

/**
 * Builds them. A type error in the library does not stop the start: the declarations are written all the same, and what
 * the compiler says is shown.
 */
async function build(places, stamps, say, onStart) {
  stamps.remove("declarations");
  const key = keyOf(places);
  const compiler = path.join(places.modules, "typescript", "bin", "tsc");
  const args = [compiler, "-p", path.join(places.lib, "tsconfig.json")];
  const started = Date.now();
  const result = await run(process.execPath, args, { cwd: places.root, onStart });
  if (result.code !== 0) {
    say("      The library has type errors; the notebooks run, but types may be missing there:");
    say(tail(result.output, 8).replace(/^/gm, "      | "));
  }
  removeOlder(path.join(places.lib, "dist"), started);
  const page = await run(
    process.execPath,
    [path.join(__dirname, "build-playground.js"), places.root],
    { cwd: places.root, onStart },
  );
  if (page.code !== 0) {
    say("      The playground's page could not be built; the rest works:");
    say(tail(page.output, 8).replace(/^/gm, "      | "));
  }
  const load = ["-e", 'require("neuronotes/notebook")'];
  const loaded = await run(process.execPath, load, { cwd: places.root, onStart });
  if (loaded.code !== 0) {
    say("      The library does not load:");
    say(tail(loaded.output, 8).replace(/^/gm, "      | "));
  }
  if (fs.existsSync(path.join(places.lib, "dist", "index.d.ts"))) stamps.write("declarations", key);
}

module.exports = { build, isNeeded, removeOlder };
