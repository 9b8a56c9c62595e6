import type { Judge } from "../exercise";

/** The exercises of notebook 02. */
export const notebook02: Readonly<Record<string, Judge>> = {};
