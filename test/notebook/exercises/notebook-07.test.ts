import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { notebook07 } from "../../../lib/notebook/exercises/notebook-07";

type Past = { m: number; s: number; t: number };
type Rule = (w: number, g: number, past: Past, rate: number) => [number, Past] | undefined;

async function refuses(name: string, answers: Record<string, unknown>): Promise<void> {
  for (const [why, answer] of Object.entries(answers)) {
    const verdict = await notebook07[name](answer);
    assert.ok(typeof verdict === "object" && "wrong" in verdict, `${name} accepts ${why}`);
  }
}

const accepts = async (name: string, answer: unknown) =>
  assert.equal(await notebook07[name](answer), undefined, name);

const rmsprop =
  (rho: number): Rule =>
  (w, g, past, rate) => {
    const s = rho * past.s + (1 - rho) * g * g;
    return [w - (rate * g) / (Math.sqrt(s) + 1e-8), { ...past, s }];
  };
const momentum =
  (mu: number): Rule =>
  (w, g, past, rate) => {
    const m = mu * past.m + g;
    return [w - rate * m, { ...past, m }];
  };
const nesterov =
  (mu: number): Rule =>
  (w, g, past, rate) => {
    const m = mu * past.m + g;
    return [w - rate * (g + mu * m), { ...past, m }];
  };
const halfWave = (share: number) => (1 + Math.cos(Math.PI * share)) / 2;

describe("the exercises of notebook 07", () => {
  test("every one says that an empty answer is not answered yet", async () => {
    for (const [name, judge] of Object.entries(notebook07)) {
      assert.equal(await judge(undefined), "unanswered", name);
    }
    const empty = () => undefined;
    for (const name of ["07.1 the limit", "07.3 RMSProp", "07.5 the banana cup"]) {
      assert.equal(await notebook07[name](empty), "unanswered", name);
    }
    assert.equal(await notebook07["07.3 RMSProp"](() => empty), "unanswered");
  });

  test("07.1 refuses rates that look at one direction only", async () => {
    await accepts("07.1 the limit", (a: number, b: number) => Math.min(2 / a, 2 / b));
    await refuses("07.1 the limit", {
      "the second curvature alone": (_a: number, b: number) => 2 / b,
      "the flat direction": (a: number, b: number) => 2 / Math.min(a, b),
      "half of it": (a: number, b: number) => 1 / Math.max(a, b),
    });
    await refuses("07.1 the best rate", {
      "the limit": (a: number, b: number) => 2 / Math.max(a, b),
      "one over the larger": (a: number, b: number) => 1 / Math.max(a, b),
      "one over the sum": (a: number, b: number) => 1 / (a + b),
    });
  });

  test("07.2 refuses the endless sum and sums that are one term off", () =>
    refuses("07.2 velocity after n steps", {
      "the limit": (_n: number, mu: number, g: number) => g / (1 - mu),
      "one term more": (n: number, mu: number, g: number) => (g * (1 - mu ** (n + 1))) / (1 - mu),
      "no gradient": (n: number, mu: number) => (1 - mu ** n) / (1 - mu),
      "a running mean": (n: number, mu: number, g: number) => g * (1 - mu ** n),
    }));

  test("07.3 accepts the rule and refuses its relatives", async () => {
    await accepts("07.3 RMSProp", rmsprop);
    const variant = (mean: (rho: number, s: number, g: number) => number) => (rho: number) => {
      return (w: number, g: number, past: Past, rate: number): [number, Past] => {
        const s = mean(rho, past.s, g);
        return [w - (rate * g) / (Math.sqrt(s) + 1e-8), { ...past, s }];
      };
    };
    await refuses("07.3 RMSProp", {
      "Adagrad's sum": variant((_rho, s, g) => s + g * g),
      "ρ and 1 − ρ swapped": variant((rho, s, g) => (1 - rho) * s + rho * g * g),
      "a ρ of its own": variant((_rho, s, g) => 0.9 * s + 0.1 * g * g),
      "no square": variant((rho, s, g) => rho * s + (1 - rho) * Math.abs(g)),
      "the division by the old mean":
        (rho: number): Rule =>
        (w, g, past, rate) => [
          w - (rate * g) / (Math.sqrt(past.s) + 1e-8),
          { ...past, s: rho * past.s + (1 - rho) * g * g },
        ],
      "no root":
        (rho: number): Rule =>
        (w, g, past, rate) => {
          const s = rho * past.s + (1 - rho) * g * g;
          return [w - (rate * g) / (s + 1e-8), { ...past, s }];
        },
      "a rate of its own": (rho: number): Rule => {
        const rule = rmsprop(rho);
        return (w, g, past) => rule(w, g, past, 0.1);
      },
      "a memory outside of past": (rho: number): Rule => {
        let s = 0;
        return (w, g, past, rate) => {
          s = rho * s + (1 - rho) * g * g;
          return [w - (rate * g) / (Math.sqrt(s) + 1e-8), { ...past, s }];
        };
      },
      "a rule that throws m and t away":
        (rho: number): Rule =>
        (w, g, past, rate) => {
          const s = rho * past.s + (1 - rho) * g * g;
          return [w - (rate * g) / (Math.sqrt(s) + 1e-8), { m: 0, s, t: 0 }];
        },
      "a rule that remembers nothing":
        (rho: number): Rule =>
        (w, g, past, rate) => [rmsprop(rho)(w, g, past, rate)?.[0] as number, past],
      "a number": 3,
      "numbers instead of rules": () => 3,
      "w alone": () => () => 3,
    });
  });

  test("07.4 accepts the warm-up and refuses ones that begin at 0 or reach the top too early", async () => {
    await accepts("07.4 warm-up", (t: number, top: number, warmup: number, total: number) =>
      t < warmup ? ((t + 1) / warmup) * top : top * halfWave((t - warmup) / (total - warmup)),
    );
    await refuses("07.4 warm-up", {
      "a start at 0": (t: number, top: number, warmup: number, total: number) =>
        t < warmup ? (top * t) / warmup : top * halfWave((t - warmup) / (total - warmup)),
      "a wave over all steps": (t: number, top: number, warmup: number, total: number) =>
        t < warmup ? (top * (t + 1)) / warmup : top * halfWave(t / total),
      "a wave one step off": (t: number, top: number, warmup: number, total: number) =>
        t < warmup ? (top * (t + 1)) / warmup : top * halfWave((t - warmup + 1) / (total - warmup)),
      "no warm-up": (t: number, top: number, _warmup: number, total: number) =>
        top * halfWave(t / total),
    });
  });

  test("07.5 counts the steps, and refuses slow rules, cheats and what is no rule", async (t) => {
    const said: string[] = [];
    t.mock.method(console, "log", (line: string) => said.push(line));
    await accepts("07.5 the banana cup", () => ({ rule: momentum(0.84), rate: 0.014 }));
    await accepts("07.5 the banana cup", { rule: nesterov(0.86), rate: 0.0115 });
    assert.deepEqual(said, ["66 steps from the slowest start", "51 steps from the slowest start"]);
    await refuses("07.5 the banana cup", {
      "a rate that is lucky from one start": { rule: momentum(0.52), rate: 0.0192 },
      "a jump from the one start to the goal": {
        rule: (w: number, g: number, past: Past) =>
          past.t > 0 ? [w, past] : [g > 15 ? w + 2.4 : w - 1.4, { ...past, t: 1 }],
        rate: 1,
      },
      "SGD, which is too slow": { rule: momentum(0), rate: 0.02 },
      "a rate that explodes": { rule: momentum(0.9), rate: 1 },
      "a rule that knows the goal": {
        rule: (_w: number, _g: number, past: Past) => [1, past],
        rate: 1,
      },
      "a rule that is drawn to the goal": {
        rule: (w: number, _g: number, past: Past) => [w + 0.5 * (1 - w), past],
        rate: 1,
      },
      "w alone": { rule: (w: number) => w, rate: 1 },
      "no rate": { rule: momentum(0.8) },
      "a rate of 0": { rule: momentum(0.8), rate: 0 },
      "no rule": { rate: 1 },
    });
  });
});
