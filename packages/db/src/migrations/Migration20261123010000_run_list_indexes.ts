import { Migration } from '@mikro-orm/migrations';

export class Migration20261123010000_run_list_indexes extends Migration {

  override name = 'Migration20261123010000_run_list_indexes';

  override up(): void | Promise<void> {
    this.addSql(`create index "runs_average_score_id_index" on "runs" ("average_score", "id");`);
    this.addSql(`create index "runs_latency_ms_id_index" on "runs" ("latency_ms", "id");`);
    this.addSql(`create index "runs_cost_usd_id_index" on "runs" ("cost_usd", "id");`);
    this.addSql(`create index "runs_external_id_prefix_index" on "runs" ("external_id" text_pattern_ops);`);
    this.addSql(`create index "runs_model_started_at_id_index" on "runs" ("model_id", "started_at", "id");`);
    this.addSql(`create index "runs_dataset_started_at_id_index" on "runs" ("dataset_id", "started_at", "id");`);
    this.addSql(`create index "runs_prompt_version_started_at_id_index" on "runs" ("prompt_version_id", "started_at", "id");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "runs_average_score_id_index";`);
    this.addSql(`drop index "runs_latency_ms_id_index";`);
    this.addSql(`drop index "runs_cost_usd_id_index";`);
    this.addSql(`drop index "runs_external_id_prefix_index";`);
    this.addSql(`drop index "runs_model_started_at_id_index";`);
    this.addSql(`drop index "runs_dataset_started_at_id_index";`);
    this.addSql(`drop index "runs_prompt_version_started_at_id_index";`);
  }

}
