import type { Orm } from "./orm.ts";

/** Brings the schema up to date. */
export async function migrate(orm: Orm): Promise<void> {
  await orm.migrator.up();
}
