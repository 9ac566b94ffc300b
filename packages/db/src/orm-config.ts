import { Migrator } from "@mikro-orm/migrations";
import type { SqlOptions } from "@mikro-orm/sql";
import { Alert } from "./entities/alert.ts";
import { Dataset } from "./entities/dataset.ts";
import { Fact, FactGeneration, FactHistogram } from "./entities/facts.ts";
import { Model } from "./entities/model.ts";
import { Prompt, PromptVersion } from "./entities/prompt.ts";
import { RunResult } from "./entities/run-result.ts";
import { Run } from "./entities/run.ts";
import { migrations } from "./migrations/index.ts";

/** What both engines share: the entities and the migrations. */
export const ormConfig = {
  entities: [
    Model,
    Dataset,
    Prompt,
    PromptVersion,
    Run,
    RunResult,
    Alert,
    FactGeneration,
    Fact,
    FactHistogram,
  ],
  extensions: [Migrator],
  ensureDatabase: false,
  logger: () => {}, // by default it writes to stdout
  migrations: {
    silent: true,
    migrationsList: migrations,
    path: `${import.meta.dirname}/migrations`,
    snapshotName: "snapshot",
    snapshotOnMigrate: false,
  },
} satisfies SqlOptions;
