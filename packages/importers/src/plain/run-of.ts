import { StartRun } from "@evalboard/contract";
import { ImportError } from "../import-error.ts";
import type { ImportedRun, ImportOptions } from "../importer.ts";
import { readShape } from "../read-shape.ts";
import type { PlainRow } from "./plain-row.ts";

/** The run that a row belongs to; the person's word comes before the file's. Throws `ImportError`. */
export function runOf(
  row: PlainRow,
  options: ImportOptions,
  fileId: string,
  where: string,
): Omit<ImportedRun, "results"> {
  const model = modelOf(row, options);
  const dataset = options.dataset ?? row.dataset ?? "";
  const prompt = options.prompt ?? row.prompt ?? dataset;
  const start: StartRun = {
    externalId: row.externalId ?? `plain:${fileId}`,
    model,
    dataset: { name: dataset },
    prompt: { name: prompt, text: row.promptText ?? "" },
    ...(row.source ? { source: row.source } : {}),
    ...(row.sourceFile ? { sourceFile: row.sourceFile } : {}),
    ...(row.commit ? { commit: row.commit } : {}),
    ...(row.label ? { label: row.label } : {}),
    ...(row.startedAt ? { startedAt: row.startedAt } : {}),
  };
  if (dataset === "")
    throw new ImportError(`${where}, dataset: is missing; put it into the file or say --dataset`);
  readShape(StartRun, start, where);
  const at = row.completedAt ? { at: row.completedAt } : {};
  readShape(StartRun.shape.startedAt, row.completedAt ?? undefined, `${where}, completedAt`);
  if (Date.parse(row.completedAt ?? "") < Date.parse(row.startedAt ?? ""))
    throw new ImportError(`${where}, completedAt: lies before startedAt`);
  if (row.status !== "failed") return { start, end: { status: "completed", ...at } };
  return { start, end: { status: "failed", ...at, error: row.runError || "it does not say why" } };
}

function modelOf({ provider, model }: PlainRow, options: ImportOptions): StartRun["model"] {
  const [first, ...rest] = (options.model ?? "").split("/");
  if (first) return { provider: first, name: rest.join("/") };
  return { provider: provider ?? "unknown", name: model ?? "" };
}
