import { resolve } from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  type ListResults,
  type ResultPage,
  type ResultRow,
  type RunDetail,
  RunId,
} from "@evalboard/contract";
import { toCsv, toJsonl } from "@evalboard/importers";
import { Command, Option } from "commander";
import { z } from "zod";
import { type Env, ServerUrl } from "./env.ts";
import { ExitCode, parserOf, serverFault } from "./faults.ts";
import { type Output, writeLine } from "./output.ts";
import { isOfFiles, writeFileWhole } from "./write-file-whole.ts";

/** What the command works with. */
interface ExportCommandDeps {
  readonly env: Env;
  readonly output: Output;
  readonly readerAt: (serverUrl: string) => ReadingClient;
  readonly exitWith: (code: number) => void;
}

const Format = z.enum(["jsonl", "csv", "json"]);

interface Flags {
  readonly url: string;
  readonly format: string;
  readonly output?: string;
}

/** `evalboard export RUN_ID` */
export function exportCommand({ env, output, readerAt, exitWith }: ExportCommandDeps): Command {
  return new Command("export")
    .description(
      "write a run and its results, as `import` reads them again (jsonl, csv) or as one JSON document",
    )
    .argument("<run-id>", "the id in the address of the run's page", parserOf(RunId.shape.runId))
    .addOption(new Option("--format <name>", "how").choices(Format.options).default("jsonl"))
    .option("-o, --output <file>", "the file to write, instead of standard output")
    .option("--url <address>", "the server (or set EVALBOARD_URL)", parserOf(ServerUrl), env.serverUrl)
    .action(async (runId: string, { url, format, output: path }: Flags) => {
      try {
        const pieces = exportRun(readerAt(url), runId, Format.parse(format));
        if (path === undefined) await writeTo(output.stdout, pieces);
        else await writeFileWhole(resolve(env.callerDir, path), pieces);
      } catch (error) {
        writeLine(output.stderr, isOfFiles(error) ? error.message : serverFault(error, url).message);
        exitWith(ExitCode.failed);
      }
    });
}

async function writeTo(stream: Writable, pieces: AsyncIterable<string>): Promise<void> {
  await pipeline(Readable.from(pieces), stream, { end: false });
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
