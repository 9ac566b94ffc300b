import { Migration } from '@mikro-orm/migrations';

export class Migration20261129010000_second_imports extends Migration {

  override name = 'Migration20261129010000_second_imports';

  override up(): void | Promise<void> {
    this.addSql(`create table "run_revisions" ("id" uuid not null, "run_id" uuid null, "number" int not null, "replaced_at" timestamptz(3) not null, "held" jsonb not null, primary key ("id"));`);
    this.addSql(`alter table "run_revisions" add constraint "run_revisions_run_number_unique" unique ("run_id", "number");`);

    this.addSql(`create table "run_revision_results" ("revision_id" uuid not null, "position" int not null, "result" jsonb not null, primary key ("revision_id", "position"));`);

    this.addSql(`drop trigger if exists "runs_immutable" on "runs";`);
    this.addSql(`drop function if exists "runs_runs_immutable_fn"();`);
    this.addSql(`alter table "runs" add "limited" boolean not null default false, add "revisions" int not null default 0, add "content_hash" text null;`);
    this.addSql(`alter table "runs" add constraint "runs_revisions_check" check (revisions >= 0);`);
    this.addSql(`create or replace function "runs_runs_immutable_fn"() returns trigger as \$\$ begin if (to_jsonb(new) - '{label,tags,content_hash,average_score,passed_items,perfect_items,partial_items,failed_items,unscored_items,metrics,score_metric}'::text[]) is distinct from (to_jsonb(old) - '{label,tags,content_hash,average_score,passed_items,perfect_items,partial_items,failed_items,unscored_items,metrics,score_metric}'::text[]) or (coalesce(old.unscored_items, 0) = 0 and (to_jsonb(new) - '{label,tags,content_hash}'::text[]) is distinct from (to_jsonb(old) - '{label,tags,content_hash}'::text[])) then raise exception 'run % is % and cannot be changed', old.id, old.status using errcode = 'object_not_in_prerequisite_state'; end if; return new; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "runs_immutable" BEFORE UPDATE on "runs" for each ROW
  when ((old.status <> 'running'::text)) execute function "runs_runs_immutable_fn"();`);

    this.addSql(`alter table "run_revisions" add constraint "run_revisions_run_id_foreign" foreign key ("run_id") references "runs" ("id") on delete cascade;`);
    this.addSql(`alter table "run_revisions" add constraint "run_revisions_number_check" check (number >= 1);`);

    this.addSql(`alter table "run_revision_results" add constraint "run_revision_results_revision_id_foreign" foreign key ("revision_id") references "run_revisions" ("id") on delete cascade;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "run_revision_results" drop constraint "run_revision_results_revision_id_foreign";`);

    this.addSql(`drop table if exists "run_revisions" cascade;`);
    this.addSql(`drop table if exists "run_revision_results" cascade;`);

    this.addSql(`alter table "runs" drop constraint "runs_revisions_check";`);
    this.addSql(`drop trigger if exists "runs_immutable" on "runs";`);
    this.addSql(`drop function if exists "runs_runs_immutable_fn"();`);
    this.addSql(`alter table "runs" drop column "limited", drop column "revisions", drop column "content_hash";`);
    this.addSql(`create or replace function "runs_runs_immutable_fn"() returns trigger as \$\$ begin if (to_jsonb(new) - '{label,tags,average_score,passed_items,perfect_items,partial_items,failed_items,unscored_items,metrics}'::text[]) is distinct from (to_jsonb(old) - '{label,tags,average_score,passed_items,perfect_items,partial_items,failed_items,unscored_items,metrics}'::text[]) or (coalesce(old.unscored_items, 0) = 0 and (to_jsonb(new) - '{label,tags}'::text[]) is distinct from (to_jsonb(old) - '{label,tags}'::text[])) then raise exception 'run % is % and cannot be changed', old.id, old.status using errcode = 'object_not_in_prerequisite_state'; end if; return new; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "runs_immutable" BEFORE UPDATE on "runs" for each ROW
  when ((old.status <> 'running'::text)) execute function "runs_runs_immutable_fn"();`);
  }

}
