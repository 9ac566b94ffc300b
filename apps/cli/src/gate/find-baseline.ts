import type { RunRow } from "@evalboard/contract";
import { CannotJudge } from "./cannot-judge.ts";
import { findRun } from "./find-runs.ts";
import { type GatingClient, inTime } from "./gating-client.ts";

/** What to compare a run with; null where there is nothing of its kind. */
export type FindBaseline = (candidate: RunRow) => Promise<RunRow | null>;

/**
 * How to find the baseline of each candidate. A run's id or external id is the baseline of all. Of a label it is the
 * completed run that was started last with the candidate's model, dataset and prompt, whatever the prompt's version: the
 * state to hold to is the newest, and older runs of the label would mix in prompts that are gone. No candidate
 * is a baseline. Throws `CannotJudge` where the reference means nothing.
 */
export async function baselineFinder(
  { runs }: GatingClient,
  reference: string,
  candidates: readonly RunRow[],
): Promise<FindBaseline> {
  const one = await findRun(runs, reference);
  if (one !== null) {
    const baseline = checked(one, reference, candidates);
    return async () => baseline;
  }
  const labelled = { label: reference, status: "completed" } as const;
  const { runs: some } = await runs.list.query({ ...labelled, limit: 1 }, inTime());
  if (some.length === 0) {
    const quoted = JSON.stringify(reference);
    throw new CannotJudge(
      `--baseline: no run has the id or the external id ${quoted}, and no completed run is labelled so; ` +
        `evalboard import FILE --label ${quoted} makes one`,
    );
  }
  const own = new Set(candidates.map(({ id }) => id));
  return async ({ model, dataset, prompt }) => {
    const kind = { modelId: model.id, datasetId: dataset.id, promptId: prompt.id };
    const limit = Math.min(own.size + 1, 100);
    const page = await runs.list.query({ ...labelled, ...kind, limit }, inTime());
    return page.runs.find(({ id }) => !own.has(id)) ?? null;
  };
}

/** A run that can be a baseline. Throws `CannotJudge` for one that cannot. */
function checked(run: RunRow, reference: string, candidates: readonly RunRow[]): RunRow {
  if (run.status !== "completed") throw new CannotJudge(`--baseline: the run ${reference} is ${run.status}`);
  if (candidates.every(({ id }) => id !== run.id)) return run;
  throw new CannotJudge(`--baseline: the run ${reference} would be compared with itself`);
}
