import { Migration } from '@mikro-orm/migrations';

const triggers = `
create trigger "immutable_on_insert" after insert on "run_results" referencing new table as changed for each statement execute function "run_results_immutable_on_insert_fn"();
create trigger "immutable_on_delete" after delete on "run_results" referencing old table as changed for each statement execute function "run_results_immutable_on_delete_fn"();
create trigger "immutable_on_update" BEFORE UPDATE on "run_results" for each ROW execute function "run_results_immutable_on_update_fn"();`;

const keys = `
alter table "run_results" add constraint "run_results_pkey" primary key ("run_id", "position");
alter table "run_results" add constraint "run_results_run_item_repeat_unique" unique ("run_id", "item_key", "repeat");
alter table "run_results" add constraint "run_results_run_id_foreign" foreign key ("run_id") references "runs" ("id") on delete cascade;`;

/** Makes the table under its name what the table `of` is: of the same owner, with the same grants. */
const ownedAs = (of: string) => `
execute (select format('alter table run_results owner to %I', pg_get_userbyid(relowner)) from pg_class where oid = '${of}'::regclass);
for granted in select format('grant %s on run_results to %s%s', privilege_type,
  case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end, case when is_grantable then ' with grant option' else '' end) as statement
  from pg_class, aclexplode(relacl) where oid = '${of}'::regclass and grantee <> relowner
loop execute granted.statement; end loop;`;

export class Migration20261130211000_results_by_quarter extends Migration {

  override name = 'Migration20261130211000_results_by_quarter';

  override up(): void | Promise<void> {
    // No row is written again: the table that is there becomes the first partition, with its rows and its indexes.
    this.addSql(`do \$\$ declare
  bound uuid := (select substring(pg_get_constraintdef(oid) from '[0-9a-f]{8}-[0-9a-f-]{27}')::uuid from pg_constraint
    where conrelid = 'run_results'::regclass and conname = 'run_results_first_check');
  next_quarter timestamp := date_trunc('quarter', (now() at time zone 'UTC') + interval '1 day') + interval '3 months';
  granted record;
begin
  if bound is null then
    bound := (lpad(to_hex((extract(epoch from next_quarter) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;
  else
    -- Reads all rows, and nobody waits for it.
    alter table run_results validate constraint run_results_first_check;
  end if;
  -- In the order in which those wait who record.
  lock table runs in access exclusive mode;
  alter table run_results rename to run_results_first;
  alter table run_results_first rename constraint run_results_pkey to run_results_first_pkey;
  alter table run_results_first rename constraint run_results_run_item_repeat_unique to run_results_first_run_item_repeat_unique;
  drop trigger immutable_on_insert on run_results_first;
  drop trigger immutable_on_delete on run_results_first;
  drop trigger immutable_on_update on run_results_first;
  create table run_results (like run_results_first including defaults including constraints) partition by range (run_id);
  alter table run_results drop constraint if exists run_results_first_check;
  ${ownedAs("run_results_first")}
  ${keys}
  create table run_results_default partition of run_results default;
  execute (select format('alter table run_results_default owner to %I', pg_get_userbyid(relowner)) from pg_class where oid = 'run_results_first'::regclass);
  insert into run_results select * from run_results_first where run_id >= bound;
  delete from run_results_first where run_id >= bound;
  execute format('alter table run_results attach partition run_results_first for values from (minvalue) to (%L)', bound);
  alter table run_results_first drop constraint if exists run_results_first_check;
  ${triggers}
end \$\$;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`do \$\$ declare
  granted record;
begin
  lock table runs in access exclusive mode;
  alter table run_results rename to run_results_partitioned;
  create table run_results (like run_results_partitioned including defaults including constraints);
  insert into run_results select * from run_results_partitioned;
  ${ownedAs("run_results_partitioned")}
  drop table run_results_partitioned;
  ${keys}
  ${triggers}
end \$\$;`);
  }

}
