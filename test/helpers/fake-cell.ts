import Module from "node:module";
import type { DisplayMessage } from "../../lib/notebook/drawing/kernel";

export type Sent = DisplayMessage & { update?: boolean };

const file = "/fake/tslab/dist/jupyter.js";

/** Pretends that a cell of a tslab kernel runs: what it displays is put into the list. Call the result to end the cell. */
export function openCell(sent: Sent[]): () => void {
  const kernel = new Module(file);
  kernel.exports = {
    lastWriteDisplayData: (message: DisplayMessage, update?: boolean) =>
      sent.push({ ...message, update }),
  };
  require.cache[file] = kernel as NodeJS.Module;
  return () => {
    delete require.cache[file];
  };
}

/** Runs something as a cell of a tslab kernel would, and returns what it displayed. */
export function inCell(work: () => void): Sent[] {
  const sent: Sent[] = [];
  const close = openCell(sent);
  try {
    work();
  } finally {
    close();
  }
  return sent;
}
