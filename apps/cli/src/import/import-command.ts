import type { RecordingClient } from "@evalboard/client";
import { Command } from "commander";
import type { Env } from "../env.ts";
import { ExitCode } from "../exit-code.ts";
import { writeLine, type Output } from "../output.ts";
import { countRuns, describeFaults, describeReports } from "./describe-reports.ts";
import { findFiles, type FoundFile } from "./find-files.ts";
import { addImportOptions, type ImportFlags } from "./import-options.ts";
import { importFiles } from "./import-files.ts";
import { readSource, UnreadableFile } from "./read-source.ts";
import { isIn, type FileReport } from "./report.ts";
import { showProgress } from "./show-progress.ts";

/** What the command works with. */
export interface ImportCommandDeps {
  readonly env: Env;
  readonly output: Output;
  readonly clientAt: (serverUrl: string) => RecordingClient;
  readonly exitWith: (code: number) => void;
}

/** `evalboard import PATH…` */
export function importCommand({ env, output, clientAt, exitWith }: ImportCommandDeps): Command {
  const command = new Command("import")
    .description("send the runs in result files of evaluation tools to the board")
    .argument("<path...>", "result files, folders of them, or patterns such as 'runs/**/*.json'")
    .option("--json", "print one JSON document")
    .addHelpText("after", help);
  return addImportOptions(command, env).action(
    async (paths: string[], { url, json, ...options }: ImportFlags & { readonly json?: true }) => {
      const { files, faults } = await findAll(paths, env.callerDir);
      const imported = await importFiles(files, options, {
        client: clientAt(url),
        serverUrl: url,
        read: ({ path }) => readSource(path, env.callerDir),
        progress: showProgress(output, json),
      });
      const reports = [...faults, ...imported];
      for (const line of describeFaults(reports)) writeLine(output.stderr, line);
      if (json) output.stdout.write(`${JSON.stringify(summaryOf(reports), null, 2)}\n`);
      else for (const line of describeReports(reports)) writeLine(output.stdout, line);
      exitWith(reports.every(isIn) ? ExitCode.done : ExitCode.failed);
    },
  );
}

/** The files that paths mean; one that means none is reported like a file that failed. */
async function findAll(
  paths: readonly string[],
  callerDir: string,
): Promise<{ files: FoundFile[]; faults: FileReport[] }> {
  const files: FoundFile[] = [];
  const faults: FileReport[] = [];
  for (const file of paths) {
    try {
      files.push(...(await findFiles(file, callerDir)));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      faults.push({ file, format: null, runs: [], warnings: [], error: error.message, serverAway: false });
    }
  }
  return { files, faults };
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
