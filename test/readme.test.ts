import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(__dirname, "..");

test("README's smallest example prints the numbers that stand below it", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const found = /## The smallest example[^`]*```ts\n([\s\S]+?)```\s+```\n([\s\S]+?)```/.exec(
    readme,
  );
  assert.ok(found, "README has a section with code and output");
  const [, code, output] = found;
  const body = code.replace(/^import \{ Network \} from "neuronotes";\n/, "");
  const program = `const { Network } = require("neuronotes"); (async () => { ${body} })();`;
  const javascript = program.replace(/: [a-z]+\[\]/g, "");
  const printed = execFileSync(process.execPath, ["-e", javascript], {
    cwd: root,
    encoding: "utf8",
  });
  assert.equal(printed, output);
});
