// The measuring itself: repetition by repetition, workload by workload, one program at a time while all others are idle.
// So a machine that is slower for a while is slower for everybody.
import { Peer } from "./peer";
import type { Program } from "./programs";
import type { Ready } from "./protocol";
import type { Row } from "./samples";

export interface Plan {
  programs: readonly Program[];
  workloads: readonly string[];
  repetitions: number;
  /** Of training, for each measurement. */
  seconds: number;
  warmUp: number;
  say: (line: string) => void;
  /** Called before the measurements of a workload in each repetition. */
  before?: (workload: string) => void;
}

export interface Measured {
  rows: Row[];
  /** Who took part. */
  peers: { program: Program; ready: Ready }[];
  /** Who did not, and where something failed: one line each. */
  leftOut: string[];
}

export async function interleaved(plan: Plan): Promise<Measured> {
  const { programs, workloads, repetitions, say } = plan;
  const rows = new Map<string, Row>();
  const leftOut: string[] = [];
  const complain = (line: string) => {
    leftOut.push(line);
    say(line);
  };
  const active = await start(programs, complain);
  try {
    for (let repetition = 1; repetition <= repetitions; repetition++) {
      for (const workload of workloads) {
        plan.before?.(workload);
        for (const { peer, ready, failed } of active) {
          if (!ready.workloads.includes(workload) || failed.has(workload)) continue;
          const { engine, title, kind, threads } = peer.program;
          const answer = await peer
            .ask({ workload, seconds: plan.seconds, warmUp: plan.warmUp })
            .catch((error: Error) => ({ error: error.message }));
          if ("error" in answer) {
            failed.add(workload);
            rows.delete(`${workload} ${engine} ${threads}`);
            complain(`${title}, ${threads} thread(s), ${workload}: ${answer.error}`);
            continue;
          }
          const key = `${workload} ${engine} ${threads}`;
          const row = rows.get(key) ?? {
            ...{ workload, engine, title, kind, threads },
            speeds: [],
            cores: [],
          };
          row.speeds.push(answer.imagesPerSecond);
          row.cores.push(answer.cores);
          rows.set(key, row);
        }
        say(`repetition ${repetition} of ${repetitions}, ${workload}: done`);
      }
    }
  } finally {
    for (const { peer } of active) peer.close();
  }
  const peers = active.map(({ peer, ready }) => ({ program: peer.program, ready }));
  return { rows: [...rows.values()], peers, leftOut };
}

interface Active {
  peer: Peer;
  ready: Ready;
  /** Workloads that it could not do: it is not asked again. */
  failed: Set<string>;
}

async function start(
  programs: readonly Program[],
  complain: (line: string) => void,
): Promise<Active[]> {
  const active: Active[] = [];
  for (const program of programs) {
    const peer = new Peer(program);
    try {
      active.push({ peer, ready: await peer.ready(), failed: new Set() });
    } catch (error) {
      peer.close();
      complain(
        `${program.title}, ${program.threads} thread(s), is left out: ${(error as Error).message}`,
      );
    }
  }
  return active;
}
