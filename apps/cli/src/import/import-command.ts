import { ImportOptions } from "@evalboard/importers";
import { Command, InvalidArgumentError } from "commander";
import type { z } from "zod";
import { ServerUrl, type Env } from "../env.ts";
import { ExitCode } from "../exit-code.ts";
import { writeLine, type Output } from "../output.ts";
import { countRuns, describeFaults, describeReports } from "./describe-reports.ts";
import { importFiles } from "./import-files.ts";
import { readSource } from "./read-source.ts";
import type { Recorder } from "./recorder.ts";
import { isIn, type FileReport } from "./report.ts";
import { showProgress } from "./show-progress.ts";

/** What the command works with. */
export interface ImportCommandDeps {
  readonly env: Env;
  readonly output: Output;
  readonly recorderAt: (serverUrl: string) => Recorder;
  readonly exitWith: (code: number) => void;
}

interface Flags extends ImportOptions {
  readonly url: string;
  readonly json?: true;
}

/** `evalboard import FILE…` */
export function importCommand({ env, output, recorderAt, exitWith }: ImportCommandDeps): Command {
  return new Command("import")
    .description("send the runs in result files of evaluation tools to the board")
    .argument("<file...>", "results of promptfoo: `promptfoo eval -o results.json`")
    .option("--url <address>", "the server (or set EVALBOARD_URL)", parserOf(ServerUrl), env.serverUrl)
    .option(
      "--dataset <name>",
      "the dataset, instead of the suite's description or the file's name",
      parserOf(ImportOptions.shape.dataset),
    )
    .option(
      "--prompt <name>",
      "the prompt, instead of the dataset's name",
      parserOf(ImportOptions.shape.prompt),
    )
    .option("--json", "print one JSON document")
    .addHelpText("after", help)
    .action(async (files: string[], { url, json, dataset, prompt }: Flags) => {
      const reports = await importFiles(
        files,
        { dataset, prompt },
        {
          recorder: recorderAt(url),
          serverUrl: url,
          read: (file) => readSource(file, env.callerDir),
          progress: showProgress(output, json),
        },
      );
      for (const line of describeFaults(reports)) writeLine(output.stderr, line);
      if (json) output.stdout.write(`${JSON.stringify(summaryOf(reports), null, 2)}\n`);
      else for (const line of describeReports(reports)) writeLine(output.stdout, line);
      exitWith(reports.every(isIn) ? ExitCode.allIn : ExitCode.someFailed);
    });
}

const help = `
One file becomes one run per model and prompt. Importing a file again changes nothing; after an interruption it goes on.

Exit codes:
  0    every run of every file is on the server
  1    some are not: standard error says which and why
  2    wrong usage; nothing was sent
  130  interrupted; the same command goes on from there`;

function summaryOf(files: readonly FileReport[]) {
  const failedFiles = files.filter((file) => !isIn(file)).length;
  return { ...countRuns(files.flatMap(({ runs }) => runs)), failedFiles, files };
}

function parserOf<Value>(schema: z.ZodType<Value>): (text: string) => Value {
  return (text) => {
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    throw new InvalidArgumentError(`It ${parsed.error.issues.map(({ message }) => message).join(", ")}.`);
  };
}
