// The library on the site: a page for each file, and a page that lists them. The site may be hosted anywhere and read
// without a network, so it shows its own copies instead of leading to some host of the repository.
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { escapeHtml } from "../../lib/notebook/drawing/html";
import { mapEntries } from "../../lib/notebook/lib-map";
import { sourcePage } from "./links";
import { root } from "./places";

/** Compiled code, and what packages and compilers leave behind. */
const LEFT_OUT = /(^|\/)(node_modules|dist)\/|^lib\/backends\/wasm\/compiled\.ts$/;

/** The files of code that readers may look into: path → text. */
export function librarySources(): Record<string, string> {
  const names = readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" })
    .map((name) => `lib/${name.split(sep).join("/")}`)
    .filter((name) => /\.(ts|js|css)$/.test(name) && !name.endsWith(".d.ts"))
    .filter((name) => !LEFT_OUT.test(name))
    .sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name), "utf8")]));
}

/** A file as the content of a page. */
export function sourceContent(path: string, html: string): string {
  return `<h1 class="path">${escapeHtml(path).replaceAll("/", "/<wbr>")}</h1>\n${html}`;
}

const list = (items: readonly string[]) =>
  `<ul class="files">${items.map((item) => `<li>${item}</li>`).join("\n")}</ul>`;

/** The content of the page that lists the library: what each notebook builds, then all files, floor by floor. */
export function libraryContent(
  paths: readonly string[],
  notebooks: readonly { name: string; file: string; title: string }[],
): string {
  const link = (path: string) =>
    `<a href="${sourcePage(path)}">${escapeHtml(path).replaceAll("/", "/<wbr>")}</a>`;
  const entries = mapEntries();
  const built = notebooks.flatMap(({ name, file, title }) => {
    const files = entries.filter((entry) => entry.notebooks.includes(name));
    if (files.length === 0) return [];
    const items = files.map((entry) => {
      const remark = /^[\w-]+(?:, [\w-]+)*: (.*)/.exec(entry.remark)?.[1] ?? "";
      return `${link(entry.file)} <span>${escapeHtml(remark)}</span>`;
    });
    return [`<h3><a href="${file}">${escapeHtml(title)}</a></h3>${list(items)}`];
  });
  const floors = ["core", "io", "backends", "notebook"].map((floor) => {
    const files = paths.filter((path) => path.startsWith(`lib/${floor}/`));
    return `<h3>${floor}</h3>${list(files.map(link))}`;
  });
  return (
    `<h1>The library</h1><p>The notebooks build a small library, idea by idea. Here it is to read, file by file.</p>` +
    `<h2 id="built">Built in the notebooks</h2>${built.join("\n")}` +
    `<h2 id="floors">All files, floor by floor</h2>` +
    `<p>No floor reaches up: <code>core</code> has no dependency, <code>io</code> and <code>backends</code> stand on it, ` +
    `<code>notebook</code> on all three.</p>${floors.join("\n")}`
  );
}
