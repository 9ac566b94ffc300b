import { createPostgresqlDatabase, providedDatabases, type Engine } from "@evalboard/db/testing";

/** The settings that give a server a database of its own on the engine: none for a PGlite folder. */
export async function databaseEnv(
  engine: Engine,
): Promise<AsyncDisposable & { readonly env: Record<string, string> }> {
  if (engine === "pglite") return { env: {}, [Symbol.asyncDispose]: async () => {} };
  const database = await createPostgresqlDatabase(providedDatabases().postgresqlUrl);
  return { env: { DATABASE_URL: database.url }, [Symbol.asyncDispose]: () => database.drop() };
}
