import { z } from "zod";
import { Count, SentInstant } from "./values.ts";
import { DIFFERENCES_LIMIT, factScopes, factUnits } from "./words.ts";

/** One figure of a row that is not what the runs say; decimals, exactly as they are kept. */
const WrongMeasure = z.object({ measure: z.string(), has: z.string(), shouldHave: z.string() });

/** A row of facts that is not what the runs say. A row that is missing, or should be, has or should have zeros. */
export const FactDifference = z.object({
  scope: z.enum(factScopes),
  unit: z.enum(factUnits),
  /** The start of the hour, day, week or month; 1970 for `all`. */
  bucket: SentInstant,
  modelId: z.uuid().nullable(),
  datasetId: z.uuid().nullable(),
  promptVersionId: z.uuid().nullable(),
  /** Of which metric; null where it is of the runs themselves. */
  metric: z.string().nullable(),
  /** Of which item, of all time; null where it is of whole runs. */
  itemKey: z.string().nullable(),
  wrong: z.array(WrongMeasure),
});
export type FactDifference = z.infer<typeof FactDifference>;

/** Work of the server that goes on whoever watches it. `startedAt` tells one from the next. */
export const Work = z.object({
  startedAt: SentInstant,
  /** Null while it goes on. */
  endedAt: SentInstant.nullable(),
  /** Completed runs that were read so far, of those that there were when it began. */
  runs: Count,
  totalRuns: Count,
  /** Why it came to no end; null where it did or goes on. */
  error: z.string().nullable(),
});
export type Work = z.infer<typeof Work>;

/** What a verification found. */
const Differences = z.object({
  /** Rows that were compared. */
  rows: Count,
  /** Rows that differ. */
  differingRows: Count,
  /** At most `DIFFERENCES_LIMIT` of them. */
  listed: z.array(FactDifference).max(DIFFERENCES_LIMIT),
});
export type Differences = z.infer<typeof Differences>;

/** How it stands with the facts of the server's time zone. */
export const FactsStatus = z.object({
  timeZone: z.string(),
  /** The version of the rows' layout. */
  layout: z.int(),
  /** Completed runs in the facts that the board is read from; null while it is computed from the runs themselves. */
  runs: Count.nullable(),
  /** The building of facts that goes on, or else the last one since the server was started. */
  rebuild: Work.nullable(),
  /** The verification that goes on, or else the last one since the server was started; its differences once it has come to its end. */
  verification: Work.extend({ differences: Differences.nullable() }).nullable(),
});
export type FactsStatus = z.infer<typeof FactsStatus>;
