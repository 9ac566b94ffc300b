import { Migration } from '@mikro-orm/migrations';

export class Migration20261129200848_texts_removed extends Migration {

  override name = 'Migration20261129200848_texts_removed';

  override up(): void | Promise<void> {
    this.addSql(`drop trigger if exists "runs_immutable" on "runs";`);
    this.addSql(`drop function if exists "runs_runs_immutable_fn"();`);
    this.addSql(`alter table "runs" add "texts_removed_at" timestamptz(3) null;`);
    this.addSql(`alter table "runs" add constraint "runs_texts_removed_check" check ((texts_removed_at is null) or (status = 'completed'));`);
    this.addSql(`create or replace function "runs_runs_immutable_fn"() returns trigger as \$\$ begin if (to_jsonb(new) - '{label,tags,content_hash,average_score,passed_items,perfect_items,partial_items,failed_items,unscored_items,metrics,score_metric,texts_removed_at}'::text[]) is distinct from (to_jsonb(old) - '{label,tags,content_hash,average_score,passed_items,perfect_items,partial_items,failed_items,unscored_items,metrics,score_metric,texts_removed_at}'::text[]) or (coalesce(old.unscored_items, 0) = 0 and (to_jsonb(new) - '{label,tags,content_hash,texts_removed_at}'::text[]) is distinct from (to_jsonb(old) - '{label,tags,content_hash,texts_removed_at}'::text[])) or (old.texts_removed_at is not null and new.texts_removed_at is distinct from old.texts_removed_at) then raise exception 'run % is % and cannot be changed', old.id, old.status using errcode = 'object_not_in_prerequisite_state'; end if; return new; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "runs_immutable" BEFORE UPDATE on "runs" for each ROW
  when ((old.status <> 'running'::text)) execute function "runs_runs_immutable_fn"();`);

    this.addSql(`drop trigger if exists "immutable_on_update" on "run_results";`);
    this.addSql(`drop function if exists "run_results_immutable_on_update_fn"();`);
    this.addSql(`create or replace function "run_results_immutable_on_update_fn"() returns trigger as \$\$ begin if (old.score is not null or old.error is not null or (to_jsonb(new) - '{score,passed,reason,metrics}'::text[]) is distinct from (to_jsonb(old) - '{score,passed,reason,metrics}'::text[])) and not ((to_jsonb(new) - '{item_name,input,expected,output,reason,transcript,error}'::text[]) = (to_jsonb(old) - '{item_name,input,expected,output,reason,transcript,error}'::text[]) and num_nonnulls(new.item_name,new.input,new.expected,new.output,new.reason,new.transcript) = 0 and new.error is not distinct from left(old.error, 0) and (select texts_removed_at from runs where id = old.run_id) is not null) then raise exception 'a result is never changed' using errcode = 'object_not_in_prerequisite_state'; end if; return new; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "immutable_on_update" BEFORE UPDATE on "run_results" for each ROW execute function "run_results_immutable_on_update_fn"();`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop trigger if exists "immutable_on_update" on "run_results";`);
    this.addSql(`drop function if exists "run_results_immutable_on_update_fn"();`);
    this.addSql(`create or replace function "run_results_immutable_on_update_fn"() returns trigger as \$\$ begin if old.score is not null or old.error is not null or (to_jsonb(new) - '{score,passed,reason,metrics}'::text[]) is distinct from (to_jsonb(old) - '{score,passed,reason,metrics}'::text[]) then raise exception 'a result is never changed' using errcode = 'object_not_in_prerequisite_state'; end if; return new; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "immutable_on_update" BEFORE UPDATE on "run_results" for each ROW execute function "run_results_immutable_on_update_fn"();`);

    this.addSql(`alter table "runs" drop constraint "runs_texts_removed_check";`);
    this.addSql(`drop trigger if exists "runs_immutable" on "runs";`);
    this.addSql(`drop function if exists "runs_runs_immutable_fn"();`);
    this.addSql(`alter table "runs" drop column "texts_removed_at";`);
    this.addSql(`create or replace function "runs_runs_immutable_fn"() returns trigger as \$\$ begin if (to_jsonb(new) - '{label,tags,content_hash,average_score,passed_items,perfect_items,partial_items,failed_items,unscored_items,metrics,score_metric}'::text[]) is distinct from (to_jsonb(old) - '{label,tags,content_hash,average_score,passed_items,perfect_items,partial_items,failed_items,unscored_items,metrics,score_metric}'::text[]) or (coalesce(old.unscored_items, 0) = 0 and (to_jsonb(new) - '{label,tags,content_hash}'::text[]) is distinct from (to_jsonb(old) - '{label,tags,content_hash}'::text[])) then raise exception 'run % is % and cannot be changed', old.id, old.status using errcode = 'object_not_in_prerequisite_state'; end if; return new; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "runs_immutable" BEFORE UPDATE on "runs" for each ROW
  when ((old.status <> 'running'::text)) execute function "runs_runs_immutable_fn"();`);
  }

}
