import type { ListRuns, RunPage, RunRow } from "@evalboard/contract";
import { formatCounted, LOCALE } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { toast } from "sonner";
import { passesOf } from "../figures/run.tsx";
import { describeError } from "../kit/errors.ts";
import { type CsvColumn, saveCsv, saveJson } from "../kit/file.ts";

/** Writes a list of runs to a file, and says so where it is longer than the file. */
export function useExportRuns(list: ListRuns): (format: "csv" | "json") => Promise<void> {
  const { client } = trpc.useUtils();
  return async (format) => {
    const id = toast.loading("Exporting the list…");
    try {
      const { runs, isCut } = await readRuns(list, (query) => client.runs.list.query(query));
      if (format === "json") saveJson("runs", { runs, isCut });
      else await saveCsv("runs", columnsOf(runs), runs);
      const words = formatCounted(runs.length, "run");
      if (isCut)
        toast.warning(`Exported the first ${words}; the list has more. Filters make it shorter.`, { id });
      else toast.success(`Exported ${words}`, { id });
    } catch (error) {
      toast.error(`Export failed. ${describeError(error).title}`, { id });
    }
  };
}

/** Most runs of one exported list. */
export const MOST_RUNS = 5_000;

const PAGE = 100;

/** The list's runs from the first on, and whether there are more than an export takes. */
export async function readRuns(
  query: ListRuns,
  read: (query: ListRuns) => Promise<RunPage>,
): Promise<{ readonly runs: readonly RunRow[]; readonly isCut: boolean }> {
  const runs: RunRow[] = [];
  let cursor: string | null = null;
  do {
    const page: RunPage = await read({ ...query, limit: PAGE, cursor });
    runs.push(...page.runs);
    cursor = page.nextCursor;
  } while (cursor !== null && runs.length < MOST_RUNS);
  return { runs, isCut: cursor !== null };
}

/** A run as a line of a spreadsheet. Units as in the API: ms, US dollars. */
const runColumns: readonly CsvColumn<RunRow>[] = [
  ["externalId", (run) => run.externalId],
  ["status", (run) => run.status],
  ["outcome", (run) => run.outcome],
  ["provider", ({ model }) => model.provider],
  ["model", ({ model }) => model.name],
  ["dataset", ({ dataset }) => dataset.name],
  ["prompt", ({ prompt }) => prompt.name],
  ["promptVersion", ({ prompt }) => prompt.version],
  ["averageScore", (run) => run.averageScore],
  ["scoreMetric", (run) => run.scoreMetric],
  ["totalItems", (run) => run.totalItems],
  ["scoredItems", (run) => passesOf(run)?.scored ?? null],
  ["passedItems", (run) => run.passedItems],
  ["passMark", (run) => run.passMark],
  ["perfectItems", (run) => run.perfectItems],
  ["partialItems", (run) => run.partialItems],
  ["failedItems", (run) => run.failedItems],
  ["erroredItems", (run) => run.erroredItems],
  ["unscoredItems", (run) => run.unscoredItems],
  ["latencyMs", (run) => run.latencyMs],
  ["measuredItems", (run) => run.measuredItems],
  ["inputTokens", (run) => run.inputTokens],
  ["inputCountedItems", (run) => run.inputCountedItems],
  ["outputTokens", (run) => run.outputTokens],
  ["outputCountedItems", (run) => run.outputCountedItems],
  ["costUsd", (run) => run.costUsd],
  ["pricedItems", (run) => run.pricedItems],
  ["spentUsd", (run) => run.spentUsd],
  ["label", (run) => run.label],
  ["source", (run) => run.source],
  ["startedAt", (run) => run.startedAt],
  ["completedAt", (run) => run.completedAt],
  ["failedAt", (run) => run.failedAt],
  ["error", (run) => run.error],
  ["itemsHash", (run) => run.itemsHash],
  ["id", (run) => run.id],
];

/** The same, and a column for each tag and for the mean of each metric that the runs have, by name. */
export function columnsOf(runs: readonly RunRow[]): readonly CsvColumn<RunRow>[] {
  const tags = namesIn(runs, (run) => Object.keys(run.tags));
  const metrics = namesIn(runs, (run) => (run.metrics ?? []).map(({ name }) => name));
  return [
    ...runColumns,
    ...tags.map((name): CsvColumn<RunRow> => [
      `tag ${name}`,
      (run) => new Map(Object.entries(run.tags)).get(name) ?? null,
    ]),
    ...metrics.map((name): CsvColumn<RunRow> => {
      return [`metric ${name}`, (run) => run.metrics?.find((metric) => metric.name === name)?.mean ?? null];
    }),
  ];
}

function namesIn(runs: readonly RunRow[], namesOf: (run: RunRow) => readonly string[]): readonly string[] {
  return [...new Set(runs.flatMap(namesOf))].toSorted((a, b) => a.localeCompare(b, LOCALE));
}
