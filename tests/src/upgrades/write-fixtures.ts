import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { createOrm, writeBackup } from "@evalboard/db";

// Writes `fixtures/`, a board of each released schema, as a backup that is not packed. What is written is frozen: a new schema
// gets a step at the end, and only its file is added.

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const completed = (run: number, scores: string, more = "") => `
  update runs set status = 'completed', completed_at = started_at + interval '1 minute', total_items = 3, ${scores}${more}
  where id = '${id(run)}'`;

/** What is put in at the schema that a migration made, the oldest first. */
const steps: readonly (readonly [migration: string, ...statements: string[]])[] = [
  [
    "Migration20261123000000_initial",
    `insert into models (id, provider, name) values ('${id(1)}', 'anthropic', 'claude'), ('${id(2)}', 'openai', 'gpt')`,
    `insert into datasets (id, name) values ('${id(3)}', 'questions')`,
    `insert into prompts (id, name) values ('${id(4)}', 'answer')`,
    `insert into prompt_versions (id, prompt_id, number, text, text_hash, created_at)
      select ('01900000-0000-7000-8000-00000000001' || n)::uuid, '${id(4)}', n, 'Text "' || n || '" \\ é', repeat(n::text, 64),
        ('2026-03-0' || n || ' 00:00:00+00')::timestamptz from generate_series(1, 2) n`,
    `insert into runs (id, external_id, status, model_id, dataset_id, prompt_version_id, source, started_at)
      select ('01900000-0000-7000-8000-00000000002' || n)::uuid, 'run ' || n, 'running',
        case when n = 3 then '${id(2)}'::uuid else '${id(1)}'::uuid end, '${id(3)}',
        case when n = 2 then '${id(12)}'::uuid else '${id(11)}'::uuid end, 'promptfoo 0.1', ('2026-03-0' || n || ' 00:00:00+00')::timestamptz
      from generate_series(1, 5) n`,
    `insert into run_results (run_id, position, item_key, repeat, input, expected, output, score, error, latency_ms, cost_usd, text_replaced)
      select ('01900000-0000-7000-8000-00000000002' || n)::uuid, item, 'item ' || item, 1, 'question ' || item, 'right', 'answer',
        case when n = 1 then (3 - item) / 2.0 when n = 2 then 1 end, case when n > 2 then 'broke' end, 100 * item, 0.1, false
      from generate_series(1, 4) n, generate_series(1, 3) item`,
    completed(
      21,
      "average_score = 0.5, perfect_items = 1, partial_items = 1, failed_items = 1, errored_items = 0",
      ", latency_ms = 200, cost_usd = 0.30000000000000004",
    ),
    completed(
      22,
      "average_score = 1, perfect_items = 3, partial_items = 0, failed_items = 0, errored_items = 0",
      ", latency_ms = 200, cost_usd = 0.30000000000000004",
    ),
    completed(
      23,
      "perfect_items = 0, partial_items = 0, failed_items = 0, errored_items = 3",
      ", latency_ms = 200, cost_usd = 0.30000000000000004",
    ),
    `update runs set status = 'failed', failed_at = started_at, error = 'stopped' where id = '${id(24)}'`,
  ],
  [
    "Migration20261123173619_facts",
    `insert into fact_generations (stage, time_zone, layout, hours_from, complete) values ('current', 'UTC', 2, '2026-03-01 00:00:00+00', true)`,
    `insert into fact_histograms values (1, 'day', '2026-03-01 00:00:00+00', 'score', '{0,1}')`,
  ],
  [
    "Migration20261128204400_what_a_result_is",
    `insert into models (id, provider, name, canonical_id) values ('${id(5)}', 'openai', 'gpt-old', '${id(2)}')`,
    `insert into renamings (id, kind, from_id, to_id, merged, moved, at)
      values ('${id(6)}', 'model', '${id(5)}', '${id(2)}', true, '["${id(5)}"]', '2026-03-10 00:00:00+00')`,
    `insert into metrics (name, higher_is_better) values ('tone', true)`,
    `insert into runs (id, external_id, status, model_id, dataset_id, prompt_version_id, label, tags, started_at)
      values ('${id(26)}', 'run 6', 'running', '${id(5)}', '${id(3)}', '${id(12)}', 'main', '{"branch": "x"}', '2026-03-06 00:00:00+00')`,
    `insert into run_results (run_id, position, item_key, repeat, output, score, passed, metrics, text_replaced)
      select '${id(26)}', item, 'item ' || item, 1, 'answer', case when item < 3 then 0.25 end, case when item < 3 then false end,
        '{"tone": 0.5, "style": "dry"}', false from generate_series(1, 3) item`,
    completed(
      26,
      "average_score = 0.25, perfect_items = 0, partial_items = 2, failed_items = 0, errored_items = 0",
      `,
      unscored_items = 1, passed_items = 0, measured_items = 0, priced_items = 0, input_counted_items = 0, output_counted_items = 0,
      metrics = '[{"n": 3, "name": "tone", "mean": 0.5, "words": [], "deviation": 0}]', items_hash = 'ab'`,
    ),
  ],
  [
    "Migration20261129084952_transcript",
    `insert into run_revisions (id, run_id, number, replaced_at, held) values ('${id(7)}', '${id(26)}', 1, '2026-03-07 00:00:00+00',
      '{"source": null, "status": "running", "results": 1, "sourceFile": null, "totalItems": null, "startedAt": "2026-03-06T00:00:00.000Z",
        "completedAt": null, "passedItems": null, "scoreMetric": null, "averageScore": null}')`,
    `insert into run_revision_results values ('${id(7)}', 1, '{"item_key": "item 1", "score": 0.125, "transcript": "steps"}')`,
  ],
  ["Migration20261129122355_items_in_facts"],
  [
    "Migration20261129200848_texts_removed",
    `update runs set texts_removed_at = '2026-03-20 00:00:00+00' where id = '${id(21)}'`,
    `update run_results set item_name = null, input = null, expected = null, output = null, reason = null, transcript = null
      where run_id = '${id(21)}'`,
  ],
];

const folder = join(import.meta.dirname, "fixtures");
const orm = await createOrm({});
for (const [migration, ...statements] of steps) {
  await orm.withMigrator((migrator) => migrator.up({ to: migration }));
  for (const statement of statements) await orm.em.execute(statement);
  const packed = join(folder, "packed");
  await writeBackup(orm, packed, new Date("2026-03-30T00:00:00.000Z"));
  await writeFile(join(folder, `${migration}.ndjson`), zstdDecompressSync(await readFile(packed)));
  await rm(packed);
}
await orm.close();
