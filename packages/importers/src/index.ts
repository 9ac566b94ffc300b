export { ImportError } from "./import-error.ts";
export {
  ImportOptions,
  type ImportedFile,
  type ImportedRun,
  type ResultBatch,
  type RunEnd,
  type SourceFile,
} from "./importer.ts";
export { formats, surveyFile, type SurveyOptions } from "./survey-file.ts";
