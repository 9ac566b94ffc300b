export { createTestOrm } from "./create-test-orm.ts";
export { createPostgresqlDatabase } from "./postgresql-database.ts";
export { startPostgresql } from "./postgresql-server.ts";
export { engines, type Engine } from "./engines.ts";
export { providedDatabases } from "./provided-databases.ts";
