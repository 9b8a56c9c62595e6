/** What one check found. */
export interface CheckResult {
  ok: boolean;
  /** What was found, in a few words. */
  detail: string;
  /** What to do: where something is wrong, or could be better. */
  mend?: string;
}

/** Something that the notebooks need. */
export interface Check {
  name: string;
  run(): CheckResult | Promise<CheckResult>;
}
