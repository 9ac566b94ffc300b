import { Migration } from '@mikro-orm/migrations';

export class Migration20261130100000_several_servers extends Migration {

  override name = 'Migration20261130100000_several_servers';

  override up(): void | Promise<void> {
    // What is of use for a minute is worth no disk's flush, no replica and no backup; a crash empties it.
    this.addSql(`create unlogged table "kept_reports" ("key" text not null, "report" text null, "computed_at" timestamptz(3) null, "expires_at" timestamptz(3) not null, primary key ("key"));`);
    this.addSql(`alter table "kept_reports" add constraint "kept_reports_computed_check" check ((report is null) = (computed_at is null));`);

    this.addSql(`create unlogged table "duties" ("name" text not null, "holder" uuid not null, "held_until" timestamptz(3) not null, primary key ("name"));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "kept_reports" cascade;`);
    this.addSql(`drop table if exists "duties" cascade;`);
  }

}
