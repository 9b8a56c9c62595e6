import assert from "node:assert/strict";
import { test } from "node:test";
import {
  constant,
  cosineDecay,
  inverseTimeDecay,
  isSchedule,
  oneCycle,
  scheduleFromConfig,
  stepDecay,
  type Schedule,
} from "../../../lib/core/optimizers/schedules";
import { toBeClose } from "../../helpers/close";

const rates = (schedule: Schedule, steps: number[]) => steps.map((t) => schedule.at(t));

test("constant is the same at every step", () => {
  assert.deepEqual(rates(constant(0.3), [0, 1, 1e6]), [0.3, 0.3, 0.3]);
});

test("inverseTimeDecay: half after decaySteps / decayRate steps, a third after twice as many", () => {
  const schedule = inverseTimeDecay({ learningRate: 6, decayRate: 0.5, decaySteps: 10 });
  toBeClose(rates(schedule, [0, 20, 40, 60]), [6, 3, 2, 1.5], 1e-15);
  toBeClose(inverseTimeDecay({ learningRate: 1, decayRate: 1 }).at(3), 1 / 4, 1e-15);
  assert.equal(inverseTimeDecay({ learningRate: 1, decayRate: 0 }).at(1000), 1);
});

test("stepDecay is a staircase: it falls at every so many steps, and not between", () => {
  const schedule = stepDecay({ learningRate: 8, every: 3, factor: 0.5 });
  assert.deepEqual(rates(schedule, [0, 1, 2, 3, 5, 6, 9]), [8, 8, 8, 4, 4, 2, 1]);
  toBeClose(stepDecay({ learningRate: 1, every: 2 }).at(4), 0.01, 1e-17);
});

// Half a wave: 1, (1 + ½√2) / 2, ½, … from learningRate to alpha · learningRate.
test("cosineDecay goes along half a wave and stays where it has arrived", () => {
  const schedule = cosineDecay({ learningRate: 4, decaySteps: 8 });
  const quarter = 2 + Math.SQRT2;
  toBeClose(
    rates(schedule, [0, 2, 4, 6, 8, 9, 1000]),
    [4, quarter, 2, 4 - quarter, 0, 0, 0],
    1e-15,
  );
  const kept = cosineDecay({ learningRate: 4, decaySteps: 8, alpha: 0.25 });
  toBeClose(rates(kept, [0, 4, 8, 100]), [4, 2.5, 1, 1], 1e-15);
});

// 10 steps, 0.5 of them up: from 1 / 4 at step 0 to 1 at step 4, then down to 1 / 4 / 10 at step 9.
test("oneCycle goes up, and then down below where it began, each along half a wave", () => {
  const options = { maxLearningRate: 1, totalSteps: 10, warmup: 0.5, divFactor: 4 };
  const schedule = oneCycle({ ...options, finalDivFactor: 10 });
  const up = (share: number) => 0.25 + (0.75 * (1 - Math.cos(Math.PI * share))) / 2;
  const down = (share: number) => 1 - (0.975 * (1 - Math.cos(Math.PI * share))) / 2;
  const expected = [0, 1, 2, 3]
    .map((t) => up(t / 4))
    .concat([4, 5, 6, 7, 8, 9].map((t) => down((t - 4) / 5)));
  toBeClose(rates(schedule, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), expected, 1e-15);
  toBeClose(rates(schedule, [0, 4, 9, 10, 500]), [0.25, 1, 0.025, 0.025, 0.025], 1e-15);
});

test("oneCycle with few steps is finite at each of them, and refuses a warmup of less than one", () => {
  for (const totalSteps of [2, 3, 4, 5]) {
    for (const warmup of [0.01, 0.3, 0.5, 0.7, 0.99]) {
      const make = () => oneCycle({ maxLearningRate: 1, totalSteps, warmup });
      if (warmup * totalSteps <= 1) {
        assert.throws(make, {
          name: "RangeError",
          message: `oneCycle expects warmup · totalSteps to be above 1 but got ${warmup} · ${totalSteps}: take more steps or a longer warmup`,
        });
        continue;
      }
      const steps = Array.from({ length: totalSteps + 2 }, (_, t) => t);
      const all = rates(make(), steps);
      assert.ok(
        all.every((rate) => rate > 0 && rate <= 1),
        `${totalSteps}, ${warmup}: ${all}`,
      );
    }
  }
});

test("all schedules but constant only fall, oneCycle after its top", () => {
  const steps = Array.from({ length: 120 }, (_, t) => t);
  for (const schedule of [
    inverseTimeDecay({ learningRate: 1, decayRate: 0.1 }),
    stepDecay({ learningRate: 1, every: 7 }),
    cosineDecay({ learningRate: 1, decaySteps: 100 }),
  ]) {
    const all = rates(schedule, steps);
    assert.ok(all.every((rate, t) => t === 0 || rate <= all[t - 1]));
  }
  const cycle = rates(oneCycle({ maxLearningRate: 1, totalSteps: 100 }), steps);
  const top = cycle.indexOf(Math.max(...cycle));
  assert.equal(top, 29);
  assert.ok(cycle.every((r, t) => t === 0 || (t <= top ? r > cycle[t - 1] : r <= cycle[t - 1])));
});

test("a schedule is made again from its config, by way of JSON", () => {
  for (const schedule of [
    constant(0.5),
    inverseTimeDecay({ learningRate: 1, decayRate: 0.1 }),
    stepDecay({ learningRate: 1, every: 7 }),
    cosineDecay({ learningRate: 1, decaySteps: 100, alpha: 0.1 }),
    oneCycle({ maxLearningRate: 1, totalSteps: 100 }),
  ]) {
    const config = JSON.parse(JSON.stringify(schedule.config()));
    assert.deepEqual(config, schedule.config());
    const again = scheduleFromConfig(config);
    const steps = [0, 1, 10, 50, 99, 200];
    assert.deepEqual(rates(again, steps), rates(schedule, steps));
    assert.ok(isSchedule(again));
  }
  assert.throws(() => scheduleFromConfig({ schedule: "exponential" }), {
    name: "RangeError",
    message: /^scheduleFromConfig knows no schedule "exponential": try one of constant, inverse/,
  });
  assert.ok(![0.1, null, undefined, {}, "cosine"].some(isSchedule));
});

test("numbers that make no sense are refused by name", () => {
  const refused: [() => Schedule, RegExp][] = [
    [() => constant(0), /^constant expects learningRate to be a number above 0 but got 0/],
    [() => inverseTimeDecay({ learningRate: 1, decayRate: -1 }), /^inverse.* decayRate .* least 0/],
    [
      () => inverseTimeDecay({ learningRate: 1, decayRate: 1, decaySteps: 0 }),
      /decaySteps .* above/,
    ],
    [() => stepDecay({ learningRate: 1, every: 0 }), /^stepDecay expects every .* whole number/],
    [() => stepDecay({ learningRate: 1, every: 2.5 }), /^stepDecay expects every .* whole number/],
    [() => stepDecay({ learningRate: 1, every: 1, factor: 0 }), /factor .* above 0/],
    [() => cosineDecay({ learningRate: NaN, decaySteps: 1 }), /^cosineDecay expects learningRate/],
    [() => cosineDecay({ learningRate: 1, decaySteps: 0 }), /decaySteps .* whole number/],
    [() => cosineDecay({ learningRate: 1, decaySteps: 1, alpha: -1 }), /alpha .* at least 0/],
    [() => oneCycle({ maxLearningRate: 0, totalSteps: 9 }), /^oneCycle expects maxLearningRate/],
    [() => oneCycle({ maxLearningRate: 1, totalSteps: 1 }), /totalSteps .* at least 2/],
    [() => oneCycle({ maxLearningRate: 1, totalSteps: 9, warmup: 0 }), /warmup .* between 0 and 1/],
    [() => oneCycle({ maxLearningRate: 1, totalSteps: 9, warmup: 1 }), /warmup .* between 0 and 1/],
    [() => oneCycle({ maxLearningRate: 1, totalSteps: 9, divFactor: 0 }), /divFactor .* above 0/],
  ];
  for (const [make, message] of refused) assert.throws(make, { name: "RangeError", message });
  assert.throws(() => stepDecay({ learningRate: 1, step: 2 } as never), {
    name: "TypeError",
    message: /^stepDecay knows no option "step": it takes learningRate, every, factor/,
  });
});
