import { formatCounted } from "@evalboard/format";
import { toast } from "sonner";
import { describeError } from "../app/describe-error.ts";
import { runsQueryOf } from "../runs/runs-query.ts";
import type { RunsSearch } from "../runs/runs-search.ts";
import { trpc } from "../trpc.ts";
import { readRuns } from "./read-runs.ts";
import { runColumns } from "./run-columns.ts";
import { saveFile } from "./save-file.ts";
import { toCsvTable } from "./to-csv-table.ts";

/** Writes the list that the address asks for to a file, and says so where it is longer than the file. */
export function useExportRuns(search: RunsSearch): (format: "csv" | "json") => Promise<void> {
  const { client } = trpc.useUtils();
  return async (format) => {
    const id = toast.loading("Exporting the list…");
    try {
      const { runs, isCut } = await readRuns(runsQueryOf(search), (query) => client.runs.list.query(query));
      const json = () => new Blob([JSON.stringify({ runs, isCut }, null, 2)], { type: "application/json" });
      saveFile(`runs.${format}`, format === "json" ? json() : await toCsvTable(runColumns, runs));
      const words = formatCounted(runs.length, "run");
      if (isCut)
        toast.warning(`Exported the first ${words}; the list has more. Filters make it shorter.`, { id });
      else toast.success(`Exported ${words}`, { id });
    } catch (error) {
      toast.error(`Export failed. ${describeError(error).title}`, { id });
    }
  };
}
