import { requireKnown } from "../../core/errors";
import type { Judge, Verdict } from "./exercise";
import { notebook00 } from "./notebook-00";
import { notebook01 } from "./notebook-01";
import { notebook02 } from "./notebook-02";
import { notebook03 } from "./notebook-03";
import { notebook04 } from "./notebook-04";
import { notebook05 } from "./notebook-05";
import { notebook06 } from "./notebook-06";
import { notebook07 } from "./notebook-07";
import { notebook08 } from "./notebook-08";
import { notebook09 } from "./notebook-09";
import { notebook10 } from "./notebook-10";
import { notebook11 } from "./notebook-11";

/** All exercises by name, such as "01.2 the slope of a square". */
export const exercises: Readonly<Record<string, Judge>> = {
  ...notebook00,
  ...notebook01,
  ...notebook02,
  ...notebook03,
  ...notebook04,
  ...notebook05,
  ...notebook06,
  ...notebook07,
  ...notebook08,
  ...notebook09,
  ...notebook10,
  ...notebook11,
};

/**
 * Tries the answer to an exercise on cases that are not shown, and prints "✓", "✗" with what is wrong, or
 * "… not answered yet". Never throws for a wrong answer, so that Run All goes on.
 * Throws RangeError where there is no exercise of that name.
 */
export function check(name: string, answer: unknown): void | Promise<void> {
  const judge = requireKnown("check", "exercise", name, sameNotebook(name));
  const failed = (error: unknown) =>
    report(name, {
      wrong: `your code threw ${error instanceof Error ? error.message : String(error)}`,
    });
  try {
    const verdict = judge(answer);
    if (verdict instanceof Promise) {
      return verdict.then((done) => report(name, done)).catch(failed);
    }
    report(name, verdict);
  } catch (error) {
    failed(error);
  }
}

/** The exercises of the notebook that the name begins with; all of them where there is no such notebook. */
function sameNotebook(name: string): typeof exercises {
  const own = Object.entries(exercises).filter(([key]) => key.startsWith(String(name).slice(0, 3)));
  return own.length > 0 ? Object.fromEntries(own) : exercises;
}

function report(name: string, verdict: Verdict): void {
  if (verdict === undefined) console.log(`✓ ${name}`);
  else if (verdict === "unanswered") console.log("… not answered yet");
  else console.log(`✗ ${name}: ${verdict.wrong}`);
}
