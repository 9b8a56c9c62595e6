import { missing } from "../../backends/wasm/module";
import { currentBackend } from "../../core/engine/backend";
import type { CheckResult } from "./check";

/** Says what computes the nets here. */
export function backendCheck(): CheckResult {
  const { name, threads } = currentBackend();
  return judgeBackend(name, threads, missing());
}

/** missing: why WebAssembly with 128-bit vectors cannot run here. */
export function judgeBackend(name: string, threads: number, missing?: string): CheckResult {
  if (name === "wasm") return { ok: true, detail: "wasm (128-bit SIMD)" };
  if (name === "threads") return { ok: true, detail: `threads (${threads} of them, 128-bit SIMD)` };
  if (name !== "plain") return { ok: true, detail: name };
  const slower = "training takes several times as long as the notebooks say";
  return {
    ok: true,
    detail: `plain: ${slower}`,
    mend: missing
      ? `${missing}; all cells work, but take fewer epochs in notebook 04, and its net will not have the committed weights`
      : 'somebody chose it by useBackend("plain"): restart the kernel',
  };
}
