import { migrate } from "../migrate.ts";
import { createOrm, type Orm } from "../orm.ts";
import type { Engine } from "./engines.ts";

/** A migrated, empty database of its own; `close` ends it. */
export async function createTestOrm(_engine: Engine): Promise<Orm> {
  const orm = await createOrm({});
  await migrate(orm);
  return orm;
}
