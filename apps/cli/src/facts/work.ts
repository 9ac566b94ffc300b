import { setTimeout } from "node:timers/promises";
import { progress as openBar } from "@clack/prompts";
import type { FactsStatus, Work } from "@evalboard/contract";
import { formatCount, formatCounted } from "@evalboard/format";
import { ExitCode, within } from "../command.ts";
import { CommandFault } from "../faults.ts";
import { type Output, writeLine } from "../output.ts";

type Call = (input: undefined, options: { readonly signal: AbortSignal }) => Promise<FactsStatus>;

/** What the commands need of a client. */
export interface FactsClient {
  readonly facts: {
    readonly status: { readonly query: Call };
    readonly rebuild: { readonly mutate: Call };
    readonly verify: { readonly mutate: Call };
  };
}

const PAUSE_MS = 300;

/** The work is the server's, and no call waits for it. */
export const inTime = () => within(30_000);

/** Asks how far the work that `started` tells of is until it has ended; gives the last answer. */
export async function watchWork(
  client: FactsClient,
  started: FactsStatus,
  workOf: (status: FactsStatus) => Work | null,
  progress: WorkProgress,
): Promise<FactsStatus> {
  const startedAt = workOf(started)?.startedAt;
  try {
    for (let status = started; ; status = await client.facts.status.query(undefined, inTime())) {
      const work = workOf(status);
      if (!work || work.startedAt !== startedAt) {
        throw new CommandFault(
          "the server was started again meanwhile; evalboard facts status tells what it does",
        );
      }
      progress.at(work);
      if (work.endedAt !== null) return status;
      await setTimeout(PAUSE_MS);
    }
  } finally {
    progress.done();
  }
}

/** Hears how the server's work goes on. */
interface WorkProgress {
  at(work: Work): void;
  done(): void;
}

/** A bar on a terminal, a line for each tenth elsewhere; nothing beside JSON. */
export function showWork({ stderr }: Output, done: string, json = false): WorkProgress {
  if (json) return { at: () => {}, done: () => {} };
  return stderr.isTTY ? bar(stderr) : lines(stderr, done);
}

/** The bar keeps SIGINT and SIGTERM from ending the process. */
const onCancel = () => process.exit(ExitCode.interrupted);
const cancelMessage = "the server goes on; evalboard facts status tells of it";

function bar(output: Output["stderr"]): WorkProgress {
  let shown: { readonly bar: ReturnType<typeof openBar>; runs: number } | null = null;
  return {
    at({ runs, totalRuns }) {
      // The server counts the runs first.
      if (totalRuns === 0) return;
      if (!shown) {
        shown = { bar: openBar({ max: totalRuns, output, onCancel, cancelMessage }), runs: 0 };
        shown.bar.start(formatCounted(totalRuns, "run"));
      }
      shown.bar.advance(runs - shown.runs);
      shown.runs = runs;
    },
    done: () => shown?.bar.clear(),
  };
}

function lines(output: Output["stderr"], done: string): WorkProgress {
  let tenths = 0;
  return {
    at({ runs, totalRuns }) {
      const reached = totalRuns === 0 ? 0 : Math.floor((10 * runs) / totalRuns);
      if (reached > tenths)
        writeLine(output, `${done} ${formatCount(runs)} of ${formatCounted(totalRuns, "run")}`);
      tenths = Math.max(tenths, reached);
    },
    done: () => {},
  };
}
