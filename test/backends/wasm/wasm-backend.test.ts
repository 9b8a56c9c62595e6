import assert from "node:assert/strict";
import { test } from "node:test";
import { Network } from "../../../lib/core/index";
import { classes, inputs, netOn, readyBackends } from "../../helpers/backends";

const ready = readyBackends();

test("a net too large for 32-bit memory is refused with how large one may be", async () => {
  await ready;
  for (const backend of ["wasm", "threads"]) {
    assert.throws(() => new Network([60_000, 60_000], { backend }).parameters(), {
      name: "RangeError",
      message:
        /at most 4096 MB: .* 13733 MB more .* 500 million fit: use fewer units .* backend: "plain"/,
    });
  }
});

test("a batch too large for it as well, and the net goes on with smaller ones", async () => {
  await ready;
  const make = () => netOn("wasm", { sizes: [3, 100_000, 2] });
  const [net, other] = [make(), make()];
  const rows = 20_000;
  assert.throws(() => net.trainOnBatch(inputs(1, rows, 3), classes(rows, 2)), {
    name: "RangeError",
    message: /holds at most 4096 MB: .*smaller batches/,
  });
  const [X, y] = [inputs(2, 5, 3), classes(5, 2)];
  assert.equal(net.trainOnBatch(X, y), other.trainOnBatch(X, y));
  assert.deepEqual(net.state(), other.state());
});

test("hundreds of nets live side by side", async () => {
  await ready;
  for (const backend of ["wasm", "threads"]) {
    const nets = Array.from({ length: 300 }, (_, seed) =>
      netOn(backend, { sizes: [5, 4, 3], seed }),
    );
    const X = inputs(3, 4, 5);
    const losses = nets.map((net) => net.trainOnBatch(X, classes(4, 3)));
    assert.equal(new Set(losses).size, 300);
    const again = netOn("wasm", { sizes: [5, 4, 3], seed: 123 });
    assert.equal(again.trainOnBatch(X, classes(4, 3)), losses[123]);
  }
});
