// Where a link leads: to another page of the site, to a file of code that it shows, or to another host.
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join, posix } from "node:path";
import type { SiteFiles } from "./files";
import { root } from "./places";

const ELSEWHERE = /^(https?:|mailto:)/;

export interface LinkPlaces {
  files: SiteFiles;
  /** Names of the notebooks, such as "03-any-shape". */
  notebooks: ReadonlySet<string>;
  /** Paths of the files of code that have pages, such as "lib/core/matrix.ts". */
  sources: ReadonlySet<string>;
}

/** The page of a file of code. */
export const sourcePage = (path: string): string => `source/${path}.html`;

/**
 * A link of a notebook as a link of its page. Notebooks become pages, files of code the pages that show them; pictures
 * and other files of the project are copied into the site.
 * Throws Error where nothing is there.
 */
export function siteLink(href: string, page: string, { files, notebooks, sources }: LinkPlaces) {
  if (ELSEWHERE.test(href) || href.startsWith("#")) return href;
  const [, path, anchor] = /^([^#]*)(#.*)?$/.exec(href) ?? [href, href];
  const name = basename(path, ".ipynb");
  if (path === `${name}.ipynb` && notebooks.has(name)) return `${name}.html${anchor ?? ""}`;
  const file = posix.normalize(posix.join("notebooks", decodeURIComponent(path)));
  if (sources.has(file)) return sourcePage(file) + (anchor ?? "");
  const full = join(root, file);
  if (file.startsWith("..") || !existsSync(full) || !statSync(full).isFile()) {
    throw new Error(`${page} links to ${href}, and nothing is there`);
  }
  return files.share("files", posix.extname(file).slice(1) || "txt", readFileSync(full));
}
