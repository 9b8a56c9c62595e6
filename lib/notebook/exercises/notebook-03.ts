import type { Judge } from "../exercise";

/** The exercises of notebook 03. */
export const notebook03: Readonly<Record<string, Judge>> = {};
