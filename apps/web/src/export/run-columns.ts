import type { RunRow } from "@evalboard/contract";
import type { CsvColumn } from "./to-csv-table.ts";

/** A run as a line of a spreadsheet. Units as in the API: ms, US dollars. */
export const runColumns: readonly CsvColumn<RunRow>[] = [
  ["externalId", (run) => run.externalId],
  ["status", (run) => run.status],
  ["outcome", (run) => run.outcome],
  ["provider", ({ model }) => model.provider],
  ["model", ({ model }) => model.name],
  ["dataset", ({ dataset }) => dataset.name],
  ["prompt", ({ prompt }) => prompt.name],
  ["promptVersion", ({ prompt }) => prompt.version],
  ["averageScore", (run) => run.averageScore],
  ["totalItems", (run) => run.totalItems],
  ["perfectItems", (run) => run.perfectItems],
  ["partialItems", (run) => run.partialItems],
  ["failedItems", (run) => run.failedItems],
  ["erroredItems", (run) => run.erroredItems],
  ["latencyMs", (run) => run.latencyMs],
  ["inputTokens", (run) => run.inputTokens],
  ["outputTokens", (run) => run.outputTokens],
  ["costUsd", (run) => run.costUsd],
  ["label", (run) => run.label],
  ["source", (run) => run.source],
  ["startedAt", (run) => run.startedAt],
  ["completedAt", (run) => run.completedAt],
  ["failedAt", (run) => run.failedAt],
  ["error", (run) => run.error],
  ["id", (run) => run.id],
];
