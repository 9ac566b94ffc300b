import { type Em, PromptVersion } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";

// Versions as they are called: of prompts that are one, those of one text are one, which has one number. It was first run
// when the first of them was.

/** `firstRunMs`, when its first run started, counts from 1970. */
const CalledVersion = z.object({ promptVersionId: z.uuid(), number: z.int(), firstRunMs: z.number() });

const PromptVersionRow = CalledVersion.extend({ promptId: z.uuid(), promptName: z.string() });
export type PromptVersionRow = z.infer<typeof PromptVersionRow>;

/** These canonical versions, in no order. */
export async function promptVersionsOf(em: Em, ids: readonly string[]): Promise<PromptVersionRow[]> {
  const rows = await calledVersions(em)
    .select([...columns(em), sql`prompt.id`.as("promptId"), sql`prompt.name`.as("promptName")])
    // One parameter: a prompt that holds a date has as many versions as runs, and a statement takes 65 535.
    .where(sql`version.id = any(${`{${ids.join()}}`}::uuid[])`)
    .execute("all", false);
  return PromptVersionRow.array().parse(rows);
}

const PromptText = CalledVersion.extend({ text: z.string() });
export type PromptText = z.infer<typeof PromptText>;

/** So many of the newest versions of a canonical prompt, the newest first. */
export async function newestVersionsOf(em: Em, promptId: string, limit: number): Promise<PromptText[]> {
  const rows = await calledVersions(em)
    .select([...columns(em), sql`version.text`.as("text")])
    .where(sql`prompt.id = ${promptId} and version.canonical_id = version.id`)
    .orderBy({ number: "desc" })
    .limit(limit)
    .execute("all", false);
  return PromptText.array().parse(rows);
}

function calledVersions(em: Em) {
  return em
    .createQueryBuilder(PromptVersion, "version")
    .join("version.prompt", "prompt_name")
    .join("prompt_name.canonical", "prompt");
}

function columns(em: Em): readonly RawQueryFragment[] {
  // By the index of prompt and number: there may be as many versions as runs.
  const firstRun = em
    .createQueryBuilder(PromptVersion, "alike")
    .join("alike.prompt", "alike_prompt")
    .select(sql`(extract(epoch from min(alike.first_run_at)) * 1000)::float8`)
    .where(sql`alike_prompt.canonical_id = prompt.id and alike.number = version.number`);
  return [
    sql`version.id`.as("promptVersionId"),
    sql`version.number`.as("number"),
    sql`(${firstRun.toRaw()})`.as("firstRunMs"),
  ];
}
