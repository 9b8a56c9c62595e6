// Programs of their own, for what cannot be seen from inside: how a process ends, what its host lacks, what it costs.
import { spawn } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  seconds: number;
}

/** Runs JavaScript in a Node of its own, with the library as `n`, and waits until it ends by itself. */
export function runProgram(code: string, patience = 30_000): Promise<Ended> {
  const source = `const n = require("neuronotes"); (async () => { ${code} })();`;
  const env = { ...process.env, NODE_OPTIONS: "" };
  const started = performance.now();
  const child = spawn(process.execPath, ["-e", source], { cwd: root, env });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => (said.stdout += text));
  child.stderr.on("data", (text) => (said.stderr += text));
  const timer = setTimeout(() => child.kill("SIGKILL"), patience);
  return new Promise((resolve) => {
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, ...said, seconds: (performance.now() - started) / 1000 });
    });
  });
}
