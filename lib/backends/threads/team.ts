import { join } from "node:path";
import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
} from "node:worker_threads";
import type { WasmMemory, WasmModule } from "../wasm/webassembly";

/** Places in the shared Int32Array; the results of the threads begin at `results`. */
const LAYOUT = { turn: 0, call: 1, net: 2, done: 3, sleeping: 4, failed: 5, results: 16 };
/** The call that says: there is a message about a net. */
const ATTACH = -1;
/** So many looks before the caller sleeps as well. */
const LOOKS = 100_000;
/** Milliseconds after which a worker that does not answer is given up. */
const PATIENCE = 60_000;

/** One kernel, called with a range and up to fourteen numbers. */
export type Kernel = (from: number, to: number, ...rest: number[]) => number;

/**
 * Worker threads that share the calls of kernels with the thread that owns the team. They are started once, sleep
 * while there is nothing to do, and end with the process without keeping it alive.
 *
 * A command lies in shared memory: which kernel, of which net, for which range, with which numbers. The owner writes
 * it, counts `turn` up, does its own part and waits until `done` has reached the number of workers.
 */
export class Team {
  /** The owner counted. */
  readonly threads: number;
  readonly #flags: Int32Array;
  readonly #args: Float64Array;
  readonly #ports: MessagePort[] = [];
  #nets = 0;
  #broken?: Error;

  /** names: the kernels by number. Throws Error where the host has no shared memory. */
  constructor(threads: number, module: WasmModule, names: readonly string[]) {
    if (typeof SharedArrayBuffer === "undefined") {
      throw new Error(
        'backend "threads" needs SharedArrayBuffer, which this host does not have: use backend "wasm"',
      );
    }
    this.threads = threads;
    const control = new SharedArrayBuffer(4 * (LAYOUT.results + threads));
    const numbers = new SharedArrayBuffer(8 * 16);
    this.#flags = new Int32Array(control);
    this.#args = new Float64Array(numbers);
    for (let thread = 1; thread < threads; thread++) {
      const { port1, port2 } = new MessageChannel();
      const worker = new Worker(join(__dirname, "worker.cjs"), {
        workerData: {
          module,
          port: port2,
          names,
          thread,
          threads,
          layout: LAYOUT,
          control,
          numbers,
        },
        transferList: [port2],
        execArgv: [],
      });
      worker.on("error", (error) => (this.#broken = error));
      worker.unref();
      port1.unref();
      this.#ports.push(port1);
    }
  }

  /** Gives every worker the memory of a net; returns the net's number. */
  attach(memory: WasmMemory): number {
    const net = this.#nets++;
    this.#tell({ net, memory });
    return net;
  }

  /** The workers forget a net. */
  detach(net: number): void {
    this.#tell({ net });
  }

  /** The same for a net that was swept: nobody is there to hear that a worker is broken. */
  forget(net: number): void {
    if (!this.#broken) this.detach(net);
  }

  #tell(message: { net: number; memory?: WasmMemory }): void {
    for (const port of this.#ports) port.postMessage(message);
    this.#begin(ATTACH, message.net);
    this.#finish();
  }

  /**
   * Calls a kernel for [0, total), cut into parts of a multiple of `grain`, one for each thread; own is the kernel of
   * the caller's thread. Returns the results joined by "and". Throws Error where one of them threw.
   */
  // prettier-ignore
  run(
    net: number, call: number, own: Kernel, total: number, grain: number,
    a: number, b: number, c: number, d: number, e: number, f: number, g: number,
    h: number, i: number, j: number, k: number, l: number, m: number, n: number,
  ): number {
    const args = this.#args;
    args[0] = total; args[1] = grain;
    args[2] = a; args[3] = b; args[4] = c; args[5] = d; args[6] = e; args[7] = f; args[8] = g;
    args[9] = h; args[10] = i; args[11] = j; args[12] = k; args[13] = l; args[14] = m; args[15] = n;
    this.#begin(call, net);
    const part = Math.ceil(total / this.threads / grain) * grain;
    let result: number;
    try {
      result = own(0, Math.min(total, part), a, b, c, d, e, f, g, h, i, j, k, l, m, n);
    } finally {
      this.#finish();
    }
    for (let thread = 1; thread < this.threads; thread++) {
      result &= this.#flags[LAYOUT.results + thread];
    }
    return result;
  }

  #begin(call: number, net: number): void {
    if (this.#broken) throw failure(this.#broken);
    const flags = this.#flags;
    flags[LAYOUT.call] = call;
    flags[LAYOUT.net] = net;
    Atomics.store(flags, LAYOUT.done, 0);
    Atomics.add(flags, LAYOUT.turn, 1);
    if (Atomics.load(flags, LAYOUT.sleeping) > 0) Atomics.notify(flags, LAYOUT.turn);
  }

  #finish(): void {
    const flags = this.#flags;
    const workers = this.threads - 1;
    for (let looks = 0; looks < LOOKS && Atomics.load(flags, LAYOUT.done) < workers; looks++);
    let done = Atomics.load(flags, LAYOUT.done);
    while (done < workers) {
      if (Atomics.wait(flags, LAYOUT.done, done, PATIENCE) === "timed-out") {
        this.#broken = new Error(
          `a worker thread did not answer within ${PATIENCE / 1000} seconds`,
        );
        throw failure(this.#broken);
      }
      done = Atomics.load(flags, LAYOUT.done);
    }
    if (flags[LAYOUT.failed]) {
      flags[LAYOUT.failed] = 0;
      const messages = this.#ports.map((port) => receiveMessageOnPort(port)?.message as unknown);
      throw failure(messages.find((message) => message !== undefined));
    }
  }
}

function failure(cause: unknown): Error {
  const said = cause instanceof Error ? cause.message : String(cause).split("\n")[0];
  return new Error(
    `backend "threads": a worker thread failed (${said}). Make the model anew, with backend "wasm" if it happens again`,
    { cause },
  );
}
