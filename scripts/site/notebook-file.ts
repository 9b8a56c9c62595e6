// What the site needs to know of an .ipynb file before a tool for Jupyter makes HTML of it.
import { createHash } from "node:crypto";

interface Output {
  output_type: string;
  data?: Record<string, string | string[]>;
  metadata?: Record<string, unknown>;
}

export interface Cell {
  cell_type: string;
  source: string | string[];
  execution_count?: number | null;
  outputs?: Output[];
}

export interface Notebook {
  cells: Cell[];
  metadata: { neuronotes?: { sources?: string } };
}

/** Text as nbformat keeps it: one string, or its lines. */
export const joined = (text: string | string[] = ""): string => [text].flat().join("");

/** The fingerprint that `npm run notebooks` leaves beside the outputs: that of the code they came from. */
function fingerprint(notebook: Notebook): string {
  const code = notebook.cells
    .filter((cell) => cell.cell_type === "code")
    .map((cell) => joined(cell.source));
  return createHash("sha256").update(code.join("\0")).digest("hex").slice(0, 16);
}

/** Throws Error where the outputs are missing, or come from other code than the one above them. */
export function checkOutputs(name: string, notebook: Notebook): void {
  const cure = `run \`npm run notebooks ${name.slice(0, 2)}\``;
  const silent = notebook.cells.findIndex(
    (cell) => cell.cell_type === "code" && joined(cell.source).trim() && !cell.execution_count,
  );
  if (silent >= 0) {
    throw new Error(`${name}.ipynb has no outputs: its cell ${silent} has never run: ${cure}`);
  }
  if (!notebook.cells.some((cell) => cell.outputs?.length)) {
    throw new Error(`${name}.ipynb has no outputs: ${cure}`);
  }
  if (notebook.metadata.neuronotes?.sources !== fingerprint(notebook)) {
    throw new Error(`${name}.ipynb has outputs of other code than it holds now: ${cure}`);
  }
}
