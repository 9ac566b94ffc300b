import type { LogHeader } from "./log-header.ts";
import type { Sample } from "./sample.ts";

/** One sample of a log and its place in the file, such as `samples/7_epoch_1.json`. */
export interface PlacedSample {
  readonly where: string;
  readonly sample: Sample;
}

/** A log of either kind, open for reading. */
export interface InspectLog {
  readonly header: LogHeader;
  /** Each time from the first on, one at a time in memory. Throws `ImportError`. */
  samples(): AsyncIterable<PlacedSample>;
}
