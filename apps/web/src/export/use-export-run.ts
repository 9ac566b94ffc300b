import type { RunDetail } from "@evalboard/contract";
import { formatCount, formatCounted } from "@evalboard/format";
import { toast } from "sonner";
import { describeError } from "../app/describe-error.ts";
import { trpc } from "../trpc.ts";
import { type RunFormat, runPieces } from "./run-pieces.ts";
import { saveFile } from "./save-file.ts";

const types: Readonly<Record<RunFormat, string>> = {
  csv: "text/csv",
  jsonl: "application/x-ndjson",
  json: "application/json",
};

/** Writes a run to a file, page by page, and says how far it is; it can be stopped. */
export function useExportRun(run: RunDetail): (format: RunFormat) => Promise<void> {
  const { client } = trpc.useUtils();
  return async (format) => {
    const stop = new AbortController();
    const action = { label: "Stop", onClick: () => stop.abort() };
    const id = toast.loading("Exporting…", { action });
    // Each piece becomes a blob of its own, which the browser may keep on the disk.
    const parts: Blob[] = [];
    try {
      const read = (query: Parameters<typeof client.runs.results.query>[0]) =>
        client.runs.results.query(query, { signal: stop.signal });
      for await (const { text, results } of runPieces(run, format, read)) {
        parts.push(new Blob([text]));
        toast.loading(`Exporting… ${formatCount(results)} of ${formatCounted(run.results, "result")}`, {
          id,
          action,
        });
      }
      saveFile(
        `${run.dataset.name}-${run.model.name}-${run.externalId}.${format}`,
        new Blob(parts, { type: types[format] }),
      );
      toast.success("Exported", { id, action: null });
    } catch (error) {
      if (stop.signal.aborted) toast.dismiss(id);
      else toast.error(`Export failed. ${describeError(error).title}`, { id, action: null });
    }
  };
}
