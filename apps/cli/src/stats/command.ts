import { styleText } from "node:util";
import {
  type DifferingTag,
  Period,
  type RunFilter,
  type StatsQuery,
  type StatsReport,
} from "@evalboard/contract";
import { periods } from "@evalboard/contract/words";
import { formatDifferingTags } from "@evalboard/format";
import { Argument, Command } from "commander";
import { addServerOption, attempt, type CommandDeps, type ServerFlags } from "../command.ts";
import { teach } from "../help.ts";
import type { CatalogueClient } from "../names/find-subject.ts";
import { formatJson, type Output, printable, writeLine } from "../output.ts";
import { type BoardLine, boardLines } from "./lines.ts";
import { addNarrowingOptions, filterOf, type NarrowingFlags, wordNarrowing } from "./narrow.ts";

/** What the command needs of a client. */
export interface StatsClient extends CatalogueClient {
  readonly stats: { readonly get: { query(query: StatsQuery): Promise<StatsReport> } };
  readonly runs: CatalogueClient["runs"] & {
    readonly differingTags: { query(filter: RunFilter): Promise<DifferingTag[]> };
  };
}

interface Flags extends ServerFlags, NarrowingFlags {
  readonly json?: true;
  readonly from?: string;
  readonly to?: string;
}

/** `evalboard stats PERIOD` */
export function statsCommand(deps: CommandDeps<StatsClient>): Command {
  const { env, output, clientAt } = deps;
  const command = new Command("stats")
    .description("print the board, of all runs or of some")
    .addArgument(new Argument("[period]", "the time until now; 7d where nothing is said").choices(periods))
    .option("--json", "print the server's reply as it is");
  return teach(addServerOption(addNarrowingOptions(addRangeOptions(command)), env), lesson).action(
    async (said: string | undefined, { url, json, from, to, ...narrowing }: Flags) => {
      const period = periodOf(command, { said, from, to });
      await attempt(deps, { url }, async () => {
        const client = clientAt(url);
        const narrowedTo = wordNarrowing(narrowing);
        const query = narrowedTo === null ? period : { period, where: await filterOf(narrowing, client) };
        const report = await client.stats.get.query(query);
        if (report.stale) writeLine(output.stderr, "the server's database is away: these figures are old");
        if (json) {
          output.stdout.write(formatJson(report));
          return;
        }
        const { from: completedFrom, to: completedTo } = report.window;
        const averagedOver = formatDifferingTags(
          await client.runs.differingTags.query({ ...report.where, completedFrom, completedTo }),
        );
        const withBars = output.stdout.isTTY ?? false;
        writeBoard(boardLines(report, { narrowedTo, averagedOver, withBars }), output);
      });
    },
  );
}

const lesson = {
  examples: [
    ["evalboard stats 30d", "the board of the last 30 days"],
    ["evalboard stats 7d --label main --model openai/gpt-4o", "of some runs alone"],
    ["evalboard stats --from 2026-11-01 --to 2026-11-14", "of two weeks of November"],
    ["evalboard stats 7d --json | jq '.topModels[0]'", "for a program"],
  ],
  page: "docs/statistics.md",
} as const;

/** The two ends of a range, in the place of a period. */
export function addRangeOptions(command: Command): Command {
  return command
    .option("--from <day>", "instead of a period, from this day of the board's zone on; or from an instant")
    .option("--to <day>", "up to this day, itself included; or up to an instant");
}

interface SaidPeriod {
  readonly said: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The period that is meant; ends the command where it is none. */
export function periodOf(command: Command, { said, from, to }: SaidPeriod): Period {
  if (from === undefined && to === undefined) return Period.parse(said ?? "7d");
  if (from === undefined || to === undefined) {
    return command.error(
      "error: --from and --to must be said together, such as --from 2026-11-01 --to 2026-11-14",
    );
  }
  if (said !== undefined)
    return command.error(`error: ${said} must be left out where --from and --to are said`);
  const range = Period.safeParse(`${from}/${to}`);
  if (range.success) return range.data;
  const [issue] = range.error.issues;
  // What does not look like a range is none of the named periods either, and that is not what was meant.
  return command.error(`error: --from and --to ${issue?.code === "custom" ? issue.message : ends}`);
}

const ends = "must be days such as 2026-11-01, or instants with a zone such as 2026-11-23T09:00:00Z";

function writeBoard(lines: readonly BoardLine[], { stdout }: Output): void {
  for (const { text, isHeading } of lines) {
    const line = printable(text);
    // Leaves the text alone where nobody looks at it, or NO_COLOR is set.
    stdout.write(`${isHeading ? styleText("bold", line, { stream: stdout }) : line}\n`);
  }
}
