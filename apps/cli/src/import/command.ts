import type { OnDifference, RecordingClient, RetryOptions } from "@evalboard/client";
import { ImportError, ImportOptions, type SourceFile, type SurveyOptions } from "@evalboard/importers";
import { formats } from "@evalboard/importers/formats";
import { Command, Option } from "commander";
import { z } from "zod";
import { addServerOption, type CommandDeps, ExitCode, parserOf, type ServerFlags } from "../command.ts";
import type { Env } from "../env.ts";
import { teach } from "../help.ts";
import { formatJson, writeLines } from "../output.ts";
import { addTag } from "../tags.ts";
import { askDataset, type Prompts } from "./ask-map.ts";
import { importFiles } from "./import-files.ts";
import { addMapOptions, createFileReader, type FileReader, type MapFlags } from "./map-options.ts";
import { type Progress, showProgress } from "./progress.ts";
import { findFiles, type FoundFile, readSource, UnreadableFile } from "./read-source.ts";
import { countRuns, describeFaults, describeReports, type FileReport, isIn } from "./report.ts";

interface ImportCommandDeps extends CommandDeps<RecordingClient> {
  /** Left out where nobody sits at a terminal. */
  readonly prompts?: Prompts | undefined;
}

/** `evalboard import PATH…` */
export function importCommand(deps: ImportCommandDeps): Command {
  const { env, output, clientAt, exitWith, prompts } = deps;
  const command = new Command("import")
    .description("send the runs in result files of evaluation tools to the board")
    .argument("<path...>", "result files, folders of them, or patterns such as 'runs/**/*.json'")
    .option("--json", "print one JSON document");
  return teach(addImportOptions(command, env), lesson).action(
    async (paths: string[], { url, json, ...flags }: ImportFlags & { readonly json?: true }) => {
      const progress = showProgress(output, json);
      const asking = prompts && beside(progress, prompts);
      const reader = await readerOf(command, flags, { callerDir: env.callerDir, output, prompts: asking });
      const { files, faults } = await findAll(paths, env.callerDir);
      const imported = await importFiles(files, surveyOptions(flags), {
        client: clientAt(url),
        serverUrl: url,
        read: ({ path }) => readSource(path, env.callerDir),
        survey: reader.survey,
        askDataset: asking && ((file, dataset) => askDataset(asking, file, dataset)),
        progress,
        onDifference: onDifference(flags),
      });
      const reports = [...faults, ...imported];
      writeLines(output.stderr, describeFaults(reports));
      if (json) output.stdout.write(formatJson(summaryOf(reports)));
      else writeLines(output.stdout, describeReports(reports));
      exitWith(reports.every(isIn) ? ExitCode.done : ExitCode.failed);
    },
  );
}

/** Questions for whose time the bar is taken away. */
function beside(progress: Progress, prompts: Prompts): Prompts {
  return {
    choose: (...question) => (progress.fileDone(), prompts.choose(...question)),
    write: (...question) => (progress.fileDone(), prompts.write(...question)),
  };
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

const lesson = {
  about: `
One file becomes one run per model and prompt. Importing a file again changes no result: what was there already takes the
label and the tags that are said now, and scores that it lacked. Where it holds something else, that is said, and --replace or
--as-new say what becomes of it. After an interruption the same command goes on.`,
  examples: [
    ["evalboard import results.json", "of promptfoo, Inspect AI, lm-eval …"],
    ["evalboard import runs/ --label main", "all of a folder, with a label"],
    ["evalboard import scores.csv --save-map map.json", "any columns: asks what they are"],
  ],
  exitCodes: `
  0    every run of every file is on the server
  1    some are not, or hold something else there: standard error says which and why
  2    wrong usage; nothing was sent
  130  interrupted; the same command goes on from there`,
  page: "docs/importing.md",
} as const;

function summaryOf(files: readonly FileReport[]) {
  const failedFiles = files.filter((file) => !isIn(file)).length;
  return { ...countRuns(files.flatMap(({ runs }) => runs)), failedFiles, files };
}

/** What reads the files as the options say; a map file that is none is wrong usage. */
export async function readerOf(
  command: Command,
  flags: Omit<ImportFlags, "url">,
  deps: Parameters<typeof createFileReader>[2],
): Promise<FileReader> {
  try {
    return await createFileReader(flags, surveyOptions(flags), deps);
  } catch (error) {
    if (error instanceof ImportError) command.error(`error: ${error.message}`);
    throw error;
  }
}

/** What an import works with. */
export interface ImportDeps {
  readonly client: RecordingClient;
  /** For links to the runs' pages. */
  readonly serverUrl: string;
  /** Throws `UnreadableFile`. */
  readonly read: (file: FoundFile) => Promise<SourceFile>;
  /** Default: as the options say, without a map. */
  readonly survey?: FileReader["survey"];
  /** Asks what the dataset of a file is called whose guessed name is another's. Left out where nobody sits at a terminal. */
  readonly askDataset?: ((file: string, guessed: string) => Promise<string>) | undefined;
  readonly progress: Progress;
  readonly retries?: RetryOptions;
  /** Of a run that is there already and holds something else. */
  readonly onDifference: OnDifference;
}

/** What the options of importing give. */
export interface ImportFlags extends Omit<SurveyOptions, "tags" | "map">, MapFlags, ServerFlags {
  readonly tag?: SurveyOptions["tags"];
  readonly replace?: true;
  readonly asNew?: true;
}

/** What the options say of runs that are there and hold something else. */
export function onDifference({ replace, asNew }: Pick<ImportFlags, "replace" | "asNew">): OnDifference {
  if (replace) return "replace";
  return asNew ? "as new" : "report";
}

/** What the options say of a file; each `--tag` is one of its tags. */
export function surveyOptions(flags: Omit<ImportFlags, "url">): SurveyOptions {
  const {
    tag,
    map: _,
    records: _at,
    latencyUnit: _unit,
    decimalComma: _comma,
    exactMatch: _match,
    mapFile: _file,
    saveMap: _kept,
    replace: _replace,
    asNew: _asNew,
    ...options
  } = flags;
  return { ...options, tags: tag };
}

const { label, dataset, prompt, model, scorer, filter, metric } = ImportOptions.shape;

const PassMark = z
  .string()
  .regex(/^\s*(?:\d+\.?\d*|\.\d+)\s*$/, "must be a number from 0 to 1, such as 0.7")
  .transform(Number)
  .pipe(z.number().max(1, "must be a number from 0 to 1, such as 0.7"));

/** The options of every command that imports. */
export function addImportOptions(command: Command, env: Env): Command {
  return addMapOptions(addServerOption(command, env))
    .addOption(new Option("--format <name>", "the format, where it is not to be guessed").choices(formats))
    .option("--dataset <name>", "the dataset, instead of what the file says or is called", parserOf(dataset))
    .option("--prompt <name>", "the prompt, instead of the dataset's name", parserOf(prompt))
    .option("--model <provider/name>", "the model, for files that name none", parserOf(model))
    .option(
      "--label <name>",
      "what to call runs of this kind, such as main: `gate` compares with it",
      parserOf(label),
    )
    .addOption(
      new Option(
        "--tag <name=value>",
        "a tag of every run, before those of the file; may be said again",
      ).argParser(addTag),
    )
    .option(
      "--pass-mark <score>",
      "from this score on a result passes where its tool gave no verdict (default: 0.5)",
      parserOf(PassMark),
    )
    .option("--scorer <name>", "which of several scorers' scores to take", parserOf(scorer))
    .option("--filter <name>", "which of several filters' answers to take", parserOf(filter))
    .option("--metric <name>", "which of several metrics to take", parserOf(metric))
    .option("--unfinished", "take an evaluation that was killed before it ended as a failed run")
    .option("--as-full", "count a run that was asked fewer items than there are as one of all")
    .addOption(
      new Option(
        "--replace",
        "replace runs that are there and hold something else; what they held is kept",
      ).conflicts("asNew"),
    )
    .option("--as-new", "import runs that are there and hold something else as new ones");
}
