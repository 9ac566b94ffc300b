export { DatabaseLostError, isDatabaseUnavailable, StatementTimeoutError } from "./database-unavailable.ts";
export { Dataset } from "./entities/dataset.ts";
export { Model } from "./entities/model.ts";
export { PromptVersion } from "./entities/prompt-version.ts";
export { Prompt } from "./entities/prompt.ts";
export { RunResult } from "./entities/run-result.ts";
export { Run } from "./entities/run.ts";
export { migrate } from "./migrate.ts";
export { createOrm, type Em, type Orm, type OrmOptions } from "./orm.ts";
