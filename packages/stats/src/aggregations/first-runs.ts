import { MAX_APPEARANCES } from "@evalboard/contract";
import { type Em, Model, PromptVersion, Run } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { firstColumn } from "./columns.ts";
import { type Counted, type Narrowing, narrowingOf } from "./rows.ts";

// When something was first run to the instant is known to the runs alone. They are found by what was run in the window, each by
// two looks into the index of its runs by their start: none that was started after the first one completed completed before it.

const FirstModel = z.object({ modelId: z.uuid(), provider: z.string(), name: z.string(), atMs: z.number() });
const FirstVersion = z.object({
  promptId: z.uuid(),
  name: z.string(),
  number: z.int().positive(),
  atMs: z.number(),
});

/** What was first run in a window, and when its first run completed, ms since 1970. */
export interface FirstRuns {
  readonly models: readonly z.infer<typeof FirstModel>[];
  /** Without the first version of a prompt that was run before. */
  readonly versions: readonly z.infer<typeof FirstVersion>[];
}

/** The latest of either kind, of the runs that are asked for; in no order, and more than can be shown where several are as late. */
export async function firstRuns(counted: Counted): Promise<FirstRuns> {
  return { models: await firstModels(counted), versions: await firstVersions(counted) };
}

async function firstModels({ em, current, window, where }: Counted) {
  const inWindow = current("model")
    .join("counted.model", "model_name")
    .select(sql`distinct model_name.canonical_id`);
  const recorded = em
    .createQueryBuilder(Model, "recorded")
    .select([recordedAs, sql`min(${earliest(em, where, sql`run.model_id = recorded.id`)})`.as("at")])
    .where(sql`recorded.canonical_id in (${inWindow.toRaw()})`)
    .groupBy(firstColumn);
  const rows = await em
    .createQueryBuilder(Model, "model")
    .with("first", recorded.toRaw(), { materialized: true })
    .with("latest", latest(window.from, sql`first`))
    .join(sql`(select * from latest)`, "latest", { "latest.id": sql.ref("model.id") })
    .select([
      sql`model.id`.as("modelId"),
      sql`model.provider`.as("provider"),
      sql`model.name`.as("name"),
      sql`latest.ms`.as("atMs"),
    ])
    .where(isShown)
    .execute<unknown>("all", false);
  return FirstModel.array().parse(rows);
}

async function firstVersions({ em, current, window, where }: Counted) {
  const inWindow = current("stratum")
    .join("counted.promptVersion", "version_name")
    .select(sql`distinct version_name.canonical_id`);
  const recorded = em
    .createQueryBuilder(PromptVersion, "recorded")
    .select([recordedAs, sql`min(${earliest(em, where, sql`run.prompt_version_id = recorded.id`)})`.as("at")])
    .where(sql`recorded.canonical_id in (${inWindow.toRaw()})`)
    .groupBy(firstColumn);
  const before = em
    .createQueryBuilder(PromptVersion, "other")
    .join("other.prompt", "other_prompt")
    .select(sql`1`)
    .where(sql`other_prompt.canonical_id = prompt_name.canonical_id`)
    .andWhere(sql`${earliest(em, where, sql`run.prompt_version_id = other.id`)} < ${window.from}`);
  const named = sql`first join prompt_versions version on version.id = first.id
    join prompts prompt_name on prompt_name.id = version.prompt_id`;
  const rows = await em
    .createQueryBuilder(PromptVersion, "version")
    .with("first", recorded.toRaw(), { materialized: true })
    .with("latest", latest(window.from, named, sql`version.number > 1 or not exists (${before.toRaw()})`))
    .join("version.prompt", "prompt_name")
    .join("prompt_name.canonical", "prompt")
    .join(sql`(select * from latest)`, "latest", { "latest.id": sql.ref("version.id") })
    .select([
      sql`prompt.id`.as("promptId"),
      sql`prompt.name`.as("name"),
      sql`version.number`.as("number"),
      sql`latest.ms`.as("atMs"),
    ])
    .where(isShown)
    .execute<unknown>("all", false);
  return FirstVersion.array().parse(rows);
}

/**
 * As `completedAtAnyTime`, in words that the index of completed runs is not made by: without statistics, as in a young database,
 * it would be read from end to end for each name.
 */
const completed = { completedAt: { $ne: null }, limited: false } as const;

const recordedAs = sql`recorded.canonical_id`.as("id");

/** The first completion of the runs of a name that are asked for. */
function earliest(em: Em, where: Narrowing, ofName: RawQueryFragment): RawQueryFragment {
  const runs = () =>
    em
      .createQueryBuilder(Run, "run")
      .where({ ...completed, ...narrowingOf(where) })
      .andWhere(ofName);
  const firstStarted = runs()
    .select(sql`run.completed_at`)
    .orderBy({ startedAt: "asc", id: "asc" })
    .limit(1);
  const found = runs()
    .select(sql`min(run.completed_at)`)
    .andWhere(sql`run.started_at <= (${firstStarted.toRaw()})`);
  return sql`(${found.toRaw()})`;
}

/** Of those of `first` that are not before the window, and hold the condition, each with how many are later. */
function latest(from: Date, rows: RawQueryFragment, condition = sql`true`): RawQueryFragment {
  return sql`
    select first.id, (extract(epoch from first.at) * 1000)::float8 as ms, rank() over (order by first.at desc) as place
    from ${rows} where first.at >= ${from} and (${condition})`;
}

const isShown = sql`latest.place <= ${MAX_APPEARANCES}::int`;
