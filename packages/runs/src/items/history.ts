import { ITEM_ANSWERS, type ItemHistory, type ItemQuery } from "@evalboard/contract";
import { type Em, RunResult } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { NotFound } from "../errors.ts";
import { beginning, exactMean, resultOfLatest } from "../fragments.ts";
import { cut } from "../result-row.ts";
import { outcomeOf } from "../run-row.ts";
import { HISTORY_RUNS, latestRuns, requireDataset } from "./dataset-runs.ts";

/**
 * How each model and prompt version fared on an item, by their names; the answers oldest first, their texts cut as in lists.
 * The item's own texts are whole.
 */
export async function readHistory(em: Em, { datasetId, itemKey }: ItemQuery): Promise<ItemHistory> {
  const dataset = await requireDataset(em, datasetId);
  const runs = latestRuns(em, dataset, { window: null, runs: HISTORY_RUNS });
  // With the key inside, or all results of each run would be read; see `resultsOfMember`.
  const latest = sql`(
    select result.*, member.completed_at, member.model_id, member.version_id, member.place, (count(*) over ())::int as answers
    from members member, lateral (
      select run_id, position from run_results where run_id = member.id and item_key = ${itemKey} offset 0
    ) result
    order by member.place, result.position desc limit ${ITEM_ANSWERS}::int
  )`;
  const rows = await em
    .createQueryBuilder(RunResult, "result")
    .with("members", runs)
    .join(latest, "latest", resultOfLatest)
    .join(models, "model", { "model.id": sql.ref("latest.model_id") })
    .join(versions, "version", { "version.id": sql.ref("latest.version_id") })
    .join(prompts, "prompt", { "prompt.id": sql.ref("version.prompt_id") })
    .join(prompts, "shown", { "shown.id": sql.ref("prompt.canonical_id") })
    .select(answerColumns)
    .orderBy(inStrips)
    .execute<unknown>("all", false);
  const answers = AnswerRow.array().parse(rows);
  const newest = answers.reduce<AnswerRow | undefined>(later, undefined);
  if (!newest) {
    throw new NotFound(
      `itemKey: no completed run of this dataset asked ${JSON.stringify(itemKey)}; items.list gives those that were asked`,
    );
  }
  const { input, expected } = await em.findOneOrFail(RunResult, {
    run: newest.runId,
    position: newest.position,
  });
  return {
    dataset: { id: dataset.id, name: dataset.name },
    itemKey,
    itemName: newest.itemName,
    input,
    expected,
    answers: newest.answers,
    strips: stripsOf(answers),
  };
}

const models = sql.ref("models");
const versions = sql.ref("prompt_versions");
const prompts = sql.ref("prompts");

const ofStrip = sql`over (partition by latest.model_id, latest.version_id)`;
const answerColumns = [
  sql`latest.answers`.as("answers"),
  sql`latest.place`.as("place"),
  sql`model.id`.as("modelId"),
  sql`model.provider`.as("provider"),
  sql`model.name`.as("modelName"),
  sql`shown.id`.as("promptId"),
  sql`shown.name`.as("promptName"),
  sql`version.id`.as("versionId"),
  sql`version.number`.as("version"),
  sql`(count(result.score) ${ofStrip})::int`.as("stripScored"),
  sql`(count(*) filter (where result.passed) ${ofStrip})::int`.as("stripPassed"),
  exactMean(sql`result.score`, ofStrip).as("stripMean"),
  sql`result.run_id`.as("runId"),
  sql`result.position`.as("position"),
  sql`(extract(epoch from latest.completed_at) * 1000)::float8`.as("completedMs"),
  sql`result.item_name`.as("itemName"),
  sql`result.score`.as("score"),
  sql`result.passed`.as("passed"),
  beginning(sql`result.output`).as("output"),
  beginning(sql`result.reason`).as("reason"),
  beginning(sql`result.error`).as("error"),
];
const inStrips = [
  { [sql`model.provider collate "C"`]: "asc" as const },
  { [sql`model.name collate "C"`]: "asc" as const },
  { [sql`shown.name collate "C"`]: "asc" as const },
  { [sql`version.number`]: "asc" as const },
  { [sql`latest.place`]: "desc" as const },
  { [sql`result.position`]: "asc" as const },
];

const Text = z.string().nullable();
const AnswerRow = z.object({
  answers: z.int(),
  place: z.int(),
  modelId: z.uuid(),
  provider: z.string(),
  modelName: z.string(),
  promptId: z.uuid(),
  promptName: z.string(),
  versionId: z.uuid(),
  version: z.int(),
  stripScored: z.int(),
  stripPassed: z.int(),
  stripMean: z.number().nullable(),
  runId: z.uuid(),
  position: z.int(),
  completedMs: z.number(),
  itemName: Text,
  score: z.number().nullable(),
  passed: z.boolean().nullable(),
  output: Text,
  reason: Text,
  error: Text,
});
type AnswerRow = z.infer<typeof AnswerRow>;

function later(newest: AnswerRow | undefined, row: AnswerRow): AnswerRow {
  if (!newest || row.place < newest.place) return row;
  return row.place === newest.place && row.position > newest.position ? row : newest;
}

function stripsOf(rows: readonly AnswerRow[]): ItemHistory["strips"] {
  const strips = Map.groupBy(rows, ({ modelId, versionId }) => `${modelId} ${versionId}`);
  return [...strips.values()].flatMap((answers) => {
    const [first] = answers;
    if (!first) return [];
    return {
      model: { id: first.modelId, provider: first.provider, name: first.modelName },
      prompt: {
        id: first.promptId,
        name: first.promptName,
        versionId: first.versionId,
        version: first.version,
      },
      scored: first.stripScored,
      passed: first.stripPassed,
      averageScore: first.stripMean,
      answers: answers.map(answerOf),
    };
  });
}

function answerOf(row: AnswerRow): ItemHistory["strips"][number]["answers"][number] {
  return {
    runId: row.runId,
    position: row.position,
    completedAt: new Date(row.completedMs).toISOString(),
    outcome: outcomeOf(row.score, row.error !== null),
    score: row.score,
    passed: row.passed,
    output: cut(row.output),
    reason: cut(row.reason),
    error: cut(row.error),
  };
}
