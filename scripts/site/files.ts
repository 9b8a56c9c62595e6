import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The files of the site while it is built, by their paths in it: pages, frames, stills, styles. */
export class SiteFiles {
  readonly all = new Map<string, string | Uint8Array>();

  /** Throws Error where another file has this path already. */
  add(path: string, content: string | Uint8Array): void {
    if (this.all.has(path)) throw new Error(`two files of the site are called ${path}`);
    this.all.set(path, content);
  }

  /** Adds a file that is named by what it holds, so that the same thing is kept once. Returns its path. */
  share(folder: string, ending: string, content: string | Uint8Array): string {
    const name = createHash("sha256").update(content).digest("hex").slice(0, 12);
    const path = `${folder}/${name}.${ending}`;
    this.all.set(path, content);
    return path;
  }

  write(folder: string): void {
    for (const [path, content] of this.all) {
      const full = join(folder, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, content);
    }
  }
}
