import assert from "node:assert/strict";
import { test } from "node:test";
import { progressText, secondsLeft, timeText } from "../../lib/io/progress-text";

const progress = { epoch: 2, epochs: 5, part: 0.25, seconds: 12, loss: 0.01234, accuracy: 0.941 };

test("all that is known stands in one line", () => {
  assert.equal(
    progressText(progress),
    "epoch 2 of 5 · 25 % · 12 s, 36 s left · loss 0.0123 · accuracy 94.1 %",
  );
});

test("accuracy is left out where there is none", () => {
  assert.doesNotMatch(progressText({ ...progress, accuracy: NaN }), /accuracy/);
  assert.doesNotMatch(progressText({ ...progress, accuracy: undefined }), /accuracy/);
});

test("time left is what the rest takes at the same pace; unknown at the very start and at the end", () => {
  assert.equal(secondsLeft({ ...progress, part: 0.5, seconds: 10 }), 10);
  assert.equal(secondsLeft({ ...progress, part: 0.001, seconds: 0.1 }), undefined);
  assert.equal(secondsLeft({ ...progress, part: 1 }), undefined);
});

test("times are written as one would say them", () => {
  const texts = [0, 9.94, 9.96, 59.4, 59.6, 125, 3599.6, 4320].map(timeText);
  assert.deepEqual(texts, [
    "0.0 s",
    "9.9 s",
    "10 s",
    "59 s",
    "1 min 00 s",
    "2 min 05 s",
    "1 h 00 min",
    "1 h 12 min",
  ]);
});
