import type { RunRow } from "@evalboard/contract";
import { CommandFault } from "../faults.ts";
import { type Tags, wordTags } from "../tags.ts";
import { checkTags, type Chosen, filterOf, findRun, type GatingClient, inTime } from "./find-runs.ts";

/** What to compare a run with; null where there is nothing of its kind. */
export type FindBaseline = (candidate: RunRow) => Promise<RunRow | null>;

/**
 * How to find the baseline of each candidate. A run's id or external id is the baseline of all. Of a label, or of tags, it
 * is the completed run that was started last with the candidate's model, dataset and prompt, whatever the prompt's version:
 * the state to hold to is the newest, and older runs of the label would mix in prompts that are gone. No candidate
 * is a baseline. Throws `CommandFault` where nothing is meant.
 */
export async function baselineFinder(
  { runs }: GatingClient,
  { references: [reference], tags }: Chosen,
  candidates: readonly RunRow[],
): Promise<FindBaseline> {
  const one = reference === undefined ? null : await findRun(runs, reference);
  if (one !== null && reference !== undefined) {
    const baseline = checked(one, reference, candidates);
    checkTags("--baseline", baseline, tags);
    return async () => baseline;
  }
  const meant = { ...filterOf(reference, tags), status: "completed" } as const;
  const { runs: some } = await runs.list.query({ ...meant, limit: 1 }, inTime());
  if (some.length === 0) throw new CommandFault(`--baseline: ${noBaseline(reference, tags)}`);
  const own = new Set(candidates.map(({ id }) => id));
  return async ({ model, dataset, prompt }) => {
    const kind = { modelId: model.id, datasetId: dataset.id, promptId: prompt.id };
    const limit = Math.min(own.size + 1, 100);
    const page = await runs.list.query({ ...meant, ...kind, limit }, inTime());
    return page.runs.find(({ id }) => !own.has(id)) ?? null;
  };
}

function noBaseline(reference: string | undefined, tags: Tags): string {
  if (reference === undefined) return `no completed run has ${wordTags(tags).join(", ")}`;
  const quoted = JSON.stringify(reference);
  const labelled = `no run has the id or the external id ${quoted}, and no completed run is labelled so`;
  if (Object.keys(tags).length > 0) return `${labelled} and has ${wordTags(tags).join(", ")}`;
  return `${labelled}; evalboard import FILE --label ${quoted} makes one`;
}

/** A run that can be a baseline. Throws `CommandFault` for one that cannot. */
function checked(run: RunRow, reference: string, candidates: readonly RunRow[]): RunRow {
  if (run.status !== "completed") throw new CommandFault(`--baseline: the run ${reference} is ${run.status}`);
  if (candidates.every(({ id }) => id !== run.id)) return run;
  throw new CommandFault(`--baseline: the run ${reference} would be compared with itself`);
}
