import { createClient, recordRuns, type RunsToRecord } from "@evalboard/client";
import type { ImportedFile, SourceFile } from "@evalboard/importers";
import { loadImporters } from "../kit/importers.ts";
import type { FromWorker, Said, Settled, Survey } from "./state.ts";

/** Surveys files and sends what they hold, telling how far it is. */
interface RunFileReader {
  survey(files: readonly File[], said: Said): Promise<void>;
  /** To the server at `url`, what was surveyed last, or one run of it. A file whose runs are refused does not stop the others. */
  send(url: string, settled?: Settled): Promise<void>;
}

/** Reads with the importers, whose code comes with the first file. */
export function createRunFileReader(tell: (message: FromWorker) => void): RunFileReader {
  const imported = new Map<number, ImportedFile>();

  const read = async (
    file: SourceFile,
    index: number,
    said: Said,
    all: readonly SourceFile[],
  ): Promise<Survey> => {
    const { NotResults, surveyFile } = await loadImporters();
    const beside = all.filter((other) => other !== file);
    try {
      const found = await surveyFile(file, said, beside);
      imported.set(index, found);
      return surveyOf(found);
    } catch (error) {
      // Beside others it may be what they are read with.
      const isNote = error instanceof NotResults && beside.length > 0;
      return { kind: isNote ? "note" : "error", text: wordsOf(error) };
    }
  };

  return {
    async survey(files, said) {
      imported.clear();
      const sources = files.map((blob) => ({ name: blob.name, blob }));
      for (const [file, source] of sources.entries()) {
        tell({ type: "surveyed", file, survey: await read(source, file, said, sources) });
      }
      tell({ type: "all surveyed" });
    },
    async send(url, settled) {
      const client = createClient({ url });
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

function surveyOf({ format, runs, warnings }: ImportedFile): Survey {
  const found = runs.map(({ start: { externalId, model, dataset, prompt }, results, end }) => ({
    externalId,
    model: `${model.provider}/${model.name}`,
    dataset: dataset.name,
    prompt: prompt.name,
    results,
    hasFailed: end.status === "failed",
  }));
  return { kind: "found", format, runs: found, warnings };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
