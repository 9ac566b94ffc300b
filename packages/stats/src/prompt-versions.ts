import { type Em, PromptVersion } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";

// Versions as they are called: of prompts that are one, those of one text are one, which has one number. It was first run
// when the first of them was.

/** `firstRunMs`, when its first run started, counts from 1970. */
const CalledVersion = z.object({ promptVersionId: z.uuid(), number: z.int(), firstRunMs: z.number() });

const PromptText = CalledVersion.extend({ text: z.string(), wasRun: z.boolean() });
export type PromptText = z.infer<typeof PromptText>;

/** So many of the newest versions of a canonical prompt, the newest first, and whether a run of them is on the board. */
export async function newestVersionsOf(em: Em, promptId: string, limit: number): Promise<PromptText[]> {
  const rows = await em
    .createQueryBuilder(PromptVersion, "version")
    .join("version.prompt", "prompt_name")
    .join("prompt_name.canonical", "prompt")
    .select([
      sql`version.id`.as("promptVersionId"),
      sql`version.number`.as("number"),
      sql`(${alike(em, sql`(extract(epoch from min(alike.first_run_at)) * 1000)::float8`)})`.as("firstRunMs"),
      sql`version.text`.as("text"),
      sql`(${alike(em, sql`coalesce(bool_or((${runOfAlike})), false)`)})`.as("wasRun"),
    ])
    .where(sql`prompt.id = ${promptId} and version.canonical_id = version.id`)
    .orderBy({ number: "desc" })
    .limit(limit)
    .execute("all", false);
  return PromptText.array().parse(rows);
}

// In the order of the index, which is therefore used: a plan that hopes to meet one soon reads the runs before the version's first.
const runOfAlike = sql`select true from runs
  where runs.prompt_version_id = alike.id and runs.status = 'completed' and not runs.limited
  order by runs.started_at limit 1`;

/** Of all versions that are `version`, by the index of prompt and number: there may be as many as runs. */
function alike(em: Em, figure: RawQueryFragment): RawQueryFragment {
  return em
    .createQueryBuilder(PromptVersion, "alike")
    .join("alike.prompt", "alike_prompt")
    .select(figure)
    .where(sql`alike_prompt.canonical_id = prompt.id and alike.number = version.number`)
    .toRaw();
}

/** A version by the prompt that it is of, as this is called. */
export interface NumberedVersion {
  readonly promptId: string;
  readonly number: number;
}

const PromptVersionRow = CalledVersion.extend({
  promptId: z.uuid(),
  promptName: z.string(),
  /** Its own id, and those of the versions that were merged into it. */
  recordedIds: z.array(z.uuid()),
});
export type PromptVersionRow = z.infer<typeof PromptVersionRow>;

const VersionStep = z.object({ newer: PromptVersionRow, older: PromptVersionRow });
/** A version, and the one that it is compared with. */
export type VersionStep = z.infer<typeof VersionStep>;

/**
 * Each of these versions with the nearest lower one of its prompt that has a scored run: one of those that `scored` selects of
 * a recorded version, `alike`. Versions without one before them are left out; in no order.
 */
export async function versionSteps(
  em: Em,
  versions: readonly NumberedVersion[],
  scored: RawQueryFragment,
): Promise<VersionStep[]> {
  const rows = await em
    .createQueryBuilder(PromptVersion)
    .with("asked", numbered(versions))
    .with(
      "step",
      sql`
      select asked.prompt_id, asked.number, max(before.number) as before
      from asked join prompts prompt_name on prompt_name.canonical_id = asked.prompt_id
      join lateral (
        select alike.number from prompt_versions alike
        where alike.prompt_id = prompt_name.id and alike.number < asked.number and exists (${scored})
        order by alike.number desc limit 1
      ) before on true
      group by 1, 2`,
    )
    .with("called", calledVersions)
    .with(
      "compared",
      sql`
      select row_to_json(newer) as newer, row_to_json(older) as older from step
      join called newer on newer."promptId" = step.prompt_id and newer.number = step.number
      join called older on older."promptId" = step.prompt_id and older.number = step.before`,
    )
    .from("compared", "compared")
    .select(sql`compared.*`)
    .execute<unknown>("all", false);
  return VersionStep.array().parse(rows);
}

/** Both versions of each step, each as a `PromptVersionRow`. */
const calledVersions = sql`
  select prompt.id as "promptId", prompt.name as "promptName", version.number,
    (array_agg(alike.canonical_id))[1] as "promptVersionId", json_agg(alike.id) as "recordedIds",
    (extract(epoch from min(alike.first_run_at)) * 1000)::float8 as "firstRunMs"
  from (select prompt_id, number from step union select prompt_id, before from step) as version
  join prompts prompt on prompt.id = version.prompt_id
  join prompts prompt_name on prompt_name.canonical_id = prompt.id
  join prompt_versions alike on alike.prompt_id = prompt_name.id and alike.number = version.number
  group by prompt.id, version.number`;

/** As one parameter: a statement takes 65 535. */
function numbered(versions: readonly NumberedVersion[]): RawQueryFragment {
  return sql`select distinct asked."promptId" as prompt_id, asked.number
    from json_to_recordset(${JSON.stringify(versions)}::json) as asked ("promptId" uuid, number int)`;
}
