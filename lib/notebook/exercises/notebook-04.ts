import type { Judge } from "../exercise";

/** The exercises of notebook 04. */
export const notebook04: Readonly<Record<string, Judge>> = {};
