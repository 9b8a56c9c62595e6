import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { builtinModules } from "node:module";
import { test } from "node:test";
import ts from "typescript";

const root = resolve(__dirname, "..");
const lib = join(root, "lib");

interface Import {
  /** The importing file, from lib on, with slashes. */
  file: string;
  name: string;
}

/** Everything that the files of a folder of lib import or require, types included. */
function importsOf(floor: string): Import[] {
  return readdirSync(join(lib, floor), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|cjs)$/.test(name))
    .flatMap((name) => {
      const path = join(lib, floor, name);
      const { importedFiles } = ts.preProcessFile(readFileSync(path, "utf8"), true, true);
      const file = relative(lib, path).split(sep).join("/");
      return importedFiles.map((imported) => ({ file, name: imported.fileName }));
    });
}

/** Where an import leads: a floor ("core"), "lib" for what lies between, "node" or the name of a package. */
function target({ file, name }: Import): string {
  if (name.startsWith("node:")) return "node";
  if (!name.startsWith(".")) return name.split("/", name.startsWith("@") ? 2 : 1).join("/");
  const path = relative(lib, resolve(lib, file, "..", name)).split(sep);
  return path.length > 1 ? path[0] : "lib";
}

function refused(floor: string, allowed: (to: string) => boolean): string[] {
  return importsOf(floor)
    .filter((one) => !allowed(target(one)))
    .map(({ file, name }) => `${file} imports ${name}`);
}

const packages = Object.keys(
  (
    JSON.parse(readFileSync(join(lib, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    }
  ).dependencies,
);

test("imports are found in every form", () => {
  const text = `import a from "x1"; import type { B } from "x2"; export * from "x3"; export { c } from "x4";
    import "x5"; const d = require("x6"); const e = () => import("x7"); type F = import("x8").F;
    // import "not-this"`;
  const { importedFiles } = ts.preProcessFile(text, true, true);
  const found = importedFiles.map(({ fileName }) => fileName).sort();
  assert.deepEqual(found, ["x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8"]);
});

test("an import leads to a floor, to node or to a package", () => {
  const to = (name: string) => target({ file: "io/npz.ts", name });
  assert.equal(to("./npy"), "io");
  assert.equal(to("../core/matrix"), "core");
  assert.equal(to("../notebook/show"), "notebook");
  assert.equal(to("../index"), "lib");
  assert.equal(to("node:fs/promises"), "node");
  assert.equal(to("fflate/node"), "fflate");
  assert.equal(to("@observablehq/plot/x"), "@observablehq/plot");
});

test("core imports nothing but core: no package, nothing of Node, nothing from above", () => {
  assert.ok(importsOf("core").length > 30, "imports were found");
  assert.deepEqual(
    refused("core", (to) => to === "core"),
    [],
  );
});

test("io imports core, Node and packages, never the notebook floor", () => {
  assert.ok(importsOf("io").length > 20, "imports were found");
  assert.deepEqual(
    refused("io", (to) => ["core", "io", "node", "fflate", "mnist"].includes(to)),
    [],
  );
});

test("the backends import core and their packages; only threads imports Node", () => {
  assert.ok(importsOf("backends").length > 20, "imports were found");
  const below = ["core", "backends", "@jax-js/jax"];
  const above = refused("backends", (to) => below.includes(to));
  assert.ok(above.length > 0, "threads needs Node");
  for (const one of above) assert.match(one, /^backends\/threads\/.* imports node:/);
});

test("the entry for a browser is core and the wasm backend", () => {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(lib, "browser.ts"), "utf8"));
  for (const { fileName } of importedFiles) {
    assert.match(fileName, /^\.\/(core\/index|backends\/wasm\/\w+)$/);
  }
});

test("the playground imports core, and its page the entry for a browser besides", () => {
  assert.ok(importsOf("playground").length > 40, "imports were found");
  const above = refused("playground", (to) => to === "core" || to === "playground");
  assert.deepEqual(above, ["playground/page/main.ts imports ../../browser"]);
});

test("the notebook floor imports what is below and packages that lib declares", () => {
  assert.ok(importsOf("notebook").length > 20, "imports were found");
  const below = ["core", "io", "backends", "playground", "notebook", "lib", "node"];
  assert.deepEqual(
    refused("notebook", (to) => below.includes(to) || packages.includes(to)),
    [],
  );
});

test("no file imports a part of Node without node: in front, or itself by the package's name", () => {
  for (const floor of ["core", "io", "backends", "playground", "notebook"]) {
    const to = (name: string) => builtinModules.includes(name) || name === "neuronotes";
    assert.deepEqual(
      refused(floor, (name) => !to(name)),
      [],
    );
  }
});

/** What core may take for granted: JavaScript, and these few that browsers, Deno and Node all have. */
const HOST = `
declare const performance: { now(): number };
declare function setTimeout(call: () => void, milliseconds: number): unknown;
declare interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}
`;

test(
  "core compiles strictly with neither Node's nor a browser's types",
  { timeout: 60_000 },
  () => {
    const host = ts.createCompilerHost({});
    const ambient = join(lib, "core", "host.d.ts");
    const { fileExists, getSourceFile, readFile } = host;
    host.fileExists = (path) => resolve(path) === ambient || fileExists(path);
    host.readFile = (path) => (resolve(path) === ambient ? HOST : readFile(path));
    host.getSourceFile = (path, ...rest) =>
      resolve(path) === ambient
        ? ts.createSourceFile(path, HOST, ts.ScriptTarget.ES2022)
        : getSourceFile(path, ...rest);
    const program = ts.createProgram({
      rootNames: [join(lib, "core", "index.ts"), ambient],
      options: {
        strict: true,
        noEmit: true,
        target: ts.ScriptTarget.ES2022,
        lib: ["lib.es2022.d.ts"],
        types: [],
        module: ts.ModuleKind.CommonJS,
        moduleResolution: ts.ModuleResolutionKind.Node10,
      },
      host,
    });
    const said = ts
      .getPreEmitDiagnostics(program)
      .map(
        ({ file, messageText }) =>
          `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      );
    assert.deepEqual(said, []);
    const outside = program
      .getSourceFiles()
      .map(({ fileName }) => fileName)
      .filter(
        (name) =>
          !name.includes("/typescript/lib/") && !resolve(name).startsWith(join(lib, "core")),
      );
    assert.deepEqual(outside, []);
  },
);

/** The names of the packages that a program loads, from Node's own list of what was loaded. */
function loadedBy(entry: string): string[] {
  const program = `
    require(${JSON.stringify(entry)});
    const names = Object.keys(require.cache).map((path) => /node_modules[\\\\/]((?:@[^\\\\/]+[\\\\/])?[^\\\\/]+)/.exec(path)?.[1]);
    console.log(JSON.stringify([...new Set(names.filter(Boolean).map((name) => name.replace("\\\\", "/")))]));`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", program], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as string[];
}

const PLOTTING = ["@observablehq/plot", "linkedom", "@resvg/resvg-js", "tslab", "mathjs", "d3"];

test('requiring "neuronotes" loads no plotting, requiring "neuronotes/notebook" does', () => {
  const plotting = (entry: string) => loadedBy(entry).filter((name) => PLOTTING.includes(name));
  assert.ok(plotting("neuronotes/notebook").includes("@observablehq/plot"));
  assert.deepEqual(plotting("neuronotes"), []);
});

test('requiring "neuronotes" loads no backend\'s package before it is asked for', () => {
  assert.deepEqual(
    loadedBy("neuronotes").filter((name) => name.startsWith("@jax-js")),
    [],
  );
});

test("the root entry is core, io and backends, nothing else", () => {
  const entry = ts.preProcessFile(readFileSync(join(lib, "index.ts"), "utf8"), true, true);
  const names = entry.importedFiles.map(({ fileName }) => fileName);
  assert.deepEqual(names, ["./core/index", "./io/index", "./backends/index"]);
});
