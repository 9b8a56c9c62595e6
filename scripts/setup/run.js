"use strict";

// Running a program: its output is kept for the case of a failure, and the terminal shows that time passes.

const { spawn, spawnSync } = require("child_process");
const fs = require("fs");
const path = require("path");

/** The environment for the project's own Python: nothing from another Python may leak in. */
function pythonEnv(places) {
  const env = Object.assign({}, process.env);
  delete env.PYTHONHOME;
  delete env.PYTHONPATH;
  env.VIRTUAL_ENV = places.venv;
  env.PYTHONUTF8 = "1";
  env.PIP_DISABLE_PIP_VERSION_CHECK = "1";
  env.JUPYTER_PREFER_ENV_PATH = "1";
  // On Windows the variable may be spelled Path; two spellings side by side would make one of them lose.
  const key = Object.keys(env).find((name) => name.toUpperCase() === "PATH") || "PATH";
  const first = [path.dirname(places.python), path.dirname(process.execPath)];
  env[key] = first.concat(env[key] || []).join(path.delimiter);
  return env;
}

/** Runs a program to its end; resolves to { code, output }, and never rejects. `onStart` gets the process id. */
function run(command, args, options) {
  const settings = options || {};
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command, args, {
      cwd: settings.cwd,
      env: settings.env || process.env,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    if (settings.onStart && child.pid) settings.onStart(child.pid);
    const keep = (text) => {
      output = (output + text).slice(-200000);
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    const clock = startClock();
    child.on("error", (error) => {
      clock.stop();
      resolve({ code: -1, output: output + "\n" + error.message });
    });
    child.on("close", (code, signal) => {
      clock.stop();
      resolve({
        code: signal ? -1 : code,
        output: signal ? output + "\nended by " + signal : output,
      });
    });
  });
}

/** Runs a program whose output goes straight to the terminal; resolves to its exit code. */
function attach(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      command,
      args,
      Object.assign({ stdio: ["ignore", "inherit", "inherit"] }, options),
    );
    // Ctrl-C reaches the child by itself: we only wait for it to end.
    const wait = () => {};
    process.on("SIGINT", wait);
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      process.removeListener("SIGINT", wait);
      resolve(signal ? 1 : code);
    });
  });
}

/** Shows the seconds that have passed, on a terminal only, and wipes them away at the end. */
function startClock() {
  if (!process.stdout.isTTY) return { stop() {} };
  const began = Date.now();
  const timer = setInterval(() => {
    process.stdout.write("\r      " + Math.round((Date.now() - began) / 1000) + " s ");
  }, 1000);
  return {
    stop() {
      clearInterval(timer);
      process.stdout.write("\r               \r");
    },
  };
}

/** Runs a short program and waits: { code, output }, code -1 where it could not be started. */
function runNow(command, args, options) {
  const settings = Object.assign({ encoding: "utf8", timeout: 30000, windowsHide: true }, options);
  const result = spawnSync(command, args, settings);
  const output = String(result.stdout || "") + String(result.stderr || "");
  return {
    code: result.error || result.status === null ? -1 : result.status,
    output,
    error: result.error,
  };
}

/** How to call npm without a shell: the npm that called us, else the one beside this Node. */
function npmCommand() {
  const called = process.env.npm_execpath || "";
  const beside = path.dirname(process.execPath);
  const candidates = [
    /npm-cli\.js$/.test(called) ? called : "",
    path.join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    path.join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  const found = candidates.find((file) => file && fs.existsSync(file));
  if (found) return { command: process.execPath, args: [found] };
  if (process.platform === "win32") {
    return { command: process.env.ComSpec || "cmd.exe", args: ["/d", "/s", "/c", "npm"] };
  }
  return { command: "npm", args: [] };
}

module.exports = { attach, npmCommand, pythonEnv, run, runNow };
