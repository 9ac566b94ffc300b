import { resolve } from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { RunId } from "@evalboard/contract";
import { Command, Option } from "commander";
import { z } from "zod";
import { type Env, ServerUrl } from "../env.ts";
import { ExitCode } from "../exit-code.ts";
import { type Output, writeLine } from "../output.ts";
import { parserOf } from "../parser-of.ts";
import { serverFault } from "../server-fault.ts";
import { isOfFiles, writeFileWhole } from "../write-file-whole.ts";
import { exportRun, type ReadingClient } from "./export-run.ts";

/** What the command works with. */
export interface ExportCommandDeps {
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
