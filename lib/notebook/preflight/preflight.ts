import type { Check, CheckResult } from "./check";
import { preflightChecks } from "./checks";

/**
 * Looks whether this machine is ready for the series and prints one line for each check: green where all is well, with what
 * to do where it is not. Takes less than ten seconds. Returns true where every check is green.
 */
export async function preflight(checks: readonly Check[] = preflightChecks()): Promise<boolean> {
  let ready = true;
  for (const check of checks) {
    const result = await runCheck(check);
    ready &&= result.ok;
    const [colour, sign] = !result.ok ? [red, "✗"] : result.mend ? [yellow, "!"] : [green, "✓"];
    console.log(`${colour}${sign} ${check.name}: ${result.detail}${plain}`);
    if (result.mend) console.log(`    → ${result.mend}`);
  }
  console.log(
    ready
      ? `${green}All is ready: open 01-or-and-xor-by-hand.${plain}`
      : `${red}Not ready yet: follow the arrows above, restart the kernel, and run this cell again.${plain}`,
  );
  return ready;
}

/** A check that throws has failed; its message is the detail. */
async function runCheck(check: Check): Promise<CheckResult> {
  try {
    return await check.run();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      detail,
      mend: "stop JupyterLab and run npm start again: it installs what is missing",
    };
  }
}

const green = "\u001b[32m";
const yellow = "\u001b[33m";
const red = "\u001b[31m";
const plain = "\u001b[0m";
