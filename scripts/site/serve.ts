import { createReadStream, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const KINDS: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".gif": "image/gif",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** The file in `folder` that an address asks for, or undefined where there is none, or it lies outside. */
export function fileFor(folder: string, address: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(address.replace(/[?#].*$/, ""));
  } catch {
    return undefined;
  }
  if (!path.startsWith("/") || path.includes("\0") || path.includes("\\")) return undefined;
  const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
  if (!file.startsWith(normalize(folder) + sep)) return undefined;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/**
 * Shows the files of a folder on 127.0.0.1, and to this machine only. port 0: any free one.
 * Throws Error where the port is taken.
 */
export function serve(folder: string, port = 0): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const file = fileFor(folder, request.url ?? "/");
    if (!file || !["GET", "HEAD"].includes(request.method ?? "")) {
      response.writeHead(file ? 405 : 404, { "content-type": "text/plain" });
      response.end(file ? "GET only\n" : "There is no such page.\n");
      return;
    }
    const kind = KINDS[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": kind, "cache-control": "no-cache" });
    if (request.method === "HEAD") response.end();
    else createReadStream(file).pipe(response);
  });
  return new Promise((done, fail) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const why = cause.code === "EADDRINUSE" ? `port ${port} is taken: name another one` : cause;
      fail(new Error(`the site cannot be shown: ${why}`, { cause }));
    });
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const chosen = typeof address === "object" ? address?.port : port;
      done({ server, url: `http://127.0.0.1:${chosen}/` });
    });
  });
}
