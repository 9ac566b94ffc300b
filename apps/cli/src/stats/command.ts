import { styleText } from "node:util";
import { Period, type StatsReport } from "@evalboard/contract";
import { periods } from "@evalboard/contract/words";
import { Argument, Command } from "commander";
import { addServerOption, attempt, type CommandDeps, type ServerFlags } from "../command.ts";
import { formatJson, type Output, printable, writeLine } from "../output.ts";
import { boardLines } from "./lines.ts";

/** What the command needs of a client. */
export interface StatsClient {
  readonly stats: { readonly get: { query(period: Period): Promise<StatsReport> } };
}

interface Flags extends ServerFlags {
  readonly json?: true;
}

/** `evalboard stats PERIOD` */
export function statsCommand(deps: CommandDeps<StatsClient>): Command {
  const { env, output, clientAt } = deps;
  const command = new Command("stats")
    .description("print the board")
    .addArgument(new Argument("[period]", "the time until now").choices(periods).default("7d"))
    .option("--json", "print the server's reply as it is");
  return addServerOption(command, env).action((period: string, { url, json }: Flags) =>
    attempt(deps, { url }, async () => {
      const report = await clientAt(url).stats.get.query(Period.parse(period));
      if (report.stale) writeLine(output.stderr, "the server's database is away: these figures are old");
      if (json) output.stdout.write(formatJson(report));
      else writeBoard(report, output);
    }),
  );
}

function writeBoard(report: StatsReport, { stdout }: Output): void {
  for (const { text, isHeading } of boardLines(report, stdout.isTTY ?? false)) {
    const line = printable(text);
    // Leaves the text alone where nobody looks at it, or NO_COLOR is set.
    stdout.write(`${isHeading ? styleText("bold", line, { stream: stdout }) : line}\n`);
  }
}
