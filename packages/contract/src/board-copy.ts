import { z } from "zod";
import { LatencyByModel, StatsReport } from "./board.ts";

/** What a file holds that shows a board as it was, without a server: `evalboard report` writes it, the page in it reads it. */
export const BoardCopy = z.object({
  report: StatsReport,
  /** What the live board asks for when somebody looks at it; a little younger or older than the report. */
  latencyByModel: LatencyByModel,
  /** Which runs it is of, in words; null where it is of all. */
  narrowedTo: z.string().nullable(),
  /** The tags in which runs differ that are alike in all else, in words; null where there are none. */
  averagedOver: z.string().nullable(),
  /** Where the board itself is; null where its readers could not reach it. */
  live: z.url().nullable(),
});
export type BoardCopy = z.infer<typeof BoardCopy>;
