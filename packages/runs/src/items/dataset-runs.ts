import { CATALOGUE_RUNS } from "@evalboard/contract";
import { type Em, Run } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import type { QBFilterQuery } from "@mikro-orm/sql";
import { members, resultsOfMember } from "../fragments.ts";
import { namesOf, requireSubject } from "../names/subjects.ts";

/** A dataset as it is shown, and all names that stand for it. */
export interface AskedDataset {
  readonly id: string;
  readonly name: string;
  readonly names: readonly string[];
}

/** The dataset that this id, or its name, stands for. Throws `NotFound`. */
export async function requireDataset(em: Em, datasetId: string): Promise<AskedDataset> {
  const asked = await requireSubject(em, "dataset", datasetId, "datasetId");
  const { id, name } = await requireSubject(em, "dataset", asked.canonicalId, "datasetId");
  return { id, name, names: await namesOf(em, "dataset", id) };
}

/** The runs that completed in [from, to). */
export interface CompletedIn {
  readonly from: Date;
  readonly to: Date;
}

/** Which completed runs of a dataset. */
interface Latest {
  /** Those of this time; null for all. */
  readonly window: CompletedIn | null;
  /** At most so many of the latest. */
  readonly runs: number;
  /** And no more of them than have so many results together, but always one. */
  readonly results?: number;
  /** And only those that this lets through. */
  readonly owned?: QBFilterQuery<Run>;
}

/**
 * The latest completed runs of a dataset, each with the model and prompt version that its own stand for, `place` 1 the
 * latest. Of columns `id`, `completed_at`, `model_id`, `version_id`, `place`.
 */
export function latestRuns(em: Em, { names }: AskedDataset, { window, runs, results, owned = {} }: Latest) {
  const latest = em
    .createQueryBuilder(Run, "run")
    .select(["run.id", "run.completedAt", "run.model", "run.promptVersion", "run.totalItems"])
    .where({
      status: "completed",
      dataset: { $in: [...names] },
      ...(window && { completedAt: { $gte: window.from, $lt: window.to } }),
    })
    .andWhere(owned)
    .orderBy({ completedAt: "desc", id: "desc" })
    .limit(runs);
  const placed = em
    .createQueryBuilder(Run, "latest")
    .from(latest, "latest")
    .join("latest.model", "model")
    .join("latest.promptVersion", "version")
    .select([
      sql`latest.id`,
      sql`latest.completed_at`,
      sql`model.canonical_id`.as("model_id"),
      sql`version.canonical_id`.as("version_id"),
      sql`(row_number() over ${latestFirst})::int`.as("place"),
      sql`sum(latest.total_items) over ${latestFirst}`.as("results"),
    ]);
  if (results === undefined) return placed;
  return em
    .createQueryBuilder(Run)
    .from(placed, "placed")
    .select(sql`placed.*`)
    .where(sql`placed.place = 1 or placed.results <= ${results}::int`);
}
const latestFirst = sql`(order by latest.completed_at desc, latest.id desc)`;

/** The results under the alias `result`, each with its run `member`, of a query that has `latestRuns` as its `members`. */
export function memberResults(em: Em) {
  return em
    .createQueryBuilder(Run, "run")
    .join(members, "member", { "member.id": sql.ref("run.id") })
    .innerJoinLateral(resultsOfMember, "result", { "result.run_id": { $ne: null } });
}

/** So many runs are looked through for the answers to one item. */
export const HISTORY_RUNS = CATALOGUE_RUNS;

/** So many results are counted at most for a dataset's items and messages, unless one run alone has more. */
export const COUNTED_RESULTS = 200_000;
