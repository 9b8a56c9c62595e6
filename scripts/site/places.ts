// Where the build finds things, and where it puts them.
import { createRequire } from "node:module";
import { resolve } from "node:path";

export const root = resolve(__dirname, "..", "..");

/** Templates, styles and page scripts. */
export const rooms = resolve(root, "site");

/** What `npm run site` makes. */
export const target = resolve(root, "dist", "site");

// The set-up's modules are plain JavaScript without types.
const { placesOf } = createRequire(__filename)("../setup/paths") as {
  placesOf(root: string): { python: string };
};

/** The project's own Python, with nbconvert. */
export const python = placesOf(root).python;
