import { Migration } from '@mikro-orm/migrations';

export class Migration20261130000000_saved_views_and_settings extends Migration {

  override name = 'Migration20261130000000_saved_views_and_settings';

  override up(): void | Promise<void> {
    this.addSql(`create table "saved_views" ("id" uuid not null, "name" text not null, "address" text not null, "created_by" text not null, "created_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`alter table "saved_views" add constraint "saved_views_name_unique" unique ("name");`);

    this.addSql(`create table "settings" ("name" text not null, "value" jsonb not null, "changed_at" timestamptz(3) not null, primary key ("name"));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "saved_views" cascade;`);
    this.addSql(`drop table if exists "settings" cascade;`);
  }

}
