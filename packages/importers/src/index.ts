export { ImportError, NotResults, PartnerFile } from "./import-error.ts";
export {
  ImportOptions,
  type ImportedFile,
  type ImportedRun,
  type ResultBatch,
  type RunEnd,
  type SourceFile,
} from "./importer.ts";
export { writeCell } from "./plain/cell.ts";
export { toCsv, toJsonl, type ExportedResult, type ExportedRun } from "./plain/write-rows.ts";
export { formats, surveyFile, type SurveyOptions } from "./survey-file.ts";
