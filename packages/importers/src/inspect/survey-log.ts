import type { NewResult } from "@evalboard/contract";
import { batchResults, type RunResult } from "../batch-results.ts";
import { checkResult } from "../check-result.ts";
import { ImportError } from "../import-error.ts";
import type { ImportedFile, ImportOptions } from "../importer.ts";
import { chooseScorer, type ChosenScorer } from "./choose-scorer.ts";
import { endOf } from "./end-of.ts";
import type { InspectLog } from "./inspect-log.ts";
import { resultOf } from "./result-of.ts";
import { startOf } from "./start-of.ts";

/** What a log of either kind holds: one run. Throws `ImportError`. */
export async function surveyLog(
  log: InspectLog,
  options: ImportOptions,
): Promise<Omit<ImportedFile, "format">> {
  const { header } = log;
  const chosen = await chooseScorer(log, options.scorer);
  const results = await countResults(log, chosen);
  const end = endOf(header);
  if (results === 0) {
    const why = end.status === "failed" ? `: ${end.error}` : "";
    throw new ImportError(`samples: holds none${why}`);
  }
  return {
    runs: [{ start: startOf(header, options), results, end }],
    warnings: warningsOf(chosen),
    results: () => batchResults(resultsOf(log, chosen)),
  };
}

async function countResults(log: InspectLog, chosen: ChosenScorer | null): Promise<number> {
  const places = new Map<string, string>();
  for await (const placed of log.samples()) {
    const result = resultOf(placed, chosen, log.header.eval.model);
    checkResult(result, placed.where);
    const key = keyOf(result);
    const first = places.get(key);
    if (first) throw new ImportError(`${placed.where}: has the id and epoch of ${first}`);
    places.set(key, placed.where);
  }
  return places.size;
}

const keyOf = ({ itemKey, repeat }: NewResult) => JSON.stringify([itemKey, repeat]);

async function* resultsOf(log: InspectLog, chosen: ChosenScorer | null): AsyncGenerator<RunResult> {
  for await (const placed of log.samples())
    yield { run: 0, result: resultOf(placed, chosen, log.header.eval.model) };
}

function warningsOf(chosen: ChosenScorer | null): string[] {
  if (chosen === null) return ["nothing was scored"];
  if (chosen.others.length === 0) return [];
  return [`the scores are of ${chosen.label}; choose another with --scorer: ${chosen.others.join(", ")}`];
}
