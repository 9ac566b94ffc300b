import type { BoardFilter } from "@evalboard/contract";
import { idOf } from "@evalboard/db/testing";
import type { Orm } from "@evalboard/db";
import { runsSource, type SourceOf } from "../aggregations/source.ts";
import { inSnapshot, type ReportRequest, type Snapshot } from "../snapshot.ts";
import { datasetReport, matrixReport, modelReport, promptReport } from "../subject-reports.ts";

/** The reports on subjects, told by their index in the catalogue, of the runs themselves where no other source is given. */
export function computeSubjectReports(
  orm: Orm,
  request: Omit<ReportRequest, "where">,
  sourceOf: SourceOf = runsSource,
) {
  const read = <Report>(where: BoardFilter, report: (snapshot: Snapshot) => Promise<Report>) =>
    inSnapshot({ orm, sourceOf }, { ...request, where }, report);
  return {
    model: (index: number) => {
      const modelId = idOf("model", index);
      return read({ modelId }, (snapshot) => modelReport(snapshot, modelId));
    },
    dataset: (index: number) => {
      const datasetId = idOf("dataset", index);
      return read({ datasetId }, (snapshot) => datasetReport(snapshot, datasetId));
    },
    prompt: (index: number) => {
      const promptId = idOf("prompt", index);
      return read({ promptId }, (snapshot) => promptReport(snapshot, promptId));
    },
    matrix: () => read({}, matrixReport),
  };
}
