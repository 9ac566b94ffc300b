import { styleText } from "node:util";
import { Period, type StatsReport } from "@evalboard/contract";
import { Argument, Command } from "commander";
import { type Env, ServerUrl } from "../env.ts";
import { ExitCode, parserOf, serverFault } from "../faults.ts";
import { type Output, printable, writeLine } from "../output.ts";
import { boardLines } from "./lines.ts";

/** What the command needs of a client. */
export interface StatsClient {
  readonly stats: { readonly get: { query(period: Period): Promise<StatsReport> } };
}

/** What the command works with. */
interface StatsCommandDeps {
  readonly env: Env;
  readonly output: Output;
  readonly statsAt: (serverUrl: string) => StatsClient;
  readonly exitWith: (code: number) => void;
}

interface Flags {
  readonly url: string;
  readonly json?: true;
}

/** `evalboard stats PERIOD` */
export function statsCommand({ env, output, statsAt, exitWith }: StatsCommandDeps): Command {
  return new Command("stats")
    .description("print the board")
    .addArgument(new Argument("[period]", "the time until now").choices(Period.options).default("7d"))
    .option("--json", "print the server's reply as it is")
    .option("--url <address>", "the server (or set EVALBOARD_URL)", parserOf(ServerUrl), env.serverUrl)
    .action(async (period: string, { url, json }: Flags) => {
      try {
        const report = await statsAt(url).stats.get.query(Period.parse(period));
        if (report.stale) writeLine(output.stderr, "the server's database is away: these figures are old");
        if (json) output.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
        else writeBoard(report, output);
      } catch (error) {
        writeLine(output.stderr, serverFault(error, url).message);
        exitWith(ExitCode.failed);
      }
    });
}

function writeBoard(report: StatsReport, { stdout }: Output): void {
  for (const { text, isHeading } of boardLines(report, stdout.isTTY ?? false)) {
    const line = printable(text);
    // Leaves the text alone where nobody looks at it, or NO_COLOR is set.
    stdout.write(`${isHeading ? styleText("bold", line, { stream: stdout }) : line}\n`);
  }
}
