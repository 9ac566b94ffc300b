import { Migrator } from "@mikro-orm/migrations";
import type { MikroORM, SqlOptions } from "@mikro-orm/sql";
import { ApiKey, AuditEntry, Session } from "./entities/access.ts";
import { Alert } from "./entities/alert.ts";
import { Dataset } from "./entities/dataset.ts";
import { Fact, FactGeneration, FactHistogram, ItemFact, MetricFact } from "./entities/facts.ts";
import { Metric } from "./entities/metric.ts";
import { Model } from "./entities/model.ts";
import { Prompt, PromptVersion } from "./entities/prompt.ts";
import { Renaming } from "./entities/renaming.ts";
import { RunResult } from "./entities/run-result.ts";
import { RunRevision, RunRevisionResult } from "./entities/run-revision.ts";
import { Run } from "./entities/run.ts";
import { Duty, KeptReport } from "./entities/servers.ts";
import { SavedView, Setting } from "./entities/team.ts";
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
    RunRevision,
    RunRevisionResult,
    Alert,
    FactGeneration,
    Fact,
    FactHistogram,
    ItemFact,
    MetricFact,
    Metric,
    Renaming,
    ApiKey,
    Session,
    AuditEntry,
    SavedView,
    Setting,
    KeptReport,
    Duty,
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

/**
 * Keeps question marks within texts from being read as places of parameters: MikroORM writes texts into a query that lies
 * within another, and then looks for places in the whole. They are written by their code instead.
 */
export function guardQuestionMarks({ config }: Pick<MikroORM, "config">): void {
  const platform = config.getPlatform();
  const escape = platform.escape.bind(platform);
  platform.escape = (value) => {
    const literal = escape(value);
    if (typeof value !== "string" || !literal.includes("?")) return literal;
    // One with a backslash begins with E already.
    const coded = literal.startsWith("'") ? ` E${literal}` : literal;
    return coded.replaceAll("?", String.raw`\x3F`);
  };
}
