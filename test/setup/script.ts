// The modules of scripts/setup are plain JavaScript without types: each test says which part of them it uses.

import { createRequire } from "node:module";
import { resolve } from "node:path";

export const root = resolve(__dirname, "..", "..");

/** The exports of scripts/setup/`name`.js as the type that the caller expects. */
export function script<T>(name: string): T {
  return createRequire(__filename)(resolve(root, "scripts", "setup", name)) as T;
}
