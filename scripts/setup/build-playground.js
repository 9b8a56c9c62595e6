"use strict";

// Makes one script and one style sheet of the playground's page (lib/playground/page): the library itself, for a browser.
// They lie in lib/dist, made anew whenever a source of the library has changed, so that the page always computes with the
// library as it is.

const fs = require("fs");
const path = require("path");

/** Writes lib/dist/playground.js and playground.css below a project's folder. Throws Error where a source does not compile. */
function buildPlayground(root) {
  const esbuild = require(path.join(root, "node_modules", "esbuild"));
  const folder = path.join(root, "lib", "playground", "page");
  const dist = path.join(root, "lib", "dist");
  const shared = {
    minify: true,
    write: false,
    charset: "utf8",
    logLevel: "silent",
    legalComments: "none",
  };
  const script = esbuild.buildSync({
    ...shared,
    entryPoints: [path.join(folder, "main.ts")],
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
  });
  const style = esbuild.buildSync({ ...shared, entryPoints: [path.join(folder, "page.css")] });
  fs.mkdirSync(dist, { recursive: true });
  for (const [name, { outputFiles }] of [
    ["playground.js", script],
    ["playground.css", style],
  ]) {
    const beside = path.join(dist, `${name}.${process.pid}.part`);
    fs.writeFileSync(beside, outputFiles[0].contents);
    fs.renameSync(beside, path.join(dist, name));
  }
}

module.exports = { buildPlayground };

if (require.main === module) buildPlayground(process.argv[2] || path.join(__dirname, "..", ".."));
