// Compiles the library's TypeScript when it is required, so that notebooks and scripts run the sources themselves.
// What was compiled is kept in dist/compiled and used again while its source is the same: an import takes a third of
// a second then, instead of one and a half.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { dirname, join, relative, sep } = require("node:path");

const KEPT = join(__dirname, "dist", "compiled");
const OPTIONS = {
  module: "CommonJS",
  moduleResolution: "node",
  target: "ES2022",
  esModuleInterop: true,
};

let service;

/** Inside tslab its compiler is already in memory and is used again; elsewhere the project's own typescript does it. */
function compile(source, path) {
  if (!service) {
    let compiler;
    try {
      compiler = require.resolve("@tslab/typescript-for-tslab");
    } catch {
      compiler = "typescript";
    }
    const { create } = require("ts-node");
    const options = { transpileOnly: true, skipProject: true, ignore: [], compiler };
    service = create({ ...options, cwd: __dirname, compilerOptions: OPTIONS });
  }
  return service.compile(source, path);
}

/** The JavaScript of a file of lib/: the kept one where it was made from this very source. */
function compiled(path) {
  const source = readFileSync(path, "utf8");
  const kept = join(KEPT, relative(__dirname, path).replace(/\.ts$/, ".js"));
  const mark = `// ${createHash("sha256").update(source).update(JSON.stringify(OPTIONS)).digest("hex")}\n`;
  try {
    const text = readFileSync(kept, "utf8");
    // The mark stands at the end, so that the lines of the code keep their numbers; a file cut off has none.
    if (text.endsWith(mark)) return text;
  } catch {
    // Nothing was kept yet.
  }
  const code = `${compile(source, path)}\n${mark}`;
  const beside = `${kept}.${process.pid}.part`;
  try {
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(beside, code);
    renameSync(beside, kept);
  } catch {
    // A folder that cannot be written only costs time.
    rmSync(beside, { force: true });
  }
  return code;
}

// Where ts-node runs already, for tests and scripts, it compiles the library as well.
if (!process[Symbol.for("ts-node.register.instance")]) {
  process.setSourceMapsEnabled(true); // errors name the lines of the sources
  const before = require.extensions[".ts"] ?? require.extensions[".js"];
  require.extensions[".ts"] = (module, path) => {
    if (path.startsWith(__dirname + sep)) module._compile(compiled(path), path);
    else before(module, path);
  };
}
