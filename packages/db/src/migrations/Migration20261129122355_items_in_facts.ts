import { Migration } from '@mikro-orm/migrations';

export class Migration20261129122355_items_in_facts extends Migration {

  override name = 'Migration20261129122355_items_in_facts';

  override up(): void | Promise<void> {
    this.addSql(`create table "item_facts" ("generation" int not null, "prompt_version_id" uuid not null, "model_id" uuid not null, "dataset_id" uuid not null, "item_key" text not null, "n" int not null, "score_sum" numeric not null, "score_squares" numeric not null, "passes" int not null, primary key ("generation", "prompt_version_id", "model_id", "dataset_id", "item_key"));`);

    // Of another layout they are built again from the runs, which are counted until then.
    this.addSql(`truncate "facts", "metric_facts", "fact_histograms", "fact_generations";`);
    this.addSql(`alter table "facts" add "inverse_items" numeric not null, add "latency_log_sum" numeric not null, add "latency_log_squares" numeric not null, drop column "passed_squares", drop column "passed_scored", drop column "scored_squares";`);

    this.addSql(`alter table "item_facts" add constraint "item_facts_n_check" check (n >= 0 and passes >= 0 and passes <= n);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "item_facts" cascade;`);

    this.addSql(`truncate "facts", "metric_facts", "fact_histograms", "fact_generations";`);
    this.addSql(`alter table "facts" drop column "inverse_items", drop column "latency_log_sum", drop column "latency_log_squares", add "passed_squares" numeric not null, add "passed_scored" numeric not null, add "scored_squares" numeric not null;`);
  }

}
