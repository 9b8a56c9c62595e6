// What the bench and its peers say to each other: one JSON object a line. README.md has an example.

/** What a peer says first: who it is, and which workloads it takes part in. */
export interface Ready {
  engine: string;
  version: string;
  threads: number;
  workloads: string[];
  /** What matters for the reading of its figures: SIMD width, the library underneath. */
  about: string;
}

/** A net and how it is trained; the fields of workloads.json. */
export interface Spec {
  units: number[];
  hidden: string;
  loss: string;
  batchSize: number;
  learningRate: number;
  /** How many of the 60,000 images take part; all unless told otherwise. */
  images?: number;
}

export interface Request {
  workload: string;
  seconds: number;
  /** Where it is none of workloads.json; `workload` is then only its name. */
  spec?: Spec;
  /** Seconds of training before the first measurement of a workload. */
  warmUp?: number;
}

/** A speed, with the mean number of processor cores that were busy; or the reason why there is none. */
export type Reply = { imagesPerSecond: number; cores: number } | { error: string };

/** A line of a peer; undefined where it is something else that a library printed. Throws Error where it is damaged. */
export function parseLine(line: string): { ready: Ready } | Reply | undefined {
  if (!line.startsWith("{")) return undefined;
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch (cause) {
    throw new Error(`a peer said what is no JSON: ${line.slice(0, 200)}`, { cause });
  }
  const { ready, imagesPerSecond, error } = message as Record<string, unknown>;
  if (typeof ready === "object" && ready !== null) return { ready: ready as Ready };
  if (typeof error === "string") return { error };
  if (typeof imagesPerSecond === "number" && imagesPerSecond > 0) return message as Reply;
  throw new Error(
    `a peer answers { imagesPerSecond } above 0, { error } or { ready } but this one said ${line.slice(0, 200)}`,
  );
}

/** Cuts a stream of text into lines; keeps the unfinished one for the next piece. */
export function lineCutter(onLine: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line.trim());
  };
}
