import { Migration } from '@mikro-orm/migrations';

export class Migration20261128204400_what_a_result_is extends Migration {

  override name = 'Migration20261128204400_what_a_result_is';

  override up(): void | Promise<void> {
    this.addSql(`create table "metrics" ("name" text not null, "higher_is_better" boolean null, primary key ("name"));`);

    this.addSql(`create table "metric_facts" ("generation" int not null, "scope" text not null, "unit" text not null, "bucket" timestamptz(3) not null, "model_id" uuid not null, "dataset_id" uuid not null, "prompt_version_id" uuid not null, "metric" text not null, "runs" int not null, "items" bigint not null, "mean_sum" numeric not null, "mean_squares" numeric not null, primary key ("generation", "scope", "unit", "bucket", "model_id", "dataset_id", "prompt_version_id", "metric"));`);

    this.addSql(`create table "renamings" ("id" uuid not null, "kind" text not null, "from_id" uuid not null, "to_id" uuid not null, "merged" boolean not null, "moved" jsonb not null, "at" timestamptz(3) not null, "undone_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "renamings_at_index" on "renamings" ("at", "id");`);

    this.addSql(`alter table "datasets" add "canonical_id" uuid null;`);
    this.addSql(`update "datasets" set "canonical_id" = "id";`);
    this.addSql(`alter table "datasets" alter column "canonical_id" set not null;`);
    this.addSql(`alter table "datasets" add constraint "datasets_canonical_id_foreign" foreign key ("canonical_id") references "datasets" ("id");`);

    this.addSql(`alter table "models" add "canonical_id" uuid null;`);
    this.addSql(`update "models" set "canonical_id" = "id";`);
    this.addSql(`alter table "models" alter column "canonical_id" set not null;`);
    this.addSql(`alter table "models" add constraint "models_canonical_id_foreign" foreign key ("canonical_id") references "models" ("id");`);

    this.addSql(`alter table "prompts" add "canonical_id" uuid null;`);
    this.addSql(`update "prompts" set "canonical_id" = "id";`);
    this.addSql(`alter table "prompts" alter column "canonical_id" set not null;`);
    this.addSql(`alter table "prompts" add constraint "prompts_canonical_id_foreign" foreign key ("canonical_id") references "prompts" ("id");`);

    this.addSql(`alter table "prompt_versions" drop constraint "prompt_versions_prompt_number_unique";`);
    this.addSql(`alter table "prompt_versions" add "first_run_at" timestamptz(3) null, add "canonical_id" uuid null;`);
    // Versions are numbered by when they were first run, and no longer by when they were first recorded.
    this.addSql(`update "prompt_versions" version set "canonical_id" = "id", "first_run_at" = coalesce((select min(run.started_at) from runs run where run.prompt_version_id = version.id), version.created_at);`);
    this.addSql(`update "prompt_versions" version set "number" = placed.number from (select id, row_number() over (partition by prompt_id order by first_run_at, id) as number from prompt_versions) placed where placed.id = version.id and placed.number <> version.number;`);
    this.addSql(`alter table "prompt_versions" alter column "first_run_at" set not null, alter column "canonical_id" set not null;`);
    this.addSql(`alter table "prompt_versions" add constraint "prompt_versions_canonical_id_foreign" foreign key ("canonical_id") references "prompt_versions" ("id");`);
    this.addSql(`create index "prompt_versions_prompt_number_index" on "prompt_versions" ("prompt_id", "number");`);

    // Of another layout they are built again from the runs, which are counted until then.
    this.addSql(`truncate "facts", "fact_histograms", "fact_generations";`);
    this.addSql(`alter table "facts" add "unscored_runs" int not null, add "passed_items" bigint not null, add "unscored_items" bigint not null, add "passed_squares" numeric not null, add "passed_scored" numeric not null, add "scored_squares" numeric not null, add "measured_items" bigint not null, add "priced_items" bigint not null, add "spent_runs" int not null, add "spent_usd_sum" numeric not null;`);

    this.addSql(`alter table "run_results" drop constraint "run_results_errored_check";`);
    this.addSql(`drop trigger if exists "immutable_on_update" on "run_results";`);
    this.addSql(`drop function if exists "run_results_immutable_on_update_fn"();`);
    this.addSql(`alter table "run_results" add "item_name" text null, add "passed" boolean null, add "metrics" jsonb null, add "cached" boolean null;`);
    // What no tool has judged passes from a score of 0.5 on. The table is written once more, and no row is updated.
    this.addSql(`alter table "run_results" alter column "passed" type boolean using score >= 0.5;`);
    this.addSql(`alter table "run_results" add constraint "run_results_passed_check" check ((passed is null) = (score is null));`);
    this.addSql(`alter table "run_results" add constraint "run_results_errored_check" check (score is null or error is null);`);
    this.addSql(`create or replace function "run_results_immutable_on_update_fn"() returns trigger as \$\$ begin if old.score is not null or old.error is not null or (to_jsonb(new) - '{score,passed,reason,metrics}'::text[]) is distinct from (to_jsonb(old) - '{score,passed,reason,metrics}'::text[]) then raise exception 'a result is never changed' using errcode = 'object_not_in_prerequisite_state'; end if; return new; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "immutable_on_update" BEFORE UPDATE on "run_results" for each ROW execute function "run_results_immutable_on_update_fn"();`);

    this.addSql(`alter table "runs" drop constraint "runs_items_check";`);
    this.addSql(`alter table "runs" drop constraint "runs_items_known_check";`);
    this.addSql(`alter table "runs" drop constraint "runs_scored_check";`);
    this.addSql(`drop trigger if exists "runs_immutable" on "runs";`);
    this.addSql(`drop function if exists "runs_runs_immutable_fn"();`);
    this.addSql(`alter table "runs" add "tags" jsonb not null default '{}', add "pass_mark" double precision not null default 0.5, add "score_metric" text null, add "passed_items" int null, add "unscored_items" int null, add "measured_items" int null, add "input_counted_items" int null, add "output_counted_items" int null, add "priced_items" int null, add "spent_usd" double precision null, add "metrics" jsonb null, add "items_hash" text null;`);
    // Of runs without stored results, which somebody loaded by hand, only what is sure.
    this.addSql(`update "runs" run set
  "passed_items" = least(coalesce(found.passed, run.perfect_items), run.perfect_items + run.partial_items + run.failed_items),
  "unscored_items" = 0,
  "measured_items" = least(coalesce(found.measured, case when run.latency_ms is null then 0 else run.total_items end), run.total_items),
  "input_counted_items" = least(coalesce(found.input_counted, case when run.input_tokens is null then 0 else run.total_items end), run.total_items),
  "output_counted_items" = least(coalesce(found.output_counted, case when run.output_tokens is null then 0 else run.total_items end), run.total_items),
  "priced_items" = least(coalesce(found.priced, case when run.cost_usd is null then 0 else run.total_items end), run.total_items),
  "metrics" = '[]',
  "items_hash" = encode(sha256(convert_to(coalesce(found.items, ''), 'UTF8')), 'hex')
from runs as ended
left join (
  select run_id,
    count(*) filter (where passed) as passed,
    count(latency_ms) as measured,
    count(input_tokens) as input_counted,
    count(output_tokens) as output_counted,
    count(cost_usd) as priced,
    string_agg(distinct (item_key || E'\\n' || md5(coalesce(input, '')) || md5(coalesce(expected, ''))) collate "C", E'\\n') as items
  from run_results
  group by run_id
) found on found.run_id = ended.id
where ended.id = run.id and run.status = 'completed';`);
    this.addSql(`create index "runs_tags_index" on "runs" using gin ("tags" jsonb_path_ops);`);
    this.addSql(`alter table "runs" add constraint "runs_passed_items_check" check (passed_items >= 0 and passed_items <= perfect_items + partial_items + failed_items);`);
    this.addSql(`alter table "runs" add constraint "runs_counted_items_check" check (measured_items >= 0 and priced_items >= 0 and input_counted_items >= 0 and output_counted_items >= 0 and greatest(measured_items, priced_items, input_counted_items, output_counted_items) <= total_items);`);
    this.addSql(`alter table "runs" add constraint "runs_spent_usd_check" check (spent_usd >= '0' and spent_usd < 'Infinity');`);
    this.addSql(`alter table "runs" add constraint "runs_pass_mark_check" check (pass_mark >= '0' and pass_mark <= '1');`);
    this.addSql(`alter table "runs" add constraint "runs_items_check" check (perfect_items >= 0 and partial_items >= 0 and failed_items >= 0 and errored_items >= 0 and unscored_items >= 0 and total_items = perfect_items + partial_items + failed_items + errored_items + unscored_items);`);
    this.addSql(`alter table "runs" add constraint "runs_items_known_check" check (num_nulls(total_items, passed_items, perfect_items, partial_items, failed_items, errored_items, unscored_items, measured_items, priced_items, input_counted_items, output_counted_items, metrics, items_hash) in (0, 13));`);
    this.addSql(`alter table "runs" add constraint "runs_scored_check" check ((average_score is null) = (total_items is null or total_items = errored_items + unscored_items));`);
    this.addSql(`create or replace function "runs_runs_immutable_fn"() returns trigger as \$\$ begin if (to_jsonb(new) - '{label,tags,average_score,passed_items,perfect_items,partial_items,failed_items,unscored_items,metrics}'::text[]) is distinct from (to_jsonb(old) - '{label,tags,average_score,passed_items,perfect_items,partial_items,failed_items,unscored_items,metrics}'::text[]) or (coalesce(old.unscored_items, 0) = 0 and (to_jsonb(new) - '{label,tags}'::text[]) is distinct from (to_jsonb(old) - '{label,tags}'::text[])) then raise exception 'run % is % and cannot be changed', old.id, old.status using errcode = 'object_not_in_prerequisite_state'; end if; return new; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "runs_immutable" BEFORE UPDATE on "runs" for each ROW
  when ((old.status <> 'running'::text)) execute function "runs_runs_immutable_fn"();`);

    this.addSql(`alter table "metric_facts" add constraint "metric_facts_scope_check" check (scope in ('board', 'model', 'dataset', 'stratum'));`);
    this.addSql(`alter table "metric_facts" add constraint "metric_facts_unit_check" check (unit in ('hour', 'day', 'week', 'month', 'all'));`);
    this.addSql(`alter table "metric_facts" add constraint "metric_facts_of_check" check ((scope in ('model', 'stratum')) = (model_id <> '00000000-0000-0000-0000-000000000000') and (scope in ('dataset', 'stratum')) = (dataset_id <> '00000000-0000-0000-0000-000000000000') and (scope = 'stratum') = (prompt_version_id <> '00000000-0000-0000-0000-000000000000'));`);
    this.addSql(`alter table "metric_facts" add constraint "metric_facts_runs_check" check (runs >= 0);`);

    this.addSql(`alter table "renamings" add constraint "renamings_kind_check" check (kind in ('model', 'dataset', 'prompt'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "metrics" cascade;`);
    this.addSql(`drop table if exists "metric_facts" cascade;`);
    this.addSql(`drop table if exists "renamings" cascade;`);

    this.addSql(`alter table "datasets" drop constraint "datasets_canonical_id_foreign";`);

    this.addSql(`alter table "models" drop constraint "models_canonical_id_foreign";`);

    this.addSql(`alter table "prompt_versions" drop constraint "prompt_versions_canonical_id_foreign";`);

    this.addSql(`alter table "prompts" drop constraint "prompts_canonical_id_foreign";`);

    this.addSql(`alter table "datasets" drop column "canonical_id";`);

    this.addSql(`truncate "facts", "fact_histograms", "fact_generations";`);
    this.addSql(`alter table "facts" drop column "unscored_runs", drop column "passed_items", drop column "unscored_items", drop column "passed_squares", drop column "passed_scored", drop column "scored_squares", drop column "measured_items", drop column "priced_items", drop column "spent_runs", drop column "spent_usd_sum";`);

    this.addSql(`alter table "models" drop column "canonical_id";`);

    this.addSql(`drop index "prompt_versions_prompt_number_index";`);
    this.addSql(`alter table "prompt_versions" drop column "first_run_at", drop column "canonical_id";`);
    this.addSql(`alter table "prompt_versions" add constraint "prompt_versions_prompt_number_unique" unique ("prompt_id", "number");`);

    this.addSql(`alter table "prompts" drop column "canonical_id";`);

    this.addSql(`alter table "run_results" drop constraint "run_results_passed_check";`);
    this.addSql(`alter table "run_results" drop constraint "run_results_errored_check";`);
    this.addSql(`drop trigger if exists "immutable_on_update" on "run_results";`);
    this.addSql(`drop function if exists "run_results_immutable_on_update_fn"();`);
    this.addSql(`alter table "run_results" drop column "item_name", drop column "passed", drop column "metrics", drop column "cached";`);
    this.addSql(`alter table "run_results" add constraint "run_results_errored_check" check ((score is null) = (error is not null));`);
    this.addSql(`create or replace function "run_results_immutable_on_update_fn"() returns trigger as \$\$ begin raise exception 'a result is never changed' using errcode = 'object_not_in_prerequisite_state'; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "immutable_on_update" BEFORE UPDATE on "run_results" for each STATEMENT execute function "run_results_immutable_on_update_fn"();`);

    this.addSql(`drop index "runs_tags_index";`);
    this.addSql(`alter table "runs" drop constraint "runs_passed_items_check";`);
    this.addSql(`alter table "runs" drop constraint "runs_counted_items_check";`);
    this.addSql(`alter table "runs" drop constraint "runs_spent_usd_check";`);
    this.addSql(`alter table "runs" drop constraint "runs_pass_mark_check";`);
    this.addSql(`alter table "runs" drop constraint "runs_items_check";`);
    this.addSql(`alter table "runs" drop constraint "runs_items_known_check";`);
    this.addSql(`alter table "runs" drop constraint "runs_scored_check";`);
    this.addSql(`drop trigger if exists "runs_immutable" on "runs";`);
    this.addSql(`drop function if exists "runs_runs_immutable_fn"();`);
    this.addSql(`alter table "runs" drop column "tags", drop column "pass_mark", drop column "score_metric", drop column "passed_items", drop column "unscored_items", drop column "measured_items", drop column "input_counted_items", drop column "output_counted_items", drop column "priced_items", drop column "spent_usd", drop column "metrics", drop column "items_hash";`);
    this.addSql(`alter table "runs" add constraint "runs_items_check" check (perfect_items >= 0 and partial_items >= 0 and failed_items >= 0 and errored_items >= 0 and total_items = perfect_items + partial_items + failed_items + errored_items);`);
    this.addSql(`alter table "runs" add constraint "runs_items_known_check" check (num_nulls(total_items, perfect_items, partial_items, failed_items, errored_items) in (0, 5));`);
    this.addSql(`alter table "runs" add constraint "runs_scored_check" check ((average_score is null) = (total_items is null or total_items = errored_items));`);
    this.addSql(`create or replace function "runs_runs_immutable_fn"() returns trigger as \$\$ begin raise exception 'run % is % and cannot be changed', old.id, old.status using errcode = 'object_not_in_prerequisite_state'; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "runs_immutable" BEFORE UPDATE on "runs" for each ROW
  when ((old.status <> 'running'::text)) execute function "runs_runs_immutable_fn"();`);
  }

}
