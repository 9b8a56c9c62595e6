// The playground as a page of its own: its state is in the address, so that a link can hold all of it.
import { playgroundPage } from "../../../lib/notebook/touch/playground";
import type { ExtraPage } from "../extra-pages";

export const playground: ExtraPage = {
  slug: "playground",
  title: "Playground",
  about:
    "A net that learns under your hands: choose data, features and layers, press Play, change weights, take it along as a link or as TypeScript.",
  whole: () => playgroundPage({}, { home: { href: "index.html", words: "← all notebooks" } }),
};
