export { createTestOrm } from "./create-test-orm.ts";
export { engines, type Engine } from "./engines.ts";
