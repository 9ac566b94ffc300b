import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { MikroORM, PglitePlatform, createPostgreSqlTypeParsers } from "@mikro-orm/pglite";
import { ormConfig } from "../orm-config.ts";
import type { Orm } from "../orm.ts";

/** Opens a PGlite of its own; `close` ends it. */
export async function openPglite(options: PGliteOptions): Promise<Orm & { readonly pglite: PGlite }> {
  const platform = new PglitePlatform();
  const parsers = createPostgreSqlTypeParsers((value) => platform.unmarshallArray(value));
  const pglite = await PGlite.create({ ...options, parsers });
  const orm = new MikroORM({ ...ormConfig, driverOptions: { pglite: () => pglite } });
  await orm.connect();
  return {
    em: orm.em,
    migrator: orm.migrator,
    pglite,
    close: async () => {
      await orm.close();
      await pglite.close(); // what is supplied to the driver, the driver leaves open
    },
  };
}
