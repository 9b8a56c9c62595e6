import assert from "node:assert/strict";
import { test } from "node:test";
import { Heap } from "../../../lib/backends/wasm/heap";
import { webAssembly, type WasmMemory } from "../../../lib/backends/wasm/webassembly";
import { Random } from "../../../lib/core/index";
import { limitedMemory } from "../../helpers/wasm";

const newHeap = (): Heap => {
  const host = webAssembly();
  assert.ok(host);
  return new Heap(new host.Memory({ initial: 1 }));
};
const bytesAt = (heap: Heap, address: number, length: number) =>
  new Uint8Array(heap.memory.buffer, address, length);

test("blocks begin at multiples of 64, hold zeros and do not overlap", () => {
  const heap = newHeap();
  const blocks = [1, 64, 65, 0, 1000, 63].map((size) => ({ size, at: heap.allocate(size) }));
  for (const [i, { size, at }] of blocks.entries()) {
    assert.equal(at % 64, 0);
    assert.ok(at >= 4096, "the kernels' constants lie below");
    assert.ok(bytesAt(heap, at, size).every((x) => x === 0));
    bytesAt(heap, at, size).fill(i + 1);
  }
  for (const [i, { size, at }] of blocks.entries()) {
    assert.ok(bytesAt(heap, at, size).every((x) => x === i + 1));
  }
});

test("what was given back is used again, and holds zeros then", () => {
  const heap = newHeap();
  const a = heap.allocate(128);
  const b = heap.allocate(128);
  bytesAt(heap, a, 128).fill(7);
  heap.free(a);
  assert.equal(heap.allocate(100), a);
  assert.ok(bytesAt(heap, a, 128).every((x) => x === 0));
  assert.notEqual(heap.allocate(1), b);
});

test("where nobody asks for zeros a block may hold what was there", () => {
  const heap = newHeap();
  const a = heap.allocate(128);
  bytesAt(heap, a, 128).fill(7);
  heap.free(a);
  assert.equal(heap.allocate(128, false), a);
  assert.ok(bytesAt(heap, a, 128).every((x) => x === 7));
});

test("neighbours that are free join, in whatever order they became so", () => {
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [0, 2, 1],
    [1, 0, 2],
  ]) {
    const heap = newHeap();
    const blocks = [0, 1, 2].map(() => heap.allocate(64));
    const behind = heap.allocate(64);
    for (const i of order) heap.free(blocks[i]);
    assert.equal(heap.allocate(192), blocks[0], `freed in the order ${order}`);
    assert.ok(heap.allocate(64) > behind);
  }
});

test("the end of a block can be given back", () => {
  const heap = newHeap();
  const a = heap.allocate(640);
  heap.shrink(a, 100);
  assert.equal(heap.allocate(512), a + 128);
  heap.shrink(a, 1000);
  heap.shrink(12, 1);
  heap.free(a);
  assert.equal(heap.allocate(128), a);
});

test("giving back twice, or what is no block, changes nothing", () => {
  const heap = newHeap();
  const a = heap.allocate(64);
  heap.free(a);
  heap.free(a);
  heap.free(12345);
  assert.equal(heap.allocate(64), a);
  assert.notEqual(heap.allocate(64), a);
});

test("matrices keep their numbers when the memory grows and moves", () => {
  const heap = newHeap();
  const small = heap.matrix(2, 3);
  small.data.set([1, 2, 3, 4, 5, 6]);
  const before = small.data;
  const large = heap.matrix(1000, 1000);
  assert.equal(large.data.length, 1e6);
  assert.equal(before.length, 0, "the old array is empty");
  assert.deepEqual(small.toArray(), [
    [1, 2, 3],
    [4, 5, 6],
  ]);
  assert.equal(small.data.buffer, heap.memory.buffer);
  assert.equal(large.data[999_999], 0);
});

test("a matrix that was given back is not pointed anywhere any more", () => {
  const heap = newHeap();
  const gone = heap.matrix(1, 4);
  heap.release(gone);
  heap.release(gone);
  heap.matrix(1000, 1000);
  assert.equal(gone.data.length, 0);
});

test("whoever is to be told before a matrix is read is told, after it moved as well", () => {
  const heap = newHeap();
  let told = 0;
  const matrix = heap.matrix(1, 2, () => told++);
  matrix.data[1] = 5;
  const reads = told;
  assert.ok(reads > 0);
  heap.matrix(1000, 1000);
  assert.deepEqual(matrix.toArray(), [[0, 5]]);
  assert.ok(told > reads);
  assert.equal(matrix.dtype, "float32");
  assert.deepEqual(matrix.copy().toArray(), [[0, 5]]);
});

test("10,000 blocks taken and given back at random never overlap and never get lost", () => {
  const heap = newHeap();
  const random = new Random(3);
  const held: { at: number; size: number; mark: number }[] = [];
  for (let i = 0; i < 10_000; i++) {
    if (held.length > 40 || (held.length > 0 && random.uniform() < 0.4)) {
      const [one] = held.splice(random.integer(held.length), 1);
      assert.ok(bytesAt(heap, one.at, one.size).every((x) => x === one.mark));
      heap.free(one.at);
    } else {
      const size = 1 + random.integer(3000);
      const one = { at: heap.allocate(size), size, mark: 1 + (i % 250) };
      assert.ok(bytesAt(heap, one.at, size).every((x) => x === 0));
      bytesAt(heap, one.at, size).fill(one.mark);
      held.push(one);
    }
  }
  for (const { at } of held) heap.free(at);
  assert.equal(heap.allocate(1), 4096);
  assert.ok(heap.memory.buffer.byteLength < 500_000, "the memory did not creep upwards");
});

test("more than 32-bit memory holds is refused, saying how much that is and how large a net may be", () => {
  const heap = newHeap();
  heap.allocate(100);
  for (const bytes of [2 ** 32, 2 ** 33, 1e15]) {
    assert.throws(() => heap.allocate(bytes), {
      name: "RangeError",
      message:
        /holds at most 4096 MB: 1 MB are in use and \d+ MB more.*500 million.*backend: "plain"/,
    });
  }
  assert.equal(heap.memory.buffer.byteLength, 65536);
  heap.allocate(64);
});

test("memory that cannot grow is an error that says so, and what is there stays usable", () => {
  const heap = new Heap(limitedMemory(2));
  const kept = heap.matrix(10, 10);
  kept.data.fill(3);
  assert.throws(
    () => heap.matrix(1000, 1000),
    (error: Error) => {
      assert.match(
        error.message,
        /could not grow from 1 to 4 MB: the system gives no more\. Close/,
      );
      assert.ok(error.cause instanceof RangeError);
      return true;
    },
  );
  assert.ok(kept.data.every((x: number) => x === 3));
  assert.equal(heap.matrix(10, 10).data[99], 0);
});

test("a memory whose grow throws whatever it likes gives the same error", () => {
  const cause = new Error("mine");
  const memory: WasmMemory = {
    buffer: new ArrayBuffer(65536),
    grow() {
      throw cause;
    },
  };
  assert.throws(() => new Heap(memory).allocate(70_000), { message: /could not grow/, cause });
});
