// Does every link of the site lead somewhere, and does no page ask another host for anything?
import { posix } from "node:path";

const TAG = /<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/g;
const ATTRIBUTE = /\s(href|src|id|name|srcset|poster)="([^"]*)"/g;

/** What a page holds: names to link to, links, and addresses from which it loads. */
function read(html: string): { names: Set<string>; links: string[]; loads: string[] } {
  const found = { names: new Set<string>(), links: [] as string[], loads: [] as string[] };
  const plain = html.replace(/<script[^>]*>[\s\S]*?<\/script>/g, (script) =>
    script.slice(0, script.indexOf(">") + 1),
  );
  for (const [, tag, attributes] of plain.matchAll(TAG)) {
    for (const [, name, value] of attributes.matchAll(ATTRIBUTE)) {
      if (name === "id" || (name === "name" && tag === "a")) found.names.add(value);
      else if (name === "href" && tag === "a") found.links.push(value);
      else if (name !== "name") found.loads.push(value);
    }
  }
  return found;
}

/**
 * Sentences about links and addresses of the pages that lead nowhere, and about what a page would load from another host.
 * files: path → content of everything in the site.
 */
export function brokenLinks(files: ReadonlyMap<string, string | Uint8Array>): string[] {
  const text = (content: string | Uint8Array) =>
    typeof content === "string" ? content : Buffer.from(content).toString("utf8");
  const pages = new Map(
    [...files]
      .filter(([path]) => path.endsWith(".html") && !path.startsWith("frames/"))
      .map(([path, content]) => [path, read(text(content))]),
  );
  const problems: string[] = [];
  for (const [path, { links, loads }] of pages) {
    const check = (address: string, loaded: boolean) => {
      if (/^(data|blob):/.test(address)) return;
      if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) {
        if (loaded) problems.push(`${path} loads ${address} from another host`);
        else if (!/^(https?|mailto):/.test(address)) problems.push(`${path} links to ${address}`);
        return;
      }
      const [, file, anchor] = /^([^#?]*)(?:#(.*))?$/.exec(address) ?? [address, address];
      const to = file
        ? posix.normalize(posix.join(posix.dirname(path), decodeURIComponent(file)))
        : path;
      if (!files.has(to)) problems.push(`${path} → ${address}: there is no file ${to}`);
      else if (anchor && pages.has(to) && !pages.get(to)?.names.has(decodeURIComponent(anchor))) {
        problems.push(`${path} → ${address}: ${to} has no part of that name`);
      }
    };
    for (const address of links) check(address, false);
    for (const address of loads) check(address, true);
  }
  return problems;
}
