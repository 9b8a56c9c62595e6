// One worker of team.ts: waits for a command in shared memory, does its part of the range, says so, and waits again.
const { receiveMessageOnPort, workerData } = require("node:worker_threads");
const { module: kernels, port, names, thread, threads, layout, control, numbers } = workerData;

const flags = new Int32Array(control);
const args = new Float64Array(numbers);
/** The kernels of each net, by its number. */
const nets = new Map();
/** So many looks (about 50 µs) before it goes to sleep: between two calls of a step it stays awake. */
const LOOKS = 20000;

function attach() {
  const { message } = receiveMessageOnPort(port);
  if (message.memory) {
    const instance = new WebAssembly.Instance(kernels, { env: { memory: message.memory } });
    nets.set(message.net, instance.exports);
  } else {
    nets.delete(message.net);
  }
  return 1;
}

function work(call) {
  if (call < 0) return attach();
  const [total, grain] = [args[0], args[1]];
  const part = Math.ceil(total / threads / grain) * grain;
  const from = Math.min(total, thread * part);
  const to = Math.min(total, from + part);
  if (from >= to) return 1;
  const kernel = nets.get(flags[layout.net])[names[call]];
  // prettier-ignore
  return kernel(from, to, args[2], args[3], args[4], args[5], args[6], args[7], args[8], args[9], args[10], args[11],
    args[12], args[13], args[14], args[15]);
}

let seen = 0;
for (;;) {
  for (let looks = 0; looks < LOOKS && Atomics.load(flags, layout.turn) === seen; looks++);
  if (Atomics.load(flags, layout.turn) === seen) {
    Atomics.add(flags, layout.sleeping, 1);
    Atomics.wait(flags, layout.turn, seen);
    Atomics.sub(flags, layout.sleeping, 1);
  }
  if (Atomics.load(flags, layout.turn) === seen) continue;
  seen = Atomics.load(flags, layout.turn);
  try {
    flags[layout.results + thread] = work(flags[layout.call]);
  } catch (error) {
    port.postMessage(String((error && error.stack) || error));
    Atomics.store(flags, layout.failed, 1);
  }
  Atomics.add(flags, layout.done, 1);
  Atomics.notify(flags, layout.done);
}
