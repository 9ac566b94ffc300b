import { Migration } from '@mikro-orm/migrations';

export class Migration20261123172154_run_label extends Migration {

  override name = 'Migration20261123172154_run_label';

  override up(): void | Promise<void> {
    this.addSql(`alter table "runs" add "label" text null;`);
    this.addSql(`create index "runs_label_started_at_id_index" on "runs" ("label", "started_at", "id");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "runs_label_started_at_id_index";`);
    this.addSql(`alter table "runs" drop column "label";`);
  }

}
