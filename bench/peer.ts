// A peer is a program of its own: nothing of one library can slow another down, and all but one are idle.
import { spawn, type ChildProcess } from "node:child_process";
import type { Program } from "./programs";
import { lineCutter, parseLine, type Ready, type Reply, type Request } from "./protocol";

/** Seconds that a peer may need beyond those that were asked for: warm-up, compiling, one long step. */
const PATIENCE = 180;

export class Peer {
  readonly program: Program;
  #child: ChildProcess;
  #ready: Promise<Ready>;
  #onReady: (ready: Ready) => void = () => {};
  #onReply: (reply: Reply) => void = () => {};
  #onFailure: (error: Error) => void = () => {};
  #complaints = "";
  #ended?: Error;

  constructor(program: Program) {
    this.program = program;
    const [command, ...args] = program.command;
    this.#child = spawn(command, args, { env: { ...process.env, ...program.env } });
    this.#ready = new Promise((resolve, reject) => {
      this.#onReady = resolve;
      this.#onFailure = reject;
    });
    const cut = lineCutter((line) => this.#hear(line));
    this.#child.stdout?.setEncoding("utf8").on("data", cut);
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-4000);
    });
    this.#child.stdin?.on("error", () => {}); // Its end is told by "close".
    this.#child.on("error", (error) => this.#fail(error));
    this.#child.on("close", () => this.#fail(new Error(lastComplaint(this.#complaints))));
  }

  /** Who it is. Rejects where its library is not installed or does not start. */
  ready(): Promise<Ready> {
    return this.#withPatience(this.#ready, PATIENCE);
  }

  /** Has it train for some seconds. Rejects where it ends or hangs. */
  ask(request: Request): Promise<Reply> {
    if (this.#ended) return Promise.reject(this.#ended);
    const reply = new Promise<Reply>((resolve, reject) => {
      this.#onReply = resolve;
      this.#onFailure = reject;
    });
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    return this.#withPatience(reply, request.seconds + PATIENCE);
  }

  close(): void {
    this.#child.stdin?.end();
    this.#child.kill();
  }

  #hear(line: string): void {
    try {
      const message = parseLine(line);
      if (!message) return;
      if ("ready" in message) this.#onReady(message.ready);
      else this.#onReply(message);
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  #fail(error: Error): void {
    this.#ended ??= error;
    this.#onFailure(error);
  }

  async #withPatience<T>(work: Promise<T>, seconds: number): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#ended = new Error(`no answer within ${seconds} s`);
        this.close();
        reject(this.#ended);
      }, 1000 * seconds);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The line that says why: the last one with an error's name in it, else the last one. */
function lastComplaint(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim());
  const named = lines.filter((line) => /^\w*(Error|Exception)\b/.test(line.trim()));
  return (named.at(-1) ?? lines.at(-1) ?? "it ended without a word").trim();
}
