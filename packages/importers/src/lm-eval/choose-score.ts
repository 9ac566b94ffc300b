import { ImportError, type ImportOptions } from "../importer.ts";
import type { ResultsFile } from "./file.ts";

/** Which filter's lines and which metric of them make the scores. */
export interface ChosenScore {
  readonly metric: string;
  readonly filter: string;
  /** All that the results file has of the filter. */
  readonly metrics: readonly string[];
  /** What the person should know of the choice. */
  readonly warnings: readonly string[];
}

type Candidate = Pick<ChosenScore, "metric" | "filter">;

/** Metrics that lie in [0, 1] and are better the higher, the usual ones first. */
const USUAL = ["acc", "exact_match", "acc_norm", "em", "f1", "pass@1", "mc1", "mc2", "contains"];

/**
 * What the person says, else the first usual metric and its first filter in the order of the results file. A metric that
 * is better the lower is refused: the file does not say where it ends, so that it cannot be turned round.
 * Throws `ImportError`.
 */
export function chooseScore(file: ResultsFile, task: string, options: ImportOptions): ChosenScore {
  const all = candidatesOf(file, task);
  const asked = all.filter(
    ({ metric, filter }) =>
      (options.metric === undefined || metric === options.metric) &&
      (options.filter === undefined || filter === options.filter),
  );
  const better = (metric: string) => file.higher_is_better?.[task]?.[metric];
  const fit = asked.filter(({ metric }) => better(metric) !== false);
  const chosen = USUAL.map((usual) => fit.find(({ metric }) => metric === usual)).find(Boolean) ?? fit[0];
  if (!chosen) throw new ImportError(refusal(task, all, asked, options));
  const others = all.filter((each) => each !== chosen && better(each.metric) !== false);
  const metrics = all.filter(({ filter }) => filter === chosen.filter).map(({ metric }) => metric);
  return { ...chosen, metrics, warnings: warningsOf(task, chosen, others, better(chosen.metric)) };
}

/** `acc,none` → acc, none; standard errors and aliases are no scores. */
function candidatesOf({ results }: ResultsFile, task: string): Candidate[] {
  const aggregates = Object.hasOwn(results, task) ? results[task] : undefined;
  if (!aggregates) throw new ImportError(`results.${task}: is missing from the results file beside it`);
  return Object.keys(aggregates).flatMap((key) => {
    const comma = key.lastIndexOf(",");
    const metric = key.slice(0, comma);
    return comma <= 0 || metric.endsWith("_stderr") ? [] : [{ metric, filter: key.slice(comma + 1) }];
  });
}

function refusal(
  task: string,
  all: readonly Candidate[],
  asked: readonly Candidate[],
  { metric, filter }: ImportOptions,
): string {
  if (asked.length > 0) {
    const names = [...new Set(asked.map((each) => each.metric))].join(", ");
    return `${task}: ${names} is better the lower, which is no score; choose another with --metric, there are ${listed(all)}`;
  }
  const wanted = [metric && `metric ${JSON.stringify(metric)}`, filter && `filter ${JSON.stringify(filter)}`];
  const what = wanted.filter(Boolean).join(" with the ") || "metric";
  return `${task}: there is no ${what}; there are ${listed(all)}`;
}

const listed = (candidates: readonly Candidate[]) =>
  candidates.map(({ metric, filter }) => `${metric} (${filter})`).join(", ") || "none";

function warningsOf(
  task: string,
  { metric, filter }: Candidate,
  others: readonly Candidate[],
  better: boolean | null | undefined,
): string[] {
  const choose = `${task}: the scores are ${metric} of the filter ${filter}; there are also ${listed(others)}, to choose with --metric and --filter`;
  const unsaid = `${task}: the file does not say whether ${metric} is better the higher; it is taken so`;
  return [...(others.length > 0 ? [choose] : []), ...(better === true ? [] : [unsaid])];
}
