import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  changeMap,
  type ColumnMap,
  guessMap,
  type ImportedFile,
  ImportError,
  type MapGuess,
  NeedsMap,
  parseMapping,
  parseScale,
  parseWords,
  readMap,
  saidIn,
  type SourceFile,
  surveyFile,
  type SurveyOptions,
  writeMap,
} from "@evalboard/importers";
import { latencyUnits } from "@evalboard/importers/fields";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type Output, writeLine } from "../output.ts";
import { askMap, type Prompts } from "./ask-map.ts";

/** What the options say of a file's columns. */
export interface MapFlags {
  readonly map?: ColumnMap["columns"];
  readonly records?: string;
  readonly latencyUnit?: ColumnMap["latencyUnit"];
  readonly decimalComma?: true;
  readonly exactMatch?: true;
  readonly mapFile?: string;
  readonly saveMap?: string;
}

/** A parser of commander that throws what the importers throw as wrong usage. */
function said<Value>(parse: (text: string) => Value): (text: string) => Value {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      if (error instanceof ImportError) throw new InvalidArgumentError(`It ${error.message}.`);
      throw error;
    }
  };
}

/** The options that say what the columns of a file are, and how its scores are read. */
export function addMapOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--map <field=column>",
        "which column is what, such as score=judge_score; may be said again (fields: item, input, output, expected, score, passed …)",
      ).argParser((text: string, before?: ColumnMap["columns"]) => {
        const [field, column] = said(parseMapping)(text);
        return { ...before, [field]: column };
      }),
    )
    .option("--records <place>", "where the list of records stands in a JSON file, such as results.items")
    .option(
      "--scale <from..to>",
      "the least and the greatest that a score can be, such as 1..10",
      said(parseScale),
    )
    .option("--lower-is-better", "the least score is the best")
    .option(
      "--words <word=score,…>",
      "what words count as, such as right=1,left=0,both=0.5",
      said(parseWords),
    )
    .option(
      "--exact-match",
      "where no column is a score: an answer is right where it equals what was expected",
    )
    .addOption(
      new Option("--latency-unit <unit>", "the unit of latencies that say none").choices(
        Object.keys(latencyUnits),
      ),
    )
    .option("--decimal-comma", "a comma stands before fractions, and points between thousands")
    .option("--map-file <path>", "what --save-map wrote; nothing is asked then")
    .option("--save-map <path>", "keep what the columns are in a file for the next time, and for CI");
}

/** Reads files as the options say, and asks where that is not enough and somebody is there to be asked. */
export interface FileReader {
  /** `dataset` is what a person has said of this file alone. */
  readonly survey: (
    file: SourceFile,
    beside: readonly SourceFile[],
    dataset?: string,
  ) => Promise<ImportedFile>;
}

interface ReaderDeps {
  readonly callerDir: string;
  readonly output: Output;
  /** Left out where nobody sits at a terminal: then nothing is guessed. */
  readonly prompts?: Prompts | undefined;
}

/** What reads the files of one import. Throws `ImportError` where the map file is none. */
export async function createFileReader(
  { map: columns, records, latencyUnit, decimalComma, exactMatch, mapFile, saveMap }: MapFlags,
  saidOptions: SurveyOptions,
  { callerDir, output, prompts }: ReaderDeps,
): Promise<FileReader> {
  const fromFile = mapFile === undefined ? null : await loadMap(resolve(callerDir, mapFile), mapFile);
  const isSaid = columns !== undefined || fromFile !== null;
  const apart: Partial<ColumnMap> = {
    ...(records === undefined ? {} : { records }),
    ...(latencyUnit === undefined ? {} : { latencyUnit }),
    ...(decimalComma === undefined ? {} : { decimalComma }),
    ...(exactMatch === undefined ? {} : { exactMatch }),
  };
  const whole: ColumnMap = { ...fromFile, ...apart, columns: { ...fromFile?.columns, ...columns } };
  const [alone] = Object.keys(apart);
  if (alone !== undefined && !isSaid && !prompts)
    throw new ImportError(`${OPTIONS[alone] ?? alone} is a part of a map: say --map or --map-file too`);
  const asks = prompts !== undefined && fromFile === null;
  /** What a person has said of files with the same columns. */
  const answered = new Map<string, ColumnMap>();

  return {
    async survey(file, beside, dataset) {
      const options = dataset === undefined ? saidOptions : { ...saidOptions, dataset };
      try {
        const map = isSaid ? (asks ? ("ask" as const) : whole) : undefined;
        const read = await surveyFile(file, { ...options, map }, beside);
        if (read.format === "mapped") await save(whole);
        return read;
      } catch (error) {
        if (!(error instanceof NeedsMap) || !prompts || !asks) throw error;
        const guess = isSaid
          ? await guessMap(file, options, whole)
          : changeMap(error.guess, { ...error.guess.map, ...apart, ...saidIn(options) }, options);
        const key = signatureOf(error.guess);
        const map = answered.get(key) ?? (guess && (await askMap(file, guess, options, { prompts, output })));
        if (map === null) throw new ImportError("it is left out, as you said");
        answered.set(key, map);
        await save(map);
        return surveyFile(file, { ...options, map }, beside);
      }
    },
  };

  async function save(map: ColumnMap): Promise<void> {
    if (saveMap === undefined) return;
    await writeFile(resolve(callerDir, saveMap), writeMap({ ...map, ...saidIn(saidOptions) }));
    writeLine(output.stderr, `the map is kept in ${saveMap}: --map-file ${saveMap} uses it`);
  }
}

/** What options are called that say something of a map. */
const OPTIONS: Readonly<Record<string, string>> = {
  records: "--records",
  latencyUnit: "--latency-unit",
  decimalComma: "--decimal-comma",
  exactMatch: "--exact-match",
};

async function loadMap(path: string, shown: string): Promise<ColumnMap> {
  try {
    return readMap(await readFile(path, "utf8"));
  } catch (cause) {
    const why = cause instanceof ImportError ? cause.message : "it cannot be read";
    throw new ImportError(`--map-file ${shown}: ${why}`, { cause });
  }
}

const signatureOf = ({ columns }: MapGuess) => JSON.stringify(columns.map(({ name }) => name).toSorted());
