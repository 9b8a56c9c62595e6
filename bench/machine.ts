// On what it was measured: no figure means anything without it.
import { cpus, totalmem } from "node:os";
import { readFileSync } from "node:fs";

export interface Machine {
  processor: string;
  cores: number;
  /** Bits of the widest vector registers; undefined where the system does not say. */
  simdBits?: number;
  memoryGigabytes: number;
  system: string;
  node: string;
}

/** The width of the widest vector instructions among a processor's flags as Linux names them. */
export function simdBits(flags: string): number | undefined {
  const has = (flag: string) => new RegExp(`\\b${flag}\\b`).test(flags);
  if (has("avx512f")) return 512;
  if (has("avx2") || has("avx")) return 256;
  if (has("sse2") || has("asimd") || has("neon")) return 128;
  return undefined;
}

export function machine(): Machine {
  let flags = "";
  try {
    flags = /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1] ?? "";
  } catch {
    // Only Linux has this file.
  }
  // Every processor for which there is arm64 has 128-bit vectors and no wider ones that these libraries use.
  const known = flags ? simdBits(flags) : process.arch === "arm64" ? 128 : undefined;
  const all = cpus();
  return {
    processor: all[0]?.model.trim() ?? "unknown",
    cores: all.length,
    simdBits: known,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}
