import type { RecordingClient, RetryOptions } from "@evalboard/client";
import type { SourceFile } from "@evalboard/importers";
import type { FoundFile } from "./find-files.ts";
import type { Progress } from "./progress.ts";

/** What an import works with. */
export interface ImportDeps {
  readonly client: RecordingClient;
  /** For links to the runs' pages. */
  readonly serverUrl: string;
  /** Throws `UnreadableFile`. */
  readonly read: (file: FoundFile) => Promise<SourceFile>;
  readonly progress: Progress;
  readonly retries?: RetryOptions;
}
