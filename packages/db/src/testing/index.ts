export { createTestOrm, type Engine, engines } from "./create-test-orm.ts";
export { createPostgresqlDatabase } from "./postgresql-database.ts";
export { freePort, startPostgresql } from "./postgresql-server.ts";
export { type ReplicatedPostgresql, startReplicated } from "./replicated-postgresql.ts";
export { openEmpty } from "./empty-database.ts";
export { providedDatabases } from "./provided-databases.ts";
export { idOf, insertSubjects } from "./subjects.ts";
