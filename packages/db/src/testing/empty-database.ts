import { createOrm, type Orm } from "../orm.ts";
import type { engines } from "./create-test-orm.ts";
import { createPostgresqlDatabase } from "./postgresql-database.ts";
import { providedDatabases } from "./provided-databases.ts";

/** A database without a schema, for tests of migrations; `close` drops it. */
export async function openEmpty(
  engine: (typeof engines)[number],
): Promise<{ orm: Orm; close: () => Promise<void> }> {
  if (engine === "pglite") {
    const orm = await createOrm({});
    return { orm, close: () => orm.close() };
  }
  const database = await createPostgresqlDatabase(providedDatabases().postgresqlUrl);
  const orm = await createOrm({ databaseUrl: database.url, connectionTimeoutMs: 60_000 });
  return {
    orm,
    async close() {
      await orm.close();
      await database.drop();
    },
  };
}

/** All that makes a schema, but for the order of columns. */
export const schema = `
  select 'column' as kind, table_name || '.' || column_name as name,
    concat_ws(' ', data_type, character_maximum_length, is_nullable, column_default) as definition
    from information_schema.columns where table_schema = 'public'
  union all select 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace
  union all select 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
  union all select 'trigger', tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select 'function', proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace
  order by 1, 2, 3`;
