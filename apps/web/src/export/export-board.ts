import type { StatsReport } from "@evalboard/contract";
import { bucketColumns, datasetColumns, modelColumns } from "./board-columns.ts";
import { promptChangeColumns } from "./prompt-change-columns.ts";
import { saveFile } from "./save-file.ts";
import { saveJson } from "./save-json.ts";
import { toCsvTable } from "./to-csv-table.ts";

/** What can be exported of a board. */
export type BoardPart = "report" | "prompts" | "models" | "hardest" | "datasets" | "time";

/** Writes the report as JSON, or one of its tables as CSV, to a file. */
export async function exportBoard(report: StatsReport, part: BoardPart): Promise<void> {
  const name = `board-${report.period}-${report.generatedAt.slice(0, 10)}`;
  if (part === "report") {
    saveJson(`${name}.json`, report);
  } else {
    saveFile(`${name}-${part}.csv`, await tableOf(report, part));
  }
}

async function tableOf(report: StatsReport, part: Exclude<BoardPart, "report">): Promise<Blob> {
  switch (part) {
    case "prompts":
      return toCsvTable(promptChangeColumns, report.promptChanges);
    case "models":
      return toCsvTable(modelColumns, report.topModels);
    case "hardest":
      return toCsvTable(datasetColumns, report.hardestDatasets);
    case "datasets":
      return toCsvTable(datasetColumns, report.topDatasets);
    case "time":
      return toCsvTable(
        bucketColumns,
        report.runsOverTime.map((bucket, index) => ({ ...report.latencyOverTime[index], ...bucket })),
      );
  }
}
