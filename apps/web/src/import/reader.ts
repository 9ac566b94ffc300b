import { type AppRouter, recordRuns, type RunsToRecord } from "@evalboard/client";
import { batchLink } from "@evalboard/client/link";
import type { ColumnMap, ImportedFile, ImportOptions, MapGuess, SourceFile } from "@evalboard/importers";
import { createTRPCClient } from "@trpc/client";
import { loadImporters } from "../kit/importers.ts";
import { createMapper, fittingMap, type GivenMap, keptFor } from "./mapping.ts";
import { optionsOf } from "./said.ts";
import type { FoundRun, FromWorker, Settled, Survey, ToWorker } from "./state.ts";

/** What the page asks for, by its type. */
type Asked<Type extends ToWorker["type"]> = Omit<Extract<ToWorker, { readonly type: Type }>, "type">;

/** Surveys files and sends what they hold, telling how far it is. */
interface RunFileReader {
  survey(asked: Asked<"survey">): Promise<void>;
  /** Reads a file whose columns a person says by that map. */
  map(asked: Asked<"map">): Promise<void>;
  /** To the server at `url`, what was surveyed last, or one run of it. A file whose runs are refused does not stop the others. */
  send(url: string, settled?: Settled): Promise<void>;
}

/** Reads with the importers, whose code comes with the first file. */
export function createRunFileReader(tell: (message: FromWorker) => void): RunFileReader {
  const imported = new Map<number, ImportedFile>();

  const mapper = createMapper((file, found) => {
    if (found) imported.set(file, found);
    else imported.delete(file);
  }, runsOf);

  const read = async (index: number, source: SourceFile, all: Together): Promise<Survey> => {
    const { NeedsMap, NotResults, surveyFile } = await loadImporters();
    const beside = all.sources.filter((other) => other !== source);
    try {
      const found = await surveyFile(source, all.options, beside);
      imported.set(index, found);
      return surveyOf(found);
    } catch (error) {
      // Beside others it may be what they are read with.
      const isNote = error instanceof NotResults && beside.length > 0;
      const refused = { kind: isNote ? "note" : "error", text: wordsOf(error) } as const;
      if (error instanceof NeedsMap) return unknown(index, source, error.guess, all);
      const guess = isNote ? null : await ownColumns(source, refused.text, all);
      return guess === null ? refused : unknown(index, source, guess, all, refused.text);
    }
  };

  /** A file that is read by a map: by the person's own before the one that was dropped with it, by that before a kept one. */
  const unknown = async (
    index: number,
    source: SourceFile,
    guess: MapGuess,
    { options, maps, dropped, kept }: Together,
    refusal: string | null = null,
  ): Promise<Survey> => {
    const made = maps.get(index);
    const given = made
      ? { map: made, origin: null }
      : ((await fittingMap(source, guess, dropped)) ?? (await keptFor(guess, kept)));
    return mapper.open(index, { source, guess, options, given, refusal });
  };

  return {
    async survey({ files, said, kept, maps }) {
      imported.clear();
      mapper.clear();
      const importers = await loadImporters();
      const { options, faults } = optionsOf(said, importers);
      tell({ type: "said", faults });
      const sources = files.map((blob) => ({ name: blob.name, blob }));
      const results = sources.filter((source) => !isMapFile(source));
      const mapFiles = await Promise.all(sources.filter(isMapFile).map(readMapFile));
      const dropped = mapFiles.flatMap(({ given }) => given ?? []);
      const all = { sources: results, options, kept, maps, dropped };
      for (const [file, source] of sources.entries()) {
        const note = mapFiles.find((each) => each.source === source)?.note;
        tell({ type: "surveyed", file, survey: note ?? (await read(file, source, all)) });
      }
      tell({ type: "all surveyed" });
    },
    async map({ file, turn, map }) {
      const mapping = await mapper.change(file, map);
      if (mapping) tell({ type: "mapped", file, turn, mapping });
    },
    async send(url, settled) {
      const client = createTRPCClient<AppRouter>({ links: [batchLink(url)] });
      try {
        for (const [file, found] of imported) {
          if (settled && settled.file !== file) continue;
          await recordRuns(client, settled ? onlyRun(found, settled.run) : found, {
            onDifference: settled?.onDifference,
            onSent: (count) => tell({ type: "results sent", count }),
            onRun: (index, sent) => {
              const told = sent.status === "refused" ? { ...sent, error: wordsOf(sent.error) } : sent;
              tell({ type: "run sent", file, run: settled?.run ?? index, sent: told });
            },
          });
        }
        tell({ type: "all sent" });
      } catch (error) {
        tell({ type: "lost", error: wordsOf(error) });
      }
    },
  };
}

/** One run of a file. */
function onlyRun(found: ImportedFile, index: number): RunsToRecord {
  return {
    runs: found.runs.slice(index, index + 1),
    async *results() {
      for await (const batch of found.results()) if (batch.run === index) yield { ...batch, run: 0 };
    },
  };
}

/** What all files of an import have in common. */
interface Together extends Pick<Asked<"survey">, "kept" | "maps"> {
  readonly sources: readonly SourceFile[];
  readonly options: ImportOptions;
  readonly dropped: readonly GivenMap[];
}

const isMapFile = ({ name }: SourceFile): boolean => /\.map\.json$/i.test(name);

interface MapFile {
  readonly source: SourceFile;
  readonly given: GivenMap | null;
  readonly note: Survey;
}

/** A map that was dropped with the files that it is for. */
async function readMapFile(source: SourceFile): Promise<MapFile> {
  const { readMap } = await loadImporters();
  try {
    const map: ColumnMap = readMap(await source.blob.text());
    const note = {
      kind: "note",
      text: "A map: the other files that have its columns are read with it.",
    } as const;
    return { source, given: { map, origin: { from: "file", name: source.name } }, note };
  } catch (error) {
    return { source, given: null, note: { kind: "error", text: wordsOf(error) } };
  }
}

/**
 * The guess for a file that looks like one of our own and is none, such as a CSV with a column of another name. Null where
 * it is of another tool: that one is refused with a map in the same words.
 */
async function ownColumns(
  source: SourceFile,
  refusal: string,
  { options }: Together,
): Promise<MapGuess | null> {
  const { guessMap, surveyFile } = await loadImporters();
  try {
    const guess = await guessMap(source, options);
    if (guess?.isLikely !== true) return null;
    const fault = await surveyFile(source, { ...options, map: guess.map }).then(() => null, wordsOf);
    return fault === refusal ? null : guess;
  } catch {
    return null;
  }
}

function surveyOf(found: ImportedFile): Survey {
  return { kind: "found", format: found.format, runs: runsOf(found), warnings: found.warnings };
}

function runsOf({ runs }: ImportedFile): FoundRun[] {
  return runs.map(({ start: { externalId, model, dataset, prompt }, results, end }) => ({
    externalId,
    model: `${model.provider}/${model.name}`,
    dataset: dataset.name,
    prompt: prompt.name,
    results,
    hasFailed: end.status === "failed",
  }));
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
