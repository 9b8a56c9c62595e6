/** Pictures by their paths in assets/. */
export type Pictures = Readonly<Record<string, Uint8Array>>;
