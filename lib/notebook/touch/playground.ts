import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readState } from "../../playground/link";
import { readFields, type PlaygroundState } from "../../playground/state";
import type { Figure } from "../drawing/figure";
import { escapeHtml, scriptLiteral } from "../drawing/html";
import { sandboxedFrame } from "./frame";
import { playgroundStill } from "./playground-still";

export type { PlaygroundState };

const TITLE = "A playground for neural networks";
/** The widest that helps; the page itself goes down to a phone's width. */
const WIDTH = 1240;

/**
 * The playground in a cell: a net that learns under the reader's hands, computed by this library in the page.
 * options: fields of its state, such as { data: "spiral", classes: 3, layers: [8, 8] }, or the hash of a link that it gave.
 * Throws RangeError or TypeError for fields that are unknown, out of their bounds or do not fit each other.
 */
export function playground(options: Partial<PlaygroundState> | string = {}): Figure {
  const state = typeof options === "string" ? readState(hashOf(options)) : readFields(options);
  const alt =
    `The playground: a net learns from points of the data set ${state.data}. Choose data, features, layers and how it ` +
    "learns; press Play; point at a unit to see what it says; change weights by hand.";
  let png: Uint8Array | undefined;
  return {
    html: sandboxedFrame(pageOf(state, { heading: false }), { height: 760, width: WIDTH, alt }),
    alt,
    get png() {
      return (png ??= playgroundStill(state));
    },
  };
}

/**
 * The playground as a page of its own: the whole text of an HTML file that asks nobody for anything. Its state is in the
 * address behind "#". home: a link to the site that it belongs to. Throws Error where the set-up has not built its script.
 */
export function playgroundPage(
  options: Partial<PlaygroundState> = {},
  { home }: { home?: { href: string; words: string } } = {},
): string {
  return pageOf(readFields(options), { heading: true, home });
}

function pageOf(
  state: PlaygroundState,
  { heading, home }: { heading: boolean; home?: { href: string; words: string } },
): string {
  const way = home
    ? `<nav class="home"><a href="${escapeHtml(home.href)}">${escapeHtml(home.words)}</a></nav>`
    : "";
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ` +
    `script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data:; ` +
    `base-uri 'none'; form-action 'none'">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<link rel="icon" href="data:,">` +
    `<title>${escapeHtml(TITLE)}</title><style>${built("playground.css")}</style></head><body>${way}<main>` +
    (heading ? `<h1>${escapeHtml(TITLE)}</h1>` : `<h1 class="hidden">${escapeHtml(TITLE)}</h1>`) +
    `</main><script type="application/json" id="data">${scriptLiteral(state)}</script>` +
    `<script>${built("playground.js")}</script></body></html>`
  );
}

/** A file that the set-up made of lib/playground/page. */
function built(name: string): string {
  const path = join(__dirname, "..", "..", "dist", name);
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(
      `playground: lib/dist/${name} is missing, which the set-up makes: run \`npm start -- --prepare\` once`,
      { cause: error },
    );
  }
}

/** What stands behind "#" in a link, or the text itself. */
function hashOf(link: string): string {
  const at = link.indexOf("#");
  return at < 0 ? link : link.slice(at);
}
