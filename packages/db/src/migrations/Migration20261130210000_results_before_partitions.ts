import { Migration } from '@mikro-orm/migrations';

/** By itself, so that the lock that it takes is given back at once: the next one then looks at all rows while results are recorded. */
export class Migration20261130210000_results_before_partitions extends Migration {

  override name = 'Migration20261130210000_results_before_partitions';

  override up(): void | Promise<void> {
    // An id begins with the milliseconds of its making. All that is recorded until this quarter ends (UTC) is below the first id of the next.
    this.addSql(`do \$\$ declare
  next_quarter timestamp := date_trunc('quarter', (now() at time zone 'UTC') + interval '1 day') + interval '3 months';
  bound uuid := (lpad(to_hex((extract(epoch from next_quarter) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;
begin
  -- Ids that somebody else made may lie anywhere.
  if not exists (select from run_results where run_id >= bound) then
    execute format('alter table run_results add constraint run_results_first_check check (run_id < %L) not valid', bound);
  end if;
end \$\$;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "run_results" drop constraint if exists "run_results_first_check";`);
  }

}
