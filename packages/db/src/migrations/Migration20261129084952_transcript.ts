import { Migration } from '@mikro-orm/migrations';

export class Migration20261129084952_transcript extends Migration {

  override name = 'Migration20261129084952_transcript';

  override up(): void | Promise<void> {
    this.addSql(`alter table "run_results" add "transcript" text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "run_results" drop column "transcript";`);
  }

}
