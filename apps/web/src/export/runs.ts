import type { ListRuns, RunPage, RunRow } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import { toast } from "sonner";
import { describeError } from "../kit/errors.ts";
import { trpc } from "../kit/trpc.ts";
import { type CsvColumn, saveCsv, saveJson } from "./file.ts";

/** Writes a list of runs to a file, and says so where it is longer than the file. */
export function useExportRuns(list: ListRuns): (format: "csv" | "json") => Promise<void> {
  const { client } = trpc.useUtils();
  return async (format) => {
    const id = toast.loading("Exporting the list…");
    try {
      const { runs, isCut } = await readRuns(list, (query) => client.runs.list.query(query));
      if (format === "json") saveJson("runs", { runs, isCut });
      else await saveCsv("runs", runColumns, runs);
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
