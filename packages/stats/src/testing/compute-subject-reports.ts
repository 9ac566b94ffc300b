import { idOf } from "@evalboard/db/testing";
import type { Orm } from "@evalboard/db";
import { runsSource, type SourceOf } from "../aggregations/source.ts";
import { inSnapshot, type ReportRequest, type Snapshot } from "../snapshot.ts";
import { datasetReport, matrixReport, modelReport, promptReport } from "../subject-reports.ts";

/** The reports on subjects, told by their index in the catalogue, of the runs themselves where no other source is given. */
export function computeSubjectReports(orm: Orm, request: ReportRequest, sourceOf: SourceOf = runsSource) {
  const read = <Report>(report: (snapshot: Snapshot) => Promise<Report>) =>
    inSnapshot({ orm, sourceOf }, request, report);
  return {
    model: (index: number) => read((snapshot) => modelReport(snapshot, idOf("model", index))),
    dataset: (index: number) => read((snapshot) => datasetReport(snapshot, idOf("dataset", index))),
    prompt: (index: number) => read((snapshot) => promptReport(snapshot, idOf("prompt", index))),
    matrix: () => read(matrixReport),
  };
}
