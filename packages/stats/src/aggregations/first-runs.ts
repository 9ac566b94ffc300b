import { MAX_APPEARANCES } from "@evalboard/contract";
import { type Em, Model, PromptVersion, Run } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { completedAtAnyTime, type Counted, type Narrowing, narrowingOf } from "./rows.ts";

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
  const firsts = em
    .createQueryBuilder(Model, "recorded")
    .join("recorded.canonical", "model")
    .select([
      sql`model.id`,
      sql`model.provider`,
      sql`model.name`,
      sql`min(${earliest(em, where, sql`run.model_id = recorded.id`)})`.as("at"),
    ])
    .where(sql`recorded.canonical_id in (${inWindow.toRaw()})`)
    .groupBy(sql`model.id`);
  const rows = await latest(em, firsts.toRaw(), window.from, [
    sql`first.id`.as("modelId"),
    sql`first.provider`.as("provider"),
    sql`first.name`.as("name"),
  ]);
  return FirstModel.array().parse(rows);
}

async function firstVersions({ em, current, window, where }: Counted) {
  const inWindow = current("stratum")
    .join("counted.promptVersion", "version_name")
    .select(sql`distinct version_name.canonical_id`);
  const firsts = em
    .createQueryBuilder(PromptVersion, "recorded")
    .join("recorded.canonical", "version")
    .join("version.prompt", "prompt_name")
    .join("prompt_name.canonical", "prompt")
    .select([
      sql`prompt.id`,
      sql`prompt.name`,
      sql`version.number`,
      sql`min(${earliest(em, where, sql`run.prompt_version_id = recorded.id`)})`.as("at"),
    ])
    .where(sql`recorded.canonical_id in (${inWindow.toRaw()})`)
    .groupBy(sql`version.id, prompt.id`);
  const before = em
    .createQueryBuilder(Run, "run")
    .join("run.promptVersion", "other")
    .join("other.prompt", "other_prompt")
    .select(sql`1`)
    .where({ ...completedAtAnyTime, completedAt: { $lt: window.from }, ...narrowingOf(where) })
    .andWhere(sql`other_prompt.canonical_id = first.id`);
  const rows = await latest(
    em,
    firsts.toRaw(),
    window.from,
    [sql`first.id`.as("promptId"), sql`first.name`.as("name"), sql`first.number`.as("number")],
    sql`first.number > 1 or not exists (${before.toRaw()})`,
  );
  return FirstVersion.array().parse(rows);
}

/** The first completion of the runs that are asked for. */
function earliest(em: Em, where: Narrowing, ofName: RawQueryFragment): RawQueryFragment {
  const runs = () =>
    em
      .createQueryBuilder(Run, "run")
      .where({ ...completedAtAnyTime, ...narrowingOf(where) })
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

/** Of those that are not before the window, the latest. */
async function latest(
  em: Em,
  firsts: RawQueryFragment,
  from: Date,
  columns: readonly RawQueryFragment[],
  condition: RawQueryFragment = sql`true`,
): Promise<unknown> {
  const listed = columns.reduce((list, column) => sql`${list}, ${column}`);
  return em
    .createQueryBuilder(Run)
    .with("first", firsts)
    .with(
      "listed",
      sql`select ${listed}, (extract(epoch from first.at) * 1000)::float8 as "atMs",
        rank() over (order by first.at desc) as place
      from first where first.at >= ${from} and (${condition})`,
    )
    .from("listed", "listed")
    .select(sql`listed.*`)
    .where(sql`listed.place <= ${MAX_APPEARANCES}::int`)
    .execute<unknown>("all", false);
}
