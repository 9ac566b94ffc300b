import { MAX_TAGS } from "@evalboard/contract/words";
import { checkRuns } from "./check.ts";
import { deepeval } from "./deepeval/deepeval.ts";
import { evalite } from "./evalite/evalite.ts";
import { type Format, formats, knownFormats } from "./formats.ts";
import { describeHead, HEAD_BYTES, knownOther, readHead } from "./head.ts";
import { helm } from "./helm/helm.ts";
import {
  type FileHead,
  type ImportedFile,
  type ImportedRun,
  type Importer,
  ImportError,
  type ImportOptions,
  NotResults,
  type SourceFile,
} from "./importer.ts";
import { inspect, inspectJson } from "./inspect/inspect.ts";
import { readJson } from "./json.ts";
import { lighteval } from "./lighteval/lighteval.ts";
import { lmEval } from "./lm-eval/lm-eval.ts";
import type { ColumnMap } from "./mapped/map.ts";
import { surveyMapped } from "./mapped/mapped.ts";
import { guessMap, NeedsMap } from "./mapped/needs-map.ts";
import { langfuseScores } from "./mapped/presets.ts";
import { toName } from "./names.ts";
import { openaiEvals } from "./openai-evals/openai-evals.ts";
import { csv } from "./plain/csv.ts";
import { jsonl } from "./plain/jsonl.ts";
import { tagsBeyond } from "./tags.ts";
import { otherOutput, promptfoo, promptfooJsonl } from "./promptfoo/promptfoo.ts";

const importers: Readonly<Record<Exclude<Format, "mapped">, Importer>> = {
  promptfoo,
  "promptfoo-jsonl": promptfooJsonl,
  inspect,
  "inspect-json": inspectJson,
  lighteval,
  "lm-eval": lmEval,
  evalite,
  deepeval,
  "openai-evals": openaiEvals,
  helm,
  jsonl,
  csv,
};

/** Files that are known and of no use: each says what to ask for instead, or null of others. */
const ofNoUse: readonly ((head: FileHead) => string | null)[] = [otherOutput, langfuseScores];

/** What a person says about a file, its format where it is not to be guessed, and what its columns are. */
export interface SurveyOptions extends ImportOptions {
  readonly format?: string | undefined;
  /** For files of no known tool; `ask` where a person is to be asked, also of files in our own format: `NeedsMap` is thrown then. */
  readonly map?: ColumnMap | "ask" | undefined;
}

/**
 * Reads a file of any known tool and says what is in it; nothing of it is kept. `beside` are the other files of the
 * same import. Throws `ImportError` where it is of no known tool or something in it is wrong: then none of it can be used.
 */
export async function surveyFile(
  file: SourceFile,
  { format: saidFormat, map, label, tags, passMark, ...options }: SurveyOptions = {},
  beside: readonly SourceFile[] = [],
): Promise<ImportedFile> {
  if (file.blob.size === 0) throw new ImportError("the file is empty");
  try {
    const format = saidFormat === undefined ? await recognise(file, map) : formatNamed(saidFormat);
    const { warnings, ...surveyed } =
      format === "mapped"
        ? await surveyMapped(file, typeof map === "object" ? map : await guessed(file, options), options)
        : await importers[format].survey(file, options, beside);
    const said = { label, tags, passMark };
    const runs = surveyed.runs.map((run) => described(said, comingFrom(file, run)));
    checkRuns(runs);
    const left = surveyed.runs.flatMap(({ start }, index) =>
      Object.keys(start.tags ?? {}).filter((name) => !Object.hasOwn(runs[index]?.start.tags ?? {}, name)),
    );
    const unused =
      typeof map === "object" && format !== "mapped"
        ? [
            `the map is not used, for it is a file of ${toolOf(format)}'s; --format mapped reads it by the map`,
          ]
        : [];
    return {
      ...surveyed,
      format,
      runs,
      warnings: [...unused, ...warnings, ...tagsBeyond([...new Set(left)])],
    };
  } catch (cause) {
    // The engine's own stack ended: only a file made to do that nests so deeply.
    if (cause instanceof RangeError) throw new ImportError("the file nests too deeply", { cause });
    throw cause;
  }
}

/** A run that does not say which file it comes from comes from this one. */
function comingFrom({ name }: SourceFile, run: ImportedRun): ImportedRun {
  const sourceFile = toName(name.split(/[\\/]/).at(-1) ?? "");
  return sourceFile === "" ? run : { ...run, start: { sourceFile, ...run.start } };
}

/** The person's word comes before the file's: of its tags those that there is room for beside the person's. */
function described(
  { label, tags, passMark }: Pick<SurveyOptions, "label" | "tags" | "passMark">,
  run: ImportedRun,
): ImportedRun {
  const { tags: found, ...start } = run.start;
  const all = Object.entries({ ...tags, ...found, ...tags }).slice(0, MAX_TAGS);
  return {
    ...run,
    start: {
      ...start,
      ...(label === undefined ? {} : { label }),
      ...(all.length === 0 ? {} : { tags: Object.fromEntries(all) }),
      ...(passMark === undefined ? {} : { passMark }),
    },
  };
}

/** The format of a file; what is of no known tool, or of ours with columns that a map names, is read by the map. */
async function recognise(file: SourceFile, map: SurveyOptions["map"]): Promise<Format> {
  const head = await readHead(file);
  const format = knownFormats
    .map((known) => known.format)
    .filter(isOfTool)
    .find((candidate) => importers[candidate].recognises(head));
  if (format && !(map && OWN.has(format))) return format;
  if (typeof map === "object") return "mapped";
  for (const known of ofNoUse) {
    const advice = known(head);
    if (advice !== null) throw new ImportError(advice);
  }
  const guess = knownOther(head) === null ? await guessMap(file) : null;
  if (guess) throw new NeedsMap(file, guess);
  // What is no JSON at all is told by where it is broken, as far as the whole of it is known.
  if (/^\s*[{[]/.test(head.text) && head.bytes.length < HEAD_BYTES) readJson(head.text);
  const asks = knownFormats.map((known) => known.asks).join(" or ");
  throw new NotResults(`it looks like ${describeHead(head)}; what can be imported is what ${asks} writes`);
}

const OWN: ReadonlySet<Format> = new Set<Format>(["csv", "jsonl"]);
const isOfTool = (format: Format): format is Exclude<Format, "mapped"> => format !== "mapped";

async function guessed(file: SourceFile, options: ImportOptions): Promise<never> {
  const guess = await guessMap(file, options);
  if (guess) throw new NeedsMap(file, guess);
  throw new NotResults("it holds no list of records");
}

const toolOf = (format: Format) => knownFormats.find((known) => known.format === format)?.tool ?? format;

function formatNamed(name: string): Format {
  const format = formats.find((candidate) => candidate === name);
  if (format) return format;
  throw new ImportError(`there is no format ${JSON.stringify(name)}; there are ${formats.join(", ")}`);
}
