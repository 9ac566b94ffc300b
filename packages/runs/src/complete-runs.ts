import { type CompleteRun, type EndedRun, RunFigures } from "@evalboard/contract";
import { runStatuses } from "@evalboard/contract/words";
import { type Em, Run, updateRows } from "@evalboard/db";
import { addRuns } from "@evalboard/facts";
import { LockMode, sql } from "@mikro-orm/core";
import { z } from "zod";
import { completedRun, endInstant, hashOf, keepHash } from "./end-run.ts";
import { type InvalidRun, RunConflict, RunNotFound } from "./errors.ts";
import { figuresOf } from "./figures.ts";
import { getRuns } from "./run-row.ts";

/** A completion that is asked for. */
export type Completion = z.output<typeof CompleteRun>;

/** What became of a completion: what it gives, or why it is refused. */
export type Outcome = { readonly ended: EndedRun } | { readonly refused: Error };

/** Ends the run with its figures. A run that is completed already is given back as it is, and takes the hash. */
export async function completeRun(em: Em, completion: Completion, now: Date): Promise<EndedRun> {
  const { runId } = completion;
  const outcome = (await completeLocked(em, [completion], await lockRuns(em, [runId]), now)).get(runId);
  if (!outcome) throw new RunNotFound(runId);
  if ("refused" in outcome) throw outcome.refused;
  return outcome.ended;
}

/** Of one transaction: more take longer than those who came first would have to wait for. */
const MOST_RESULTS = 2_000;

/**
 * The same of several runs, none twice, in one transaction and as few statements. What is refused changes nothing, and hinders no
 * other. Left out, so that nobody waits for it, is a run that somebody else has locked or that is not there, and what
 * would make this transaction a long one.
 */
export async function completeRuns(
  em: Em,
  completions: readonly Completion[],
  now: Date,
): Promise<ReadonlyMap<string, Outcome>> {
  const free = await lockRuns(
    em,
    completions.map(({ runId }) => runId),
    LockMode.PESSIMISTIC_PARTIAL_WRITE,
  );
  let results = 0;
  const some = completions.filter(({ runId }) => {
    const run = free.get(runId);
    if (!run || results + run.results > MOST_RESULTS) return false;
    results += run.results;
    return true;
  });
  return completeLocked(em, some, free, now);
}

const LockedRun = z.object({
  id: z.uuid(),
  status: z.enum(runStatuses),
  startedMs: z.number(),
  totalItems: z.int().nullable(),
  limited: z.boolean(),
  results: z.int(),
});
type LockedRun = z.infer<typeof LockedRun>;

/** Those of the runs that there are, locked until the transaction ends. */
async function lockRuns(
  em: Em,
  runIds: readonly string[],
  mode: LockMode = LockMode.PESSIMISTIC_WRITE,
): Promise<ReadonlyMap<string, LockedRun>> {
  const rows = await em
    .createQueryBuilder(Run, "run")
    .select([
      "id",
      "status",
      "limited",
      sql`run.total_items`.as("totalItems"),
      sql`(extract(epoch from run.started_at) * 1000)::float8`.as("startedMs"),
      // Positions are numbered without a gap.
      sql`coalesce((select max(position) from run_results where run_id = run.id), 0)`.as("results"),
    ])
    .where({ id: { $in: [...runIds] } })
    .orderBy({ id: "asc" })
    .setLockMode(mode)
    .execute("all", false);
  return new Map(
    LockedRun.array()
      .parse(rows)
      .map((run) => [run.id, run]),
  );
}

/** What a completion writes. */
const written = [...RunFigures.keyof().options, "contentHash", "status", "completedAt"] as const;

interface EndedRow extends RunFigures {
  readonly id: string;
  readonly limited: boolean;
  readonly contentHash: string | null;
  readonly status: "completed";
  readonly completedAt: Date;
}

async function completeLocked(
  em: Em,
  completions: readonly Completion[],
  locked: ReadonlyMap<string, LockedRun>,
  now: Date,
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const running = completions
    .map(({ runId }) => runId)
    .filter((runId) => locked.get(runId)?.status === "running");
  const figures = running.length > 0 ? await figuresOf(em, running) : undefined;
  const rows: EndedRow[] = [];
  const there: string[] = [];
  for (const completion of completions) {
    const { runId, content } = completion;
    const run = locked.get(runId);
    if (!run) continue;
    if (run.status === "completed") {
      await keepHash(em, runId, hashOf(content, run.totalItems));
      there.push(runId);
      continue;
    }
    const row = endedRow(completion, run, figures?.get(runId), now);
    if (row instanceof Error) outcomes.set(runId, { refused: row });
    else rows.push(row);
  }
  if (rows.length > 0) await updateRows(em, Run, written, rows);
  const changed = new Set(rows.map(({ id }) => id));
  const ended = there.length + rows.length > 0 ? await getRuns(em, [...changed, ...there]) : [];
  for (const [runId, run] of ended) outcomes.set(runId, { ended: { changed: changed.has(runId), run } });
  await addRuns(
    em,
    rows.map((row) => completedRun(row.id, row.completedAt, row)),
  );
  return outcomes;
}

/** What a run that has not completed becomes, or why it cannot. */
function endedRow(
  { runId, completedAt, content }: Completion,
  { status, startedMs, limited }: LockedRun,
  figures: RunFigures | undefined,
  now: Date,
): EndedRow | RunConflict | InvalidRun {
  if (status === "failed") {
    return new RunConflict(`runId: run ${runId} has failed and cannot be completed; record a new run`);
  }
  if (!figures) {
    return new RunConflict(`runId: run ${runId} has no results; add them before completing, or fail the run`);
  }
  const ended = endInstant("completedAt", completedAt, new Date(startedMs), now);
  if (ended instanceof Error) return ended;
  const contentHash = hashOf(content, figures.totalItems);
  return { ...figures, id: runId, limited, contentHash, status: "completed", completedAt: ended };
}
