import type { Judge } from "../exercise";

/** The exercises of notebook 01. */
export const notebook01: Readonly<Record<string, Judge>> = {};
