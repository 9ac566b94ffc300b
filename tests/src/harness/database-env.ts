import { createPostgresqlDatabase, type Engine, providedDatabases } from "@evalboard/db/testing";

/** The settings that give a server an empty board of its own on the engine: none for that of a PGlite folder. */
export async function databaseEnv(
  engine: Engine,
): Promise<AsyncDisposable & { readonly env: Record<string, string> }> {
  if (engine === "pglite") return { env: {}, [Symbol.asyncDispose]: async () => {} };
  const { postgresqlUrl, postgresqlTemplate } = providedDatabases();
  const database = await createPostgresqlDatabase(postgresqlUrl, postgresqlTemplate);
  return { env: { DATABASE_URL: database.url }, [Symbol.asyncDispose]: () => database.drop() };
}
