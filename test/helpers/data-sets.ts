import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "..", "..");

/** Why what needs Fashion-MNIST cannot run here: it is not on this computer and not to be had; false where it can. */
export function withoutFashionMnist(): string | false {
  const script = join(root, "scripts", "notebooks", "has-fashion-mnist.cjs");
  const { status, stdout } = spawnSync(process.execPath, [script], { cwd: root, encoding: "utf8" });
  return status === 3 && stdout.trim();
}
