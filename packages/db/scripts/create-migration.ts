import { createOrm } from "../src/orm.ts";

/** Writes the migration from the snapshot to the entities as they are now, and the new snapshot. */
const [name] = process.argv.slice(2);
const orm = await createOrm({});
const { fileName } = await orm.migrator.create(undefined, false, false, name);
await orm.close();
process.stdout.write(
  fileName === ""
    ? "The entities are what the snapshot says: nothing to migrate.\n"
    : `src/migrations/${fileName} is written. Read it, and add it to src/migrations/index.ts.\n`,
);
