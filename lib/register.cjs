// Compiles the library's TypeScript when it is required, so that notebooks and scripts run the sources themselves.
// Inside tslab its compiler is already in memory and is used again; elsewhere the project's own typescript does it.
const registered = process[Symbol.for("ts-node.register.instance")];
if (!registered) {
  let compiler;
  try {
    compiler = require.resolve("@tslab/typescript-for-tslab");
  } catch {
    compiler = "typescript";
  }
  require("ts-node").register({
    scope: true,
    scopeDir: __dirname,
    transpileOnly: true,
    skipProject: true,
    compiler,
    compilerOptions: {
      module: "CommonJS",
      moduleResolution: "node",
      target: "ES2022",
      esModuleInterop: true,
    },
  });
}
