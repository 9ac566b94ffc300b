import { resolve } from "node:path";
import type { LatencyByModel, StatsQuery } from "@evalboard/contract";
import { periods } from "@evalboard/contract/words";
import { formatCounted, formatDifferingTags, formatInstant } from "@evalboard/format";
import { Command, Option } from "commander";
import { addServerOption, attempt, type CommandDeps, parserOf, type ServerFlags } from "../command.ts";
import { ServerUrl } from "../env.ts";
import { type Example, teach } from "../help.ts";
import { formatJson, writeFileWhole, writeLine } from "../output.ts";
import { addRangeOptions, periodOf, type StatsClient } from "../stats/command.ts";
import { boardLines } from "../stats/lines.ts";
import { addNarrowingOptions, filterOf, type NarrowingFlags, wordNarrowing } from "../stats/narrow.ts";
import { fillPage } from "./page.ts";

/** What a report needs of a client. */
export interface ReportClient extends StatsClient {
  readonly stats: StatsClient["stats"] & {
    readonly latencyByModel: { query(question: StatsQuery): Promise<LatencyByModel> };
  };
}

interface ReportDeps extends CommandDeps<ReportClient> {
  /** The page that a copy of a board is written into, as `apps/web` builds it. */
  readonly reportPage: () => Promise<string>;
}

interface Flags extends ServerFlags, NarrowingFlags {
  readonly out: string;
  readonly period?: string;
  readonly from?: string;
  readonly to?: string;
  /** An address, false where there is to be none; what is not said goes by the server's own. */
  readonly link?: string | false;
  readonly json?: true;
}

const examples: readonly Example[] = [
  ["evalboard report --out board.html", "the last 7 days, to mail or to attach"],
  ["evalboard report --out board.html --period 30d --label main", "30 days of one team's runs"],
  ["evalboard report --out november.html --from 2026-11-01 --to 2026-11-30", "a month, by its days"],
  ["evalboard report --out board.html --link https://board.example", "names lead to the board itself"],
];

const about = `
The file is the page itself, with its charts and all that they are drawn of: it opens in a browser from any disk and asks nobody
for anything. It holds the figures of the board and the names on it, no answers of models, and no key. It says what
time it is of and that it is a copy. Its links lead to the server where that is not of this machine alone.`;

const exitCodes = `
  0    the file is written
  1    it is not: standard error says why; what was there before is as it was
  2    wrong usage`;

/** `evalboard report --out FILE` */
export function reportCommand(deps: ReportDeps): Command {
  const { env, output, clientAt } = deps;
  const command = new Command("report")
    .description("write the board to one file that anybody can open, without a server")
    .requiredOption("--out <file>", "the file to write, such as board.html; - is standard output")
    .addOption(
      new Option("--period <period>", "the time until now; 7d where nothing is said").choices(periods),
    )
    .option("--link <address>", "where its readers find the board itself", parserOf(ServerUrl))
    .option("--no-link", "lead nowhere")
    .option("--json", "print what was written as one JSON document");
  addServerOption(addNarrowingOptions(addRangeOptions(command)), env);
  return teach(command, { about, examples, exitCodes, page: "docs/terminal.md" }).action(
    async (flags: Flags) => {
      const { url, out, json, from, to, period: said, ...narrowing } = flags;
      const period = periodOf(command, { said, from, to });
      await attempt(deps, { url: flags.url, before: "no report was written: " }, async () => {
        const client = clientAt(url);
        const narrowedTo = wordNarrowing(narrowing);
        const query = narrowedTo === null ? period : { period, where: await filterOf(narrowing, client) };
        const [report, latencyByModel] = await Promise.all([
          client.stats.get.query(query),
          client.stats.latencyByModel.query(query),
        ]);
        const { from: completedFrom, to: completedTo } = report.window;
        const differing = await client.runs.differingTags.query({
          ...report.where,
          completedFrom,
          completedTo,
        });
        const averagedOver = formatDifferingTags(differing);
        const copy = { report, latencyByModel, narrowedTo, averagedOver, live: liveOf(flags) };
        const lines = boardLines(report, { narrowedTo, averagedOver, withBars: false });
        const text = lines.map((line) => line.text).join("\n");
        const page = fillPage(await deps.reportPage(), copy, text);
        if (report.stale) writeLine(output.stderr, "the server's database is away: these figures are old");
        if (out === "-") {
          output.stdout.write(page);
          return;
        }
        await writeFileWhole(resolve(env.callerDir, out), [page]);
        const { timeZone, generatedAt, summary } = report;
        const bytes = Buffer.byteLength(page);
        if (json) {
          const { runs, items } = summary;
          const document = {
            file: out,
            bytes,
            runs,
            items,
            from: completedFrom,
            to: completedTo,
            timeZone,
            generatedAt,
          };
          output.stdout.write(formatJson(document));
          return;
        }
        const size = `${Math.ceil(bytes / 1000)} kB`;
        const asOf = formatInstant(generatedAt, timeZone);
        writeLine(output.stdout, `${out}: ${formatCounted(summary.runs, "run")}, as of ${asOf}, ${size}`);
      });
    },
  );
}

/** Nobody else reaches what listens on this machine alone. */
function liveOf({ link, url }: Pick<Flags, "link" | "url">): string | null {
  if (link === false) return null;
  const address = new URL(link ?? url);
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(address.hostname);
  // Who asks may be in the address; who reads it must not be told.
  [address.username, address.password, address.hash, address.search] = ["", "", "", ""];
  return link === undefined && isLocal ? null : address.href;
}
