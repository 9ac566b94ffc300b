import { RunId, type RunRow } from "@evalboard/contract";
import { isAbsent } from "../server-fault.ts";
import { CannotJudge } from "./cannot-judge.ts";
import { type GatingClient, inTime } from "./gating-client.ts";

type Runs = GatingClient["runs"];

/**
 * The runs that a reference means: the one of this external id or id, else those of this label, of each model, dataset
 * and prompt the one that was started last. Throws `CannotJudge` where there is none.
 */
export async function findRuns(runs: Runs, reference: string): Promise<readonly RunRow[]> {
  const one = await findRun(runs, reference);
  if (one !== null) return [one];
  const labelled = latestOfEach(await listLabelled(runs, reference));
  if (labelled.length > 0) return labelled;
  throw new CannotJudge(
    `--run: no run has the id, the external id or the label ${JSON.stringify(reference)}`,
  );
}

/** The one run of this external id or id. */
export async function findRun(runs: Runs, reference: string): Promise<RunRow | null> {
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
