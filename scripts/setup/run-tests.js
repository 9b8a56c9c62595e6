"use strict";

// The work of `npm test`: the parts one after the other, their totals added up, and a last line that says it all.

const fs = require("fs");
const path = require("path");
const { interruptible } = require("./command");
const { dataEnv } = require("./data");
const { Failure } = require("./failure");
const { projectRoot } = require("./paths");
const { attach, pythonEnv, run } = require("./run");
const { setUp } = require("./setup");

const parts = ["lint", "unit", "setup", "notebooks", "browser"];

/** Which parts to run, and the words that the names of their files must contain. */
function chosen(args) {
  const named = args.filter((arg) => parts.includes(arg));
  const words = args.filter((arg) => !parts.includes(arg));
  return { parts: named.length ? parts.filter((part) => named.includes(part)) : parts, words };
}

/** The test files of a part: the other parts have folders of their own, the unit tests are all the rest. */
function testFiles(root, part, words) {
  const found = [];
  const walk = (folder) => {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(full);
      else if (entry.name.endsWith(".test.ts")) found.push(path.relative(root, full));
    }
  };
  walk(path.join(root, "test"));
  const folderOf = (file) => file.split(path.sep)[1];
  return found
    .filter((file) => (parts.includes(folderOf(file)) ? folderOf(file) : "unit") === part)
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort();
}

/** The totals at the end of a TAP report. */
function totalsOf(report) {
  const count = (name) => {
    const line = new RegExp("^# " + name + " (\\d+)$", "m").exec(report);
    return line ? Number(line[1]) : 0;
  };
  return {
    passed: count("pass"),
    failed: count("fail") + count("cancelled"),
    skipped: count("skipped") + count("todo"),
  };
}

/**
 * The test files of a part in groups, each with how many run at a time. Threads that wait for each other, speeds and fresh
 * clones want the machine for themselves. The longest file comes first, so that the others run beside it.
 */
function groupsOf(part, files) {
  const isAlone = (file) =>
    part === "setup" || /^test.(bench|backends.(allocation|threads))/.test(file);
  const isLong = (file) => /series\.test/.test(file);
  const together = files.filter((file) => !isAlone(file));
  return [
    { files: [...together.filter(isLong), ...together.filter((file) => !isLong(file))], atOnce: 2 },
    { files: files.filter(isAlone), atOnce: 1 },
  ].filter((group) => group.files.length > 0);
}

/** Runs the test files of a part with Node's own runner. */
async function runFiles(places, part, words, env) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { files, atOnce } of groupsOf(part, testFiles(places.root, part, words))) {
    const totals = await runGroup(places, part, files, atOnce, env);
    for (const key of Object.keys(sum)) sum[key] += totals[key];
  }
  return sum;
}

/** A report that never came counts as a failure. */
async function runGroup(places, part, files, atOnce, env) {
  const report = path.join(places.state, "test-" + part + ".tap");
  fs.rmSync(report, { force: true });
  const args = ["--require", "ts-node/register", "--test", "--test-concurrency=" + atOnce];
  args.push("--test-reporter=spec", "--test-reporter-destination=stdout");
  args.push("--test-reporter=tap", "--test-reporter-destination=" + report);
  const code = await attach(process.execPath, [...args, ...files], { cwd: places.root, env });
  const totals = totalsOf(fs.existsSync(report) ? fs.readFileSync(report, "utf8") : "");
  if (code !== 0 && totals.failed === 0) totals.failed = 1;
  return totals;
}

async function runNotebooks(places, words, env) {
  const report = path.join(places.state, "test-notebooks.json");
  fs.rmSync(report, { force: true });
  const script = path.join(places.root, "test", "notebooks", "run_notebooks.py");
  const code = await attach(places.python, [script, "--report", report, ...words], {
    cwd: places.root,
    env,
  });
  const totals = fs.existsSync(report)
    ? JSON.parse(fs.readFileSync(report, "utf8"))
    : { passed: 0, failed: 0 };
  if (code !== 0 && totals.failed === 0) totals.failed = 1;
  return Object.assign({ skipped: 0 }, totals);
}

/** ESLint, Prettier, the strict compiler, and the kernel's own older compiler on what notebooks read. */
function lintChecks(places) {
  const tool = (...names) => path.join(places.modules, ...names);
  return [
    { name: "ESLint", args: [tool("eslint", "bin", "eslint.js"), "."] },
    {
      name: "Prettier",
      args: [tool("prettier", "bin", "prettier.cjs"), "--check", "--log-level=warn", "."],
    },
    {
      name: "tsc --strict",
      args: [tool("typescript", "bin", "tsc"), "--noEmit", "-p", "tsconfig.json"],
    },
    {
      name: "tsc --strict on the playground's page, with a browser's types",
      args: [
        tool("typescript", "bin", "tsc"),
        ...["--noEmit", "-p", path.join("lib", "playground", "page", "tsconfig.json")],
      ],
    },
    {
      name: "the kernel's compiler reads the declarations",
      args: [
        tool("@tslab", "typescript-for-tslab", "bin", "tsc"),
        ...["--noEmit", "--strict", "--module", "commonjs", "--moduleResolution", "node10"],
        ...["--target", "es2022", "--lib", "es2022", "--types", "node", "--esModuleInterop"],
        path.join("test", "setup", "declarations-in-a-cell.ts"),
      ],
      // Other packages' declarations name browser types that this compiler is not given: they are not ours to mend.
      ours: /^(lib|test)[\\/].*error TS/m,
    },
  ];
}

/** All checks, two at a time: each keeps one core busy. */
async function runLint(places, say) {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const waiting = lintChecks(places);
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { name, args, ours } = check;
      const result = await run(process.execPath, args, { cwd: places.root });
      const good = result.code === 0 || (ours !== undefined && !ours.test(result.output));
      if (good) totals.passed++;
      else totals.failed++;
      say((good ? "✔ " : "✖ ") + name);
      if (!good) say(result.output.trim().replace(/^/gm, "    "));
    }
  };
  await Promise.all([work(), work()]);
  return totals;
}

function inWords(totals) {
  const skipped = totals.skipped ? ", " + totals.skipped + " skipped" : "";
  return totals.passed + " passed, " + totals.failed + " failed" + skipped;
}

async function runTests(args, say) {
  const selection = chosen(args);
  const places = await interruptible(() => setUp(projectRoot, 6, say, true));
  fs.mkdirSync(places.state, { recursive: true });
  const env = dataEnv(places, Object.assign(pythonEnv(places), { TS_NODE_TRANSPILE_ONLY: "1" }));
  // Set by an outer `node --test`, it would make the inner runner hand its report over and print nothing.
  delete env.NODE_TEST_CONTEXT;
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const part of selection.parts) {
    say("\n== " + part);
    const began = Date.now();
    let totals;
    if (part === "lint") totals = await runLint(places, say);
    else if (part === "notebooks") totals = await runNotebooks(places, selection.words, env);
    else totals = await runFiles(places, part, selection.words, env);
    for (const key of Object.keys(sum)) sum[key] += totals[key];
    const seconds = Math.round((Date.now() - began) / 1000);
    say("-- " + part + ": " + inWords(totals) + " (" + seconds + " s)");
  }
  if (sum.passed + sum.failed + sum.skipped === 0) {
    throw new Failure("no test matches `" + args.join(" ") + "`.", [
      "Parts: " + parts.join(", ") + ".",
    ]);
  }
  say("\n" + inWords(sum));
  return sum.failed ? 1 : 0;
}

module.exports = { chosen, groupsOf, runTests, testFiles, totalsOf };
