import type { SourceFile } from "@evalboard/importers";
import type { Progress } from "./progress.ts";
import type { Recorder } from "./recorder.ts";

/** What an import works with. */
export interface ImportDeps {
  readonly recorder: Recorder;
  /** For links to the runs' pages. */
  readonly serverUrl: string;
  /** Throws `UnreadableFile`. */
  readonly read: (file: string) => Promise<SourceFile>;
  readonly progress: Progress;
}
