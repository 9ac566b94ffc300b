import { Migration } from '@mikro-orm/migrations';

export class Migration20261123173619_facts extends Migration {

  override name = 'Migration20261123173619_facts';

  override up(): void | Promise<void> {
    this.addSql(`create table "fact_generations" ("id" serial primary key, "stage" text not null, "time_zone" text not null, "layout" int not null, "hours_from" timestamptz(3) not null, "complete" boolean not null, "scanned_at" timestamptz(3) null, "scanned_id" uuid null);`);
    this.addSql(`alter table "fact_generations" add constraint "fact_generations_stage_unique" unique ("stage");`);

    this.addSql(`create table "fact_histograms" ("generation" int not null, "unit" text not null, "bucket" timestamptz(3) not null, "measure" text not null, "bins" int[] not null, primary key ("generation", "unit", "bucket", "measure"));`);

    this.addSql(`create table "facts" ("generation" int not null, "scope" text not null, "unit" text not null, "bucket" timestamptz(3) not null, "model_id" uuid not null, "dataset_id" uuid not null, "prompt_version_id" uuid not null, "runs" int not null, "perfect_runs" int not null, "partial_runs" int not null, "failed_runs" int not null, "errored_runs" int not null, "score_sum" numeric not null, "score_squares" numeric not null, "perfect_items" bigint not null, "partial_items" bigint not null, "failed_items" bigint not null, "errored_items" bigint not null, "measured_runs" int not null, "latency_ms_sum" numeric not null, "priced_runs" int not null, "cost_usd_sum" numeric not null, "input_counted_runs" int not null, "input_tokens_sum" numeric not null, "output_counted_runs" int not null, "output_tokens_sum" numeric not null, primary key ("generation", "scope", "unit", "bucket", "model_id", "dataset_id", "prompt_version_id"));`);

    this.addSql(`alter table "fact_generations" add constraint "fact_generations_stage_check" check (stage in ('current', 'building', 'checking'));`);
    this.addSql(`alter table "fact_generations" add constraint "fact_generations_scanned_check" check ((scanned_at is null) = (scanned_id is null));`);

    this.addSql(`alter table "fact_histograms" add constraint "fact_histograms_unit_check" check (unit in ('hour', 'day', 'week', 'month', 'all'));`);
    this.addSql(`alter table "fact_histograms" add constraint "fact_histograms_measure_check" check (measure in ('score', 'latency'));`);

    this.addSql(`alter table "facts" add constraint "facts_scope_check" check (scope in ('board', 'model', 'dataset', 'stratum'));`);
    this.addSql(`alter table "facts" add constraint "facts_unit_check" check (unit in ('hour', 'day', 'week', 'month', 'all'));`);
    this.addSql(`alter table "facts" add constraint "facts_of_check" check ((scope in ('model', 'stratum')) = (model_id <> '00000000-0000-0000-0000-000000000000') and (scope in ('dataset', 'stratum')) = (dataset_id <> '00000000-0000-0000-0000-000000000000') and (scope = 'stratum') = (prompt_version_id <> '00000000-0000-0000-0000-000000000000'));`);
    this.addSql(`alter table "facts" add constraint "facts_runs_check" check (runs >= 0);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "fact_generations" cascade;`);
    this.addSql(`drop table if exists "fact_histograms" cascade;`);
    this.addSql(`drop table if exists "facts" cascade;`);
  }

}
