import type { Orm } from "./orm.ts";
import { migrations } from "./migrations/index.ts";

/** With it a transaction ends: the one after it reads all results, and what was locked until then would be locked meanwhile. */
const unlocked = "Migration20261130210000_results_before_partitions";

/** The database was migrated by a newer build, whose schema this one does not know. */
export class NewerSchemaError extends Error {
  override readonly name = "NewerSchemaError";

  constructor(unknown: readonly string[]) {
    super(
      `The database was migrated by a newer EvalBoard (this one does not know ${unknown.join(", ")}). ` +
        "Start that version or a newer one, or restore a backup from before.",
    );
  }
}

/**
 * Brings the schema up to date. Any number of processes may call it at once: one migrates, the others wait for it. Gives
 * the names of the migrations that this call took a board through that was there before, the oldest first.
 * @throws NewerSchemaError, and then changes nothing
 */
export async function migrate(orm: Orm): Promise<readonly string[]> {
  return orm.withMigrator(async (migrator) => {
    const known = new Set(migrations.map(({ name }) => name));
    const executed = await migrator.getExecuted();
    const unknown = executed.map(({ name }) => name).filter((name) => !known.has(name));
    if (unknown.length > 0) throw new NewerSchemaError(unknown);
    if (executed.length === 0) {
      await migrator.up();
      return [];
    }
    const isToStop = !executed.some(({ name }) => name === unlocked);
    const first = isToStop ? await migrator.up({ to: unlocked }) : [];
    return [...first, ...(await migrator.up())].map(({ name }) => name);
  });
}
