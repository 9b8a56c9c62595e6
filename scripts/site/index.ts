// `npm run site [-- --serve [--port N]]`, after the set-up.
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { buildSite, writeSite } from "./build";
import { root, target } from "./places";
import { serve } from "./serve";

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { serve: { type: "boolean" }, port: { type: "string" } },
  });
  const port = Number(values.port ?? 8000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new RangeError(`--port expects a number from 0 to 65535 but got ${values.port}`);
  }
  const began = Date.now();
  const files = await buildSite(console.log);
  writeSite(files, target);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${files.all.size} files in ${relative(root, target)} after ${seconds} s`);
  if (values.serve) console.log(`Shown on ${(await serve(target, port)).url} (Ctrl-C ends it)`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`\nThe site was not built: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
});
