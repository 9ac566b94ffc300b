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

export { guessUnit } from "./mapped/guess.ts";
export { guessScale } from "./mapped/guess-scale.ts";
export {
  type ColumnMap,
  parseMapping,
  parseScale,
  parseWords,
  readMap,
  saidIn,
  writeMap,
} from "./mapped/map.ts";
export { previewRows } from "./mapped/mapped.ts";
export {
  changeMap,
  commandOf,
  guessMap,
  type MapGuess,
  type Missing,
  NeedsMap,
  seenAs,
} from "./mapped/needs-map.ts";
export { type ExportedResult, type ExportedRun, toCsv, toJsonl } from "./plain/write-rows.ts";
export { scoreIn } from "./scale.ts";
export { surveyFile, type SurveyOptions } from "./survey-file.ts";
