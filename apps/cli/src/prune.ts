import type { PrunedRuns, PruneRuns } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import { Command } from "commander";
import { z } from "zod";
import { addServerOption, attempt, type CommandDeps, parserOf, type ServerFlags, within } from "./command.ts";
import { teach } from "./help.ts";
import { formatJson, writeLine } from "./output.ts";

/** What removing texts needs of a client. */
export interface PruningClient {
  readonly runs: {
    readonly prune: {
      mutate(input: PruneRuns, options: { readonly signal: AbortSignal }): Promise<PrunedRuns>;
    };
  };
}

interface Flags extends ServerFlags {
  readonly olderThan: number;
  readonly dataset?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

const DAY_MS = 86_400_000;

/** Such as `180d`. */
const Days = z
  .string()
  .regex(/^[1-9]\d{0,4}d$/, "must be a number of days, such as 180d")
  .transform((text) => Number.parseInt(text, 10));

/** A call does a little, and others are answered between two. */
const ONE_CALL_MS = 60_000;

/** `evalboard prune` */
export function pruneCommand(deps: CommandDeps<PruningClient>): Command {
  const { env, output, clientAt } = deps;
  const command = new Command("prune")
    .description("remove the texts of old runs' results; their scores and figures stay")
    .requiredOption("--older-than <days>", "of runs that completed so long ago, such as 180d", parserOf(Days))
    .option("--dataset <name>", "of this dataset alone")
    .option("--dry-run", "say how many they are, and remove nothing")
    .option("--json", "print the totals as JSON");
  return teach(addServerOption(command, env), {
    about: pruneHelp,
    examples: [
      ["evalboard prune --older-than 180d --dry-run", "how many they are"],
      ["evalboard prune --older-than 180d", "removes them"],
      ["evalboard prune --older-than 30d --dataset chats", "of one dataset"],
    ],
    page: "docs/backups.md",
  }).action((flags: Flags) =>
    attempt(deps, { url: flags.url, before: "broke off: " }, async () => {
      const { olderThan, dataset, dryRun = false, json } = flags;
      const completedBefore = new Date(Date.now() - olderThan * DAY_MS).toISOString();
      const which = { completedBefore, dryRun, ...(dataset !== undefined && { dataset }) };
      const { prune } = clientAt(flags.url).runs;
      const total = { runs: 0, results: 0 };
      let left: PrunedRuns;
      do {
        left = await prune.mutate(which, within(ONE_CALL_MS));
        total.runs += left.runs;
        total.results += left.results;
        if (dryRun) break;
      } while (left.remainingRuns > 0 && left.runs > 0);
      const found = dryRun ? { runs: left.remainingRuns, results: left.remainingResults } : total;
      if (json) output.stdout.write(formatJson({ completedBefore, dryRun, ...found }));
      else writeLine(output.stdout, describe(found, completedBefore, dryRun));
    }),
  );
}

function describe(
  { runs, results }: { runs: number; results: number },
  before: string,
  dryRun: boolean,
): string {
  const which = `${formatCounted(results, "result")} of ${formatCounted(runs, "run")} completed before ${before}`;
  return dryRun ? `would remove the texts of ${which}` : `removed the texts of ${which}`;
}

const pruneHelp = `
Questions, expected answers, answers, reasons, transcripts and messages of errors go for good, also those that a run held before
it was replaced. Scores, verdicts, metrics, latencies and costs stay: the board, comparisons and gates say what they said.
Broken off, it goes on where the same command is given again. Make a backup first: evalboard backup FILE
`;
