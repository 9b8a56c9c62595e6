// Styles, scripts and fonts of the site: few files, none of them from elsewhere.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SiteFiles } from "./files";
import { root } from "./places";
import { template, together } from "./templates";

const katex = () => dirname(require.resolve("katex/dist/katex.min.css"));

/** KaTeX's own style sheet, with the one form of each font that every browser of today reads. */
export function katexStyles(): string {
  return readFileSync(join(katex(), "katex.min.css"), "utf8").replace(
    /,url\([^)]*\) format\("(?:woff|truetype)"\)/g,
    "",
  );
}

/**
 * The script that keeps theme and height of the frames: the very one that the notebooks use. It must run before the first
 * frame stands in the page: a frame says hello once, and on a slow line long before the page is complete.
 */
const host = (): string =>
  readFileSync(join(root, "lib", "notebook", "touch", "widgets", "host.js"), "utf8");

export function addAssets(files: SiteFiles): void {
  files.add("assets/site.css", together("styles"));
  files.add("assets/katex.css", katexStyles());
  for (const name of readdirSync(join(katex(), "fonts"))) {
    if (name.endsWith(".woff2")) {
      files.add(`assets/fonts/${name}`, readFileSync(join(katex(), "fonts", name)));
    }
  }
  files.add("assets/theme.js", template("theme.js"));
  files.add("assets/host.js", host());
  files.add("assets/site.js", together("scripts"));
  files.add("assets/icon.svg", template("icon.svg"));
}
