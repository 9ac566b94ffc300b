import {
  type ComparedItemPage,
  type CompareRuns,
  type Comparison,
  type ListComparedItems,
  type ListRuns,
  type RunDetail,
  RunId,
  type RunPage,
  type RunRow,
} from "@evalboard/contract";
import { within } from "../command.ts";
import { CommandFault, isAbsent } from "../faults.ts";

/** What to compare a run with; null where there is nothing of its kind. */
export type FindBaseline = (candidate: RunRow) => Promise<RunRow | null>;

/**
 * How to find the baseline of each candidate. A run's id or external id is the baseline of all. Of a label it is the
 * completed run that was started last with the candidate's model, dataset and prompt, whatever the prompt's version: the
 * state to hold to is the newest, and older runs of the label would mix in prompts that are gone. No candidate
 * is a baseline. Throws `CommandFault` where the reference means nothing.
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
    throw new CommandFault(
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

/** A run that can be a baseline. Throws `CommandFault` for one that cannot. */
function checked(run: RunRow, reference: string, candidates: readonly RunRow[]): RunRow {
  if (run.status !== "completed") throw new CommandFault(`--baseline: the run ${reference} is ${run.status}`);
  if (candidates.every(({ id }) => id !== run.id)) return run;
  throw new CommandFault(`--baseline: the run ${reference} would be compared with itself`);
}

type Runs = GatingClient["runs"];

/**
 * The runs that a reference means: the one of this external id or id, else those of this label, of each model, dataset
 * and prompt the one that was started last. Throws `CommandFault` where there is none.
 */
export async function findRuns(runs: Runs, reference: string): Promise<readonly RunRow[]> {
  const one = await findRun(runs, reference);
  if (one !== null) return [one];
  const labelled = latestOfEach(await listLabelled(runs, reference));
  if (labelled.length > 0) return labelled;
  throw new CommandFault(
    `--run: no run has the id, the external id or the label ${JSON.stringify(reference)}`,
  );
}

/** The one run of this external id or id. */
async function findRun(runs: Runs, reference: string): Promise<RunRow | null> {
  const [named] = (await runs.list.query({ externalId: reference, limit: 1 }, inTime())).runs;
  if (named !== undefined) return named;
  const id = RunId.safeParse({ runId: reference }).data;
  if (id === undefined) return null;
  try {
    const { promptText: _text, results: _results, ...row } = await runs.get.query(id, inTime());
    return row;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** Those that were started last come first. */
async function listLabelled(runs: Runs, label: string): Promise<RunRow[]> {
  const rows: RunRow[] = [];
  let cursor: string | null = null;
  do {
    const page = await runs.list.query({ label, limit: 100, cursor }, inTime());
    rows.push(...page.runs);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** A label grows with each run of it: what it says today is the newest of its kind. */
function latestOfEach(newestFirst: readonly RunRow[]): RunRow[] {
  const latest = new Map<string, RunRow>();
  for (const run of newestFirst) {
    const kind = [run.model.id, run.dataset.id, run.prompt.id].join(" ");
    if (!latest.has(kind)) latest.set(kind, run);
  }
  return [...latest.values()];
}

interface Query<Input, Answer> {
  query(input: Input, options: { readonly signal: AbortSignal }): Promise<Answer>;
}

/** What a gate needs of a client. */
export interface GatingClient {
  readonly runs: {
    readonly get: Query<{ runId: string }, RunDetail>;
    readonly list: Query<ListRuns, RunPage>;
    readonly compare: Query<CompareRuns, Comparison>;
    readonly comparedItems: Query<ListComparedItems, ComparedItemPage>;
  };
}

/** A pipeline would wait for hours. */
export const inTime = () => within(120_000);
