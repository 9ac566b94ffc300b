export { ImportError } from "./import-error.ts";
export {
  ImportOptions,
  type ImportedFile,
  type ImportedRun,
  type RunEnd,
  type SourceFile,
} from "./importer.ts";
export { parseFile } from "./parse-file.ts";
