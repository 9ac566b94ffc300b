import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  type ListResults,
  type ResultPage,
  type ResultRow,
  type RunDetail,
  RunId,
} from "@evalboard/contract";
import { showHidden } from "@evalboard/format";
import { toCsv, toJsonl } from "@evalboard/importers";
import { Command, Option } from "commander";
import { z } from "zod";
import { addServerOption, attempt, type CommandDeps, parserOf, type ServerFlags } from "./command.ts";
import { teach } from "./help.ts";
import { writeFileWhole } from "./output.ts";

const Format = z.enum(["jsonl", "csv", "json"]);

interface Flags extends ServerFlags {
  readonly format: string;
  readonly output?: string;
}

/** `evalboard export RUN_ID` */
export function exportCommand(deps: CommandDeps<ReadingClient>): Command {
  const { env, output, clientAt } = deps;
  const command = new Command("export")
    .description(
      "write a run and its results, as `import` reads them again (jsonl, csv) or as one JSON document",
    )
    .argument("<run-id>", "the id in the address of the run's page", parserOf(RunId.shape.runId))
    .addOption(new Option("--format <name>", "how").choices(Format.options).default("jsonl"))
    .option("-o, --output <file>", "the file to write, instead of standard output");
  return teach(addServerOption(command, env), lesson).action(
    (runId: string, { url, format, output: path }: Flags) =>
      attempt(deps, { url }, async () => {
        const pieces = exportRun(clientAt(url), runId, Format.parse(format));
        const isRead = path === undefined && output.stdout.isTTY === true;
        const shown = isRead ? printed(pieces) : pieces;
        if (path === undefined) await pipeline(Readable.from(shown), output.stdout, { end: false });
        else await writeFileWhole(resolve(env.callerDir, path), pieces);
      }),
  );
}

const lesson = {
  examples: [
    ["evalboard export 0199a6c0-… -o run.jsonl", "to a file that `import` reads again"],
    ["evalboard export 0199a6c0-… --format csv -o run.csv", "for a spreadsheet"],
    ["evalboard export 0199a6c0-… --format json | jq '.results[].score'", "one JSON document"],
  ],
  page: "docs/importing.md",
} as const;

/** For eyes and not for a file: what models wrote moves no terminal. */
async function* printed(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) yield showHidden(piece);
}

/** What exporting needs of a client. */
export interface ReadingClient {
  readonly runs: {
    readonly get: { query(input: { runId: string }): Promise<RunDetail> };
    readonly results: { query(input: ListResults): Promise<ResultPage> };
  };
}

const PAGE = 200;

/** A run and its results as text, in pieces, read page by page. */
async function* exportRun(
  { runs }: ReadingClient,
  runId: string,
  format: "jsonl" | "csv" | "json",
): AsyncGenerator<string> {
  const run = await runs.get.query({ runId });
  const pages = readPages(runs, runId);
  if (format === "json") yield* toJson(run, pages);
  else yield* format === "csv" ? toCsv(run, pages) : toJsonl(run, pages);
}

async function* readPages(runs: ReadingClient["runs"], runId: string): AsyncGenerator<ResultRow[]> {
  let cursor: ResultPage["nextCursor"] = null;
  do {
    const page: ResultPage = await runs.results.query({ runId, limit: PAGE, cursor, whole: true });
    yield page.results;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

async function* toJson(run: RunDetail, pages: AsyncIterable<readonly ResultRow[]>): AsyncGenerator<string> {
  yield `{"run":${JSON.stringify(run)},"results":[`;
  let separator = "\n";
  for await (const page of pages) {
    for (const result of page) {
      yield separator + JSON.stringify(result);
      separator = ",\n";
    }
  }
  yield "\n]}\n";
}
