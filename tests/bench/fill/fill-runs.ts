import type { Orm } from "@evalboard/db";

/** How many runs one INSERT makes. */
const RUNS_A_STEP = 1_000_000;

/** Of the board that is filled. A dataset is asked with two of the prompts. */
const MODELS = 40;
const DATASETS = 25;
const PROMPTS = 10;

/** Of a dataset, by its number from 0 on: from 50 to 98. */
const itemsOf = (dataset: string) => `(50 + 2 * ${dataset})`;

/**
 * Fills an empty board with completed runs of the year that ends now, without results, evenly spread. Some models and
 * datasets have most of the runs; a version of a prompt is in use for four months and the last runs of one and the first of
 * the next mix. Needs a superuser, for foreign keys are not checked row by row.
 */
export async function fillRuns(orm: Orm, runs: number, say: (what: string) => void): Promise<void> {
  const execute = (sql: string): Promise<Row[]> => orm.em.getConnection().execute(sql);
  await fillCatalogue(execute);
  const indexes = await takeIndexes(execute);
  for (let from = 1; from <= runs; from += RUNS_A_STEP) {
    const to = Math.min(runs, from + RUNS_A_STEP - 1);
    await orm.em.fork().transactional(async (em) => {
      await em.execute("set local session_replication_role = replica");
      await em.execute(insertRuns(from, to, runs));
    });
    if (to < runs) say(`${to} of ${runs} runs`);
  }
  for (const definition of indexes) await execute(definition);
  await execute("vacuum analyze");
}

type Row = Record<string, unknown>;
type Execute = (sql: string) => Promise<Row[]>;

async function fillCatalogue(execute: Execute): Promise<void> {
  const names = (table: string, columns: string, values: string, count: number) =>
    execute(`insert into ${table} (id, canonical_id, ${columns}) select id, id, ${values}
      from (select gen_random_uuid() as id, n from generate_series(0, ${count - 1}) n) named`);
  await names("models", "provider, name", "'provider-' || n % 4, 'model-' || n", MODELS);
  await names("datasets", "name", "'dataset-' || n", DATASETS);
  await names("prompts", "name", "'prompt-' || n", PROMPTS);
  await execute(`insert into prompt_versions (id, canonical_id, prompt_id, number, text, text_hash, created_at, first_run_at)
    select id, id, prompt_id, n, 'text ' || n, repeat('0', 63) || n, at, at
    from (
      select gen_random_uuid() as id, p.id as prompt_id, n, now() - (4 - n) * interval '121 days' as at
      from prompts p, generate_series(1, 3) n
    ) made`);
}

/** Drops the indexes that are not of constraints, which are made faster afterwards; gives what makes them. */
async function takeIndexes(execute: Execute): Promise<string[]> {
  const rows = await execute(`select indexname, indexdef from pg_indexes where tablename = 'runs'
    and not exists (select from pg_constraint where conname = indexname)`);
  for (const { indexname } of rows) await execute(`drop index "${String(indexname)}"`);
  return rows.map(({ indexdef }) => String(indexdef));
}

/** Runs number `from` to `to` of `runs`, in the order of time; their ids too are in that order, as those of clients are. */
function insertRuns(from: number, to: number, runs: number): string {
  return `
    insert into runs (id, external_id, status, model_id, dataset_id, prompt_version_id, label, started_at, completed_at,
      average_score, total_items, passed_items, perfect_items, partial_items, failed_items, errored_items, unscored_items,
      latency_ms, measured_items, input_tokens, input_counted_items, output_tokens, output_counted_items, cost_usd,
      priced_items, metrics, items_hash)
    with m as (select array_agg(id order by name) ids from models), d as (select array_agg(id order by name) ids from datasets),
      v as (select array_agg(v.id order by p.name, v.number) ids from prompt_versions v join prompts p on p.id = prompt_id),
      numbered as (
        select n, n::float8 / ${runs} as share, random() as luck, random() as noise,
          floor(${MODELS} * random() ^ 1.7)::int as model, floor(${DATASETS} * random() ^ 1.4)::int as dataset,
          floor(2 * random())::int as which, date_trunc('milliseconds', now()) - interval '1 minute'
            - (1 - n::float8 / ${runs}) * interval '364 days' as at
        from generate_series(${from}, ${to}) n
      ),
      scored as (
        select *, least(3, greatest(1, ceil(share * 3 + (noise - 0.5) / 4)))::int as version,
          case when luck < 0.005 then null when luck < 0.02 then 0 when luck > 0.9 then 1
            else least(0.999, greatest(0.001, 0.9 - 0.01 * model - 0.008 * dataset + (noise - 0.5) / 3)) end as score
        from numbered
      )
    select
      (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0')
        || '8' || substr(md5(n::text), 1, 15))::uuid,
      'run-' || lpad(n::text, 8, '0'), 'completed', m.ids[1 + model], d.ids[1 + dataset],
      v.ids[3 * ((dataset + 5 * which) % ${PROMPTS}) + version], case when n % 10 = 0 then 'main' end, at - interval '1 minute', at,
      score, items, perfect, perfect, 0, scored - perfect, items - scored, 0,
      case when scored > 0 then (300 + 20 * model) * exp(noise) end, scored, 3000, items, 900, items, 0.001 * (1 + model), items,
      '[]', md5(dataset::text)
    from scored, m, d, v, lateral (select ${itemsOf("dataset")} as items) size, lateral (
      select case when score is null then 0 else items end as scored, coalesce(round(items * score), 0) as perfect
    ) answered`;
}

/**
 * Gives the built facts of runs without results the items that such runs would have: every scored run asked all items of
 * its dataset, and an item passes the oftener, the easier it is and the better the run was.
 */
export async function fillItemFacts(orm: Orm): Promise<void> {
  await orm.em.getConnection().execute(`
    insert into item_facts (generation, prompt_version_id, model_id, dataset_id, item_key, n, score_sum, score_squares, passes)
    select generation, prompt_version_id, model_id, dataset_id, 'item-' || item, asked, passes, passes, passes
    from (select id, row_number() over (order by name) - 1 as n from datasets) dataset
    join (select *, perfect_runs + partial_runs + failed_runs as asked from facts where scope = 'stratum' and unit = 'all') fact
      on fact.dataset_id = dataset.id and asked > 0,
    generate_series(1, ${itemsOf("dataset.n")}) item, lateral (select ('x' || left(md5(id::text || item), 7))::bit(28)::int / 2.0 ^ 28 as ease) drawn,
    lateral (select round(asked * least(1, greatest(0, score_sum / asked + (ease - 0.5) / 2)))::int as passes) answered`);
}
