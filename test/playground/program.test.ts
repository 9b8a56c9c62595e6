import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import ts from "typescript";
import "../../lib/backends/index";
import * as library from "../../lib/index";
import type { Measurement } from "../../lib/core/index";
import { programOf } from "../../lib/playground/program";
import { readFields } from "../../lib/playground/state";
import { Trainer } from "../../lib/playground/trainer";
import { ownExample, ownValues } from "./own-example";

const root = join(__dirname, "..", "..");

/** One state for each data set, and every optimizer, activation, loss and regularizer among them. */
const states = [
  { data: "circles", classes: 3, optimizer: "sgd", learningRate: 0.1 },
  { data: "xor", optimizer: "momentum", activation: "relu", features: ["x1", "x1x2", "sinx2"] },
  { data: "blobs", classes: 4, optimizer: "adagrad", loss: "quadratic", trainShare: 30 },
  { data: "spiral", classes: 3, layers: [8, 8], noise: 0.2, batchSize: 7 },
  { data: "moons", classes: 3, optimizer: "rmsprop", regularizer: "l2", features: ["x2"] },
  { data: "checkerboard", classes: 5, activation: "leakyRelu", loss: "meanSquaredError" },
  { data: "sine", layers: [6], activation: "sigmoid" },
  { data: "step", layers: [], features: ["x1", "x1x1"], loss: "quadratic" },
  { data: "hills", regularizer: "l1", regularizerRate: 0.0003 },
  { data: "saddle", activation: "linear", features: ["x1", "x2", "x2x2"] },
  { data: "ripple", seed: 12345, points: 200 },
  { data: "own", own: ownExample(), layers: [5] },
  { data: "own", own: ownValues(), layers: [4] },
] as const;

let folder = "";
before(() => {
  mkdirSync(join(root, "artifacts"), { recursive: true });
  folder = mkdtempSync(join(root, "artifacts", "programs-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** What a program prints, run here: its two measurements. */
function printed(program: string): Promise<Measurement[]> {
  const code = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  }).outputText;
  return new Promise((resolve, reject) => {
    const lines: Measurement[] = [];
    const log = (_name: string, measured: Measurement) => {
      lines.push(measured);
      if (lines.length === 2) resolve(lines);
    };
    const needs = (name: string) => {
      assert.equal(name, "neuronotes");
      return library;
    };
    const run = new Function(
      "require",
      "exports",
      "console",
      code.replace(/main\(\);\s*$/, "return main();"),
    );
    (run(needs, {}, { log }) as Promise<void>).catch(reject);
  });
}

for (const given of states) {
  test(`the program of ${JSON.stringify(given).slice(0, 70)} prints the playground's numbers`, async () => {
    const trainer = new Trainer(readFields(JSON.parse(JSON.stringify(given))));
    await trainer.train(4);
    await trainer.train(9);
    const { state, epochsSince } = trainer.start;
    assert.equal(epochsSince, 13);
    const { train, test: held } = trainer.measure();
    assert.deepEqual(await printed(programOf(state, epochsSince)), [train, held]);
  });
}

test("after a weight was changed by hand the program begins with the weights as they were then", async () => {
  const trainer = new Trainer(readFields({ data: "spiral", layers: [4] }));
  await trainer.train(3);
  trainer.setWeight(0, 0, 1, 2.25);
  await trainer.train(6);
  const { state, epochsSince } = trainer.start;
  const { train, test: held } = trainer.measure();
  assert.deepEqual(await printed(programOf(state, epochsSince)), [train, held]);
});

test("names of classes stay within a comment or a string, whatever they hold", () => {
  const program = programOf(readFields({ data: "own", own: ownExample() }), 5);
  const source = ts.createSourceFile("x.ts", program, ts.ScriptTarget.ES2022, true);
  const said: string[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) said.push(node.text);
    ts.forEachChild(node, walk);
  };
  walk(source);
  assert.ok(!said.includes("alert") && !said.includes("process") && !said.includes("exit"));
});

test(
  "programs run by ts-node as files of one's own, with the same numbers",
  { timeout: 120_000 },
  async () => {
    const trainer = new Trainer(readFields({ data: "moons", classes: 4, layers: [6, 3] }));
    await trainer.train(20);
    const file = join(folder, "moons.ts");
    writeFileSync(file, programOf(trainer.state, 20));
    const text = execFileSync(process.execPath, ["--require", "ts-node/register", file], {
      cwd: root,
      encoding: "utf8",
    });
    const numbers = [...text.matchAll(/loss: ([\d.e-]+), accuracy: ([\d.]+)/g)].map((found) => ({
      loss: Number(found[1]),
      accuracy: Number(found[2]),
    }));
    const { train, test: held } = trainer.measure();
    assert.deepEqual(numbers, [train, held]);
  },
);

test("every program passes the strict compiler", { timeout: 240_000 }, () => {
  const files = states.map((given, i) => {
    const file = join(folder, `program-${i}.ts`);
    const weights = i === 3 ? { weights: new Array(123).fill(0.5) } : {};
    writeFileSync(
      file,
      programOf(readFields(JSON.parse(JSON.stringify({ ...given, ...weights }))), 10),
    );
    return file;
  });
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    noUnusedLocals: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    esModuleInterop: true,
    types: ["node"],
    typeRoots: [join(root, "node_modules", "@types")],
    baseUrl: root,
    paths: { neuronotes: ["lib/index.ts"] },
  });
  const said = files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  });
  assert.deepEqual(said, []);
});
