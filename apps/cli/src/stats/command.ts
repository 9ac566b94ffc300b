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
}

/** `evalboard stats PERIOD` */
export function statsCommand(deps: CommandDeps<StatsClient>): Command {
  const { env, output, clientAt } = deps;
  const command = new Command("stats")
    .description("print the board, of all runs or of some")
    .addArgument(new Argument("[period]", "the time until now").choices(periods).default("7d"))
    .option("--json", "print the server's reply as it is");
  return addServerOption(addNarrowingOptions(command), env).action(
    (said: string, { url, json, ...narrowing }: Flags) =>
      attempt(deps, { url }, async () => {
        const period = Period.parse(said);
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
      }),
  );
}

function writeBoard(lines: readonly BoardLine[], { stdout }: Output): void {
  for (const { text, isHeading } of lines) {
    const line = printable(text);
    // Leaves the text alone where nobody looks at it, or NO_COLOR is set.
    stdout.write(`${isHeading ? styleText("bold", line, { stream: stdout }) : line}\n`);
  }
}
