import assert from "node:assert/strict";
import { test } from "node:test";
import { interleaved } from "../../bench/interleave";
import type { Program } from "../../bench/programs";

/** A peer of a few lines: it answers each request by what `answer`, an expression with `workload` in it, gives. */
function fake(engine: string, answer: string): Program {
  const script = `
    const say = (message) => console.log(JSON.stringify(message));
    console.log("a library's own greeting");
    say({ ready: { engine: "${engine}", version: "1", threads: 1, workloads: ["A", "B"], about: "" } });
    require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
      const { workload } = JSON.parse(line);
      say(${answer});
    });`;
  const command = [process.execPath, "-e", script];
  return { engine, title: engine, kind: "javascript", threads: 1, command };
}

const plan = { workloads: ["A", "B", "C"], repetitions: 2, seconds: 0.01, warmUp: 0, say() {} };

test("each program is asked for each workload that it knows, once a repetition", async () => {
  const quick = fake("quick", `{ imagesPerSecond: workload === "A" ? 10 : 20, cores: 1 }`);
  const { rows, leftOut, peers } = await interleaved({ ...plan, programs: [quick] });
  assert.deepEqual(
    rows.map(({ workload, speeds }) => [workload, speeds]),
    [
      ["A", [10, 10]],
      ["B", [20, 20]],
    ],
  );
  assert.deepEqual(leftOut, []);
  assert.equal(peers[0].ready.engine, "quick");
});

test("a workload that fails is told once, not measured again, and the others go on", async () => {
  const partly = fake(
    "partly",
    `workload === "A" ? { error: "no" } : { imagesPerSecond: 5, cores: 1 }`,
  );
  const { rows, leftOut } = await interleaved({ ...plan, programs: [partly] });
  assert.deepEqual(
    rows.map(({ workload, speeds }) => [workload, speeds]),
    [["B", [5, 5]]],
  );
  assert.deepEqual(leftOut, ["partly, 1 thread(s), A: no"]);
});

test("a program whose library is missing is left out with the reason", async () => {
  const program = fake("missing", "0");
  program.command[2] = `throw new Error("Cannot find module 'missing'")`;
  const absent = fake("absent", "0");
  absent.command = ["/there/is/no/such/program"];
  const { rows, leftOut } = await interleaved({ ...plan, programs: [program, absent] });
  assert.deepEqual(rows, []);
  assert.match(leftOut[0], /missing, 1 thread\(s\), is left out: Error: Cannot find module/);
  assert.match(leftOut[1], /absent, 1 thread\(s\), is left out: .*ENOENT/);
});

test("a program that ends in the middle costs its own figures only", async () => {
  const dying = fake("dying", `process.exit(3)`);
  const fine = fake("fine", `{ imagesPerSecond: 7, cores: 1 }`);
  const { rows, leftOut } = await interleaved({ ...plan, programs: [dying, fine] });
  assert.deepEqual(
    rows.map(({ engine, workload, speeds }) => [engine, workload, speeds]),
    [
      ["fine", "A", [7, 7]],
      ["fine", "B", [7, 7]],
    ],
  );
  assert.equal(leftOut.length, 2);
});
