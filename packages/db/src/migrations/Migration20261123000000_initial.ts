import { Migration } from '@mikro-orm/migrations';

export class Migration20261123000000_initial extends Migration {

  override name = 'Migration20261123000000_initial';

  override up(): void | Promise<void> {
    this.addSql(`create table "datasets" ("id" uuid not null, "name" text not null, primary key ("id"));`);
    this.addSql(`alter table "datasets" add constraint "datasets_name_unique" unique ("name");`);

    this.addSql(`create table "models" ("id" uuid not null, "provider" text not null, "name" text not null, primary key ("id"));`);
    this.addSql(`alter table "models" add constraint "models_provider_name_unique" unique ("provider", "name");`);

    this.addSql(`create table "prompts" ("id" uuid not null, "name" text not null, primary key ("id"));`);
    this.addSql(`alter table "prompts" add constraint "prompts_name_unique" unique ("name");`);

    this.addSql(`create table "prompt_versions" ("id" uuid not null, "prompt_id" uuid not null, "number" int not null, "text" text not null, "text_hash" varchar(64) not null, "created_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`alter table "prompt_versions" add constraint "prompt_versions_prompt_number_unique" unique ("prompt_id", "number");`);
    this.addSql(`alter table "prompt_versions" add constraint "prompt_versions_prompt_text_hash_unique" unique ("prompt_id", "text_hash");`);
    this.addSql(`alter table "prompt_versions" add constraint "prompt_versions_number_check" check (number >= 1);`);

    this.addSql(`create table "runs" ("id" uuid not null, "external_id" text not null, "status" text not null, "model_id" uuid not null, "dataset_id" uuid not null, "prompt_version_id" uuid not null, "source" text null, "started_at" timestamptz(3) not null, "completed_at" timestamptz(3) null, "failed_at" timestamptz(3) null, "error" text null, "average_score" double precision null, "total_items" int null, "perfect_items" int null, "partial_items" int null, "failed_items" int null, "errored_items" int null, "latency_ms" double precision null, "input_tokens" bigint null, "output_tokens" bigint null, "cost_usd" double precision null, primary key ("id"));`);
    this.addSql(`alter table "runs" add constraint "runs_external_id_unique" unique ("external_id");`);
    this.addSql(`create index "runs_completed_at_index" on "runs" ("completed_at") where "status" = 'completed';`);
    this.addSql(`create index "runs_started_at_id_index" on "runs" ("started_at", "id");`);
    this.addSql(`alter table "runs" add constraint "runs_status_check" check (status in ('running', 'completed', 'failed'));`);
    this.addSql(`alter table "runs" add constraint "runs_completed_check" check ((status = 'completed') = (completed_at is not null) and (status = 'completed') = (total_items is not null));`);
    this.addSql(`alter table "runs" add constraint "runs_failed_check" check ((status = 'failed') = (failed_at is not null));`);
    this.addSql(`alter table "runs" add constraint "runs_order_check" check (completed_at >= started_at and failed_at >= started_at);`);
    this.addSql(`alter table "runs" add constraint "runs_average_score_check" check (average_score >= '0' and average_score <= '1');`);
    this.addSql(`alter table "runs" add constraint "runs_items_check" check (perfect_items >= 0 and partial_items >= 0 and failed_items >= 0 and errored_items >= 0 and total_items = perfect_items + partial_items + failed_items + errored_items);`);
    this.addSql(`alter table "runs" add constraint "runs_items_known_check" check (num_nulls(total_items, perfect_items, partial_items, failed_items, errored_items) in (0, 5));`);
    this.addSql(`alter table "runs" add constraint "runs_scored_check" check ((average_score is null) = (total_items is null or total_items = errored_items));`);
    this.addSql(`alter table "runs" add constraint "runs_latency_ms_check" check (latency_ms >= '0' and latency_ms < 'Infinity');`);
    this.addSql(`alter table "runs" add constraint "runs_tokens_check" check (input_tokens >= 0 and output_tokens >= 0);`);
    this.addSql(`alter table "runs" add constraint "runs_cost_usd_check" check (cost_usd >= '0' and cost_usd < 'Infinity');`);
    this.addSql(`create or replace function "runs_runs_immutable_fn"() returns trigger as \$\$ begin raise exception 'run % is % and cannot be changed', old.id, old.status using errcode = 'object_not_in_prerequisite_state'; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "runs_immutable" BEFORE UPDATE on "runs" for each ROW
  when ((old.status <> 'running'::text)) execute function "runs_runs_immutable_fn"();`);

    this.addSql(`create table "run_results" ("run_id" uuid not null, "position" int not null, "item_key" text not null, "repeat" int not null, "input" text null, "expected" text null, "output" text null, "score" double precision null, "reason" text null, "error" text null, "latency_ms" double precision null, "input_tokens" bigint null, "output_tokens" bigint null, "cost_usd" double precision null, "text_replaced" boolean not null, primary key ("run_id", "position"));`);
    this.addSql(`alter table "run_results" add constraint "run_results_run_item_repeat_unique" unique ("run_id", "item_key", "repeat");`);
    this.addSql(`alter table "run_results" add constraint "run_results_position_check" check (position >= 1);`);
    this.addSql(`alter table "run_results" add constraint "run_results_repeat_check" check (repeat >= 1);`);
    this.addSql(`alter table "run_results" add constraint "run_results_score_check" check (score >= '0' and score <= '1');`);
    this.addSql(`alter table "run_results" add constraint "run_results_errored_check" check ((score is null) = (error is not null));`);
    this.addSql(`alter table "run_results" add constraint "run_results_latency_ms_check" check (latency_ms >= '0' and latency_ms < 'Infinity');`);
    this.addSql(`alter table "run_results" add constraint "run_results_tokens_check" check (input_tokens >= 0 and output_tokens >= 0);`);
    this.addSql(`alter table "run_results" add constraint "run_results_cost_usd_check" check (cost_usd >= '0' and cost_usd < 'Infinity');`);
    this.addSql(`create or replace function "run_results_immutable_on_insert_fn"() returns trigger as \$\$ begin if exists (select from (select distinct run_id from changed) touched where (select status from runs where id = touched.run_id) <> 'running') then raise exception 'results of a run that has ended cannot be changed' using errcode = 'object_not_in_prerequisite_state'; end if; return null; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "immutable_on_insert" after insert on "run_results" referencing new table as changed for each statement execute function "run_results_immutable_on_insert_fn"();`);
    this.addSql(`create or replace function "run_results_immutable_on_delete_fn"() returns trigger as \$\$ begin if exists (select from (select distinct run_id from changed) touched where (select status from runs where id = touched.run_id) <> 'running') then raise exception 'results of a run that has ended cannot be changed' using errcode = 'object_not_in_prerequisite_state'; end if; return null; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "immutable_on_delete" after delete on "run_results" referencing old table as changed for each statement execute function "run_results_immutable_on_delete_fn"();`);
    this.addSql(`create or replace function "run_results_immutable_on_update_fn"() returns trigger as \$\$ begin raise exception 'a result is never changed' using errcode = 'object_not_in_prerequisite_state'; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "immutable_on_update" BEFORE UPDATE on "run_results" for each STATEMENT execute function "run_results_immutable_on_update_fn"();`);

    this.addSql(`alter table "prompt_versions" add constraint "prompt_versions_prompt_id_foreign" foreign key ("prompt_id") references "prompts" ("id");`);

    this.addSql(`alter table "runs" add constraint "runs_model_id_foreign" foreign key ("model_id") references "models" ("id");`);
    this.addSql(`alter table "runs" add constraint "runs_dataset_id_foreign" foreign key ("dataset_id") references "datasets" ("id");`);
    this.addSql(`alter table "runs" add constraint "runs_prompt_version_id_foreign" foreign key ("prompt_version_id") references "prompt_versions" ("id");`);

    this.addSql(`alter table "run_results" add constraint "run_results_run_id_foreign" foreign key ("run_id") references "runs" ("id") on delete cascade;`);
  }

}
