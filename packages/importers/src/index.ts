export {
  type ImportedFile,
  type ImportedRun,
  ImportError,
  ImportOptions,
  NotResults,
  PartnerFile,
  type RunEnd,
  type SourceFile,
  StillRunning,
} from "./importer.ts";

export { writeCell } from "./plain/csv.ts";
export { type ExportedResult, type ExportedRun, toCsv, toJsonl } from "./plain/write-rows.ts";
export { surveyFile, type SurveyOptions } from "./survey-file.ts";
