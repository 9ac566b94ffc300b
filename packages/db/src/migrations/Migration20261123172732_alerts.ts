import { Migration } from '@mikro-orm/migrations';

export class Migration20261123172732_alerts extends Migration {

  override name = 'Migration20261123172732_alerts';

  override up(): void | Promise<void> {
    this.addSql(`create table "alerts" ("id" uuid not null, "type" text not null, "subject_id" uuid not null, "body" text not null, "raised_at" timestamptz(3) not null, "cleared_at" timestamptz(3) null, "attempts" int not null, "next_attempt_at" timestamptz(3) null, "delivered_at" timestamptz(3) null, "last_error" text null, primary key ("id"));`);
    this.addSql(`create index "alerts_due_index" on "alerts" ("next_attempt_at") where "next_attempt_at" is not null;`);
    this.addSql(`create unique index "alerts_open_unique" on "alerts" ("type", "subject_id") where "cleared_at" is null;`);

    this.addSql(`alter table "alerts" add constraint "alerts_attempts_check" check (attempts >= 0);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "alerts" cascade;`);
  }

}
