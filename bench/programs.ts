// Which programs are measured: our engines and the peers, each as a command.
import { existsSync } from "node:fs";
import { join } from "node:path";

export type Kind = "ours" | "python" | "javascript";

export interface Program {
  /** Its name in `--engines`, in the JSON and in the tables' code. */
  engine: string;
  /** How it is called in the tables. */
  title: string;
  kind: Kind;
  threads: number;
  command: string[];
  env?: Record<string, string>;
}

const ROOT = join(__dirname, "..");
const PEERS = join(__dirname, "peers");

/** The Python of the benchmarks, else the one of the notebooks, which has NumPy, else the system's. */
export function pythonCommand(): string {
  const places = [__dirname, ROOT].flatMap((folder) => [
    join(folder, ".venv", "bin", "python"),
    join(folder, ".venv", "Scripts", "python.exe"),
  ]);
  return places.find((path) => existsSync(path)) ?? "python3";
}

function ours(engine: string, threads: number): Program {
  const command = [process.execPath, join(PEERS, "neuronotes.mjs"), engine];
  return { engine, title: `ours: ${engine}`, kind: "ours", threads, command };
}

function python(engine: string, title: string, file: string, threads: number): Program {
  // Each library has a variable of its own for its threads; PyTorch takes the argument.
  const env = { OPENBLAS_NUM_THREADS: `${threads}`, MKL_NUM_THREADS: `${threads}` };
  const command = [pythonCommand(), join(PEERS, file), `${threads}`];
  return { engine, title, kind: "python", threads, command, env };
}

function javascript(engine: string, title: string, file: string, ...args: string[]): Program {
  const command = [process.execPath, join(PEERS, file), ...args];
  return { engine, title, kind: "javascript", threads: 1, command };
}

/** All programs, in the order in which each repetition asks them. */
export function programs(): Program[] {
  return [
    ours("plain", 1),
    ours("wasm", 1),
    ours("threads", 2),
    ours("jax", 1),
    python("numpy", "NumPy", "numpy_peer.py", 1),
    python("numpy", "NumPy", "numpy_peer.py", 2),
    python("pytorch", "PyTorch", "pytorch_peer.py", 1),
    python("pytorch", "PyTorch", "pytorch_peer.py", 2),
    javascript("tfjs-wasm", "TensorFlow.js wasm", "tfjs.mjs", "wasm"),
    javascript("tfjs-cpu", "TensorFlow.js plain", "tfjs.mjs", "cpu"),
    javascript("jax-js", "jax-js", "jax.mjs"),
    javascript("brain.js", "brain.js", "brain.mjs"),
  ];
}
