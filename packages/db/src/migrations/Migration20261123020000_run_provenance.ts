import { Migration } from '@mikro-orm/migrations';

export class Migration20261123020000_run_provenance extends Migration {

  override name = 'Migration20261123020000_run_provenance';

  override up(): void | Promise<void> {
    this.addSql(`alter table "runs" add "source_file" text null, add "commit" text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "runs" drop column "source_file", drop column "commit";`);
  }

}
