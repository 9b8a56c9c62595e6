// The tables of the report, in Markdown.
import type { Growth } from "./growth";
import type { Measured } from "./interleave";
import type { Ratio, RatioLine } from "./ratios";
import { inWords } from "./recipes";
import type { Row } from "./samples";
import { median, rounded } from "./statistics";
import type { TimeToAccuracy } from "./time-to-accuracy";

export function markdownTable(head: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** One line a program: median (fastest) images per second for each workload. */
export function speedTable(rows: readonly Row[], workloads: readonly string[]): string {
  const names = new Map(rows.map((row) => [`${row.engine} ${row.threads}`, row]));
  const lines = [...names].map(([name, { title, threads }]) => {
    const cells = workloads.map((workload) => {
      const row = rows.find((r) => `${r.engine} ${r.threads}` === name && r.workload === workload);
      return row ? `${rounded(median(row.speeds))} (${rounded(Math.max(...row.speeds))})` : "–";
    });
    return [title, `${threads}`, ...cells];
  });
  return markdownTable(["", "threads", ...workloads], lines);
}

/** Ours against the peers, each ratio beside what it should be. */
export function ratiosTable(lines: readonly RatioLine[]): string {
  const cell = (ratio: Ratio | undefined, name: boolean) => {
    if (!ratio) return "not measured";
    const verdict = ratio.ratio >= ratio.target ? "✔" : "✘";
    const peer = name ? `, ${ratio.peer}` : "";
    return `${ratio.ratio.toPrecision(3)} × (≥ ${ratio.target}${peer}) ${verdict}`;
  };
  return markdownTable(
    ["workload", "threads", "ours", "against NumPy", "PyTorch", "best JavaScript peer"],
    lines.map((line) => [
      line.workload,
      `${line.threads}`,
      line.ours,
      cell(line.numpy, false),
      cell(line.pytorch, false),
      cell(line.javascript, true),
    ]),
  );
}

/** Who was measured: version and what is known of its vector instructions. */
export function peersTable({ peers }: Measured): string {
  return markdownTable(
    ["peer", "version", "threads", ""],
    peers.map(({ program, ready }) => [
      program.title,
      ready.version,
      `${ready.threads}`,
      ready.about,
    ]),
  );
}

export function growthTables(growths: readonly Growth[]): string {
  const tables = growths.map(({ title, by, points }) => {
    const rows = points.map(({ value, imagesPerSecond, gigaflops }) => [
      value.toLocaleString("en"),
      rounded(imagesPerSecond),
      `${(1e6 / imagesPerSecond).toPrecision(3)} µs`,
      gigaflops.toPrecision(3),
    ]);
    return `${title}:\n\n${markdownTable([by, "images per second", "time of one image", "GFLOP/s"], rows)}`;
  });
  return tables.join("\n\n");
}

export function accuracyTable(times: readonly TimeToAccuracy[]): string {
  const shown = (seconds: number) =>
    Number.isFinite(seconds) ? `${seconds.toFixed(2)} s` : "not reached";
  return markdownTable(
    ["test accuracy", "median", "each seed", "images seen (median)", "net and optimizer"],
    times.map(({ recipe, seconds, images, median: middle }) => [
      `${100 * recipe.accuracy} %`,
      shown(middle),
      seconds.map(shown).join(", "),
      rounded(median(images)),
      inWords(recipe),
    ]),
  );
}
