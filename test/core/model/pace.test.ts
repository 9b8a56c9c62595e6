import assert from "node:assert/strict";
import { test } from "node:test";
import { Pace } from "../../../lib/core/model/pace";

function busy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test("long steps: the clock is looked at after each", () => {
  const pace = new Pace();
  for (let step = 0; step < 5; step++) {
    busy(1);
    assert.equal(pace.step(), true);
  }
});

test("short steps: the clock is looked at after every 32nd", () => {
  const pace = new Pace();
  for (let step = 0; step < 1000; step++) pace.step();
  let looks = 0;
  for (let step = 0; step < 3200; step++) looks += Number(pace.step());
  assert.ok(looks >= 100 && looks < 400, `${looks} looks`); // an interruption shortens the pace for a while
});

test("steps that grow long are noticed within 32", () => {
  const pace = new Pace();
  for (let step = 0; step < 1000; step++) pace.step();
  let looks = 0;
  for (let step = 0; step < 40; step++) {
    busy(1);
    looks += Number(pace.step());
  }
  assert.ok(looks >= 9, `${looks} looks`);
});
