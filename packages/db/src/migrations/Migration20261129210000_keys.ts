import { Migration } from '@mikro-orm/migrations';

export class Migration20261129210000_keys extends Migration {

  override name = 'Migration20261129210000_keys';

  override up(): void | Promise<void> {
    this.addSql(`create table "api_keys" ("id" uuid not null, "name" text not null, "prefix" text not null, "hash" text not null, "scopes" jsonb not null, "label" text null, "tags" jsonb not null, "is_setting" boolean not null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) null, "last_used_at" timestamptz(3) null, "revoked_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`alter table "api_keys" add constraint "api_keys_prefix_unique" unique ("prefix");`);

    this.addSql(`create table "audit_entries" ("id" uuid not null, "at" timestamptz(3) not null, "actor_kind" text not null, "actor_name" text not null, "actor_key_id" uuid null, "action" text not null, "subject" text null, "detail" jsonb not null, primary key ("id"));`);

    this.addSql(`create table "sessions" ("id" uuid not null, "key_id" uuid not null, "hash" text not null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`alter table "sessions" add constraint "sessions_hash_unique" unique ("hash");`);

    this.addSql(`alter table "sessions" add constraint "sessions_key_id_foreign" foreign key ("key_id") references "api_keys" ("id") on delete cascade;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "sessions" drop constraint "sessions_key_id_foreign";`);

    this.addSql(`drop table if exists "api_keys" cascade;`);
    this.addSql(`drop table if exists "audit_entries" cascade;`);
    this.addSql(`drop table if exists "sessions" cascade;`);
  }

}
