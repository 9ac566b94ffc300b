import { progress } from "@clack/prompts";
import type { Work } from "@evalboard/contract";
import { formatCount, formatCounted } from "@evalboard/format";
import { ExitCode } from "../exit-code.ts";
import { type Output, writeLine } from "../output.ts";

/** Hears how the server's work goes on. */
export interface WorkProgress {
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
  let shown: { readonly bar: ReturnType<typeof progress>; runs: number } | null = null;
  return {
    at({ runs, totalRuns }) {
      // The server counts the runs first.
      if (totalRuns === 0) return;
      if (!shown) {
        shown = { bar: progress({ max: totalRuns, output, onCancel, cancelMessage }), runs: 0 };
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
