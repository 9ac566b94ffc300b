import {
  AddedResults,
  AddResults,
  ComparedRecord,
  CompareRecorded,
  CompleteRun,
  EndedRun,
  FailRun,
  StartedRun,
  StartRun,
} from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { rest } from "./rest.ts";
import { noted, procedure, readAtOnce } from "./trpc.ts";

/** Recording: each step may be sent again after a lost answer. */
export const record = {
  start: procedure
    .meta(
      rest(
        "ingest",
        "POST",
        "/runs",
        "Start a run",
        "The first of three steps: start, results, complete. Model, dataset and prompt are made where they are new. The same `externalId` gives the same run, so the call may be sent again after a lost answer.",
      ),
    )
    .input(StartRun)
    .output(StartedRun)
    .mutation(({ ctx, input }) =>
      noted(ctx, ctx.runs.start(input), ({ runId, created }) =>
        input.replace === true && !created
          ? { action: "run.replaced", subject: input.externalId, detail: { runId } }
          : undefined,
      ),
    ),
  addResults: procedure
    .meta(
      rest(
        "ingest",
        "POST",
        "/runs/{runId}/results",
        "Add results to a run",
        "At most 1 000 in one call. Those that are there already are counted and left as they are, so the call may be sent again. Answers that were stored without a score take the one that is sent, also in a completed run.",
      ),
    )
    .input(readAtOnce(AddResults))
    .output(AddedResults)
    .mutation(({ ctx, input }) => ctx.runs.addResults(input)),
  complete: procedure
    .meta(
      rest(
        "ingest",
        "POST",
        "/runs/{runId}/complete",
        "Complete a run",
        "From here on it counts on the board. May be sent again: the first one wins.",
      ),
    )
    .input(CompleteRun)
    .output(EndedRun)
    .mutation(({ ctx, input }) => ctx.runs.complete(input)),
  fail: procedure
    .meta(
      rest(
        "ingest",
        "POST",
        "/runs/{runId}/fail",
        "End a run that broke",
        "It stays on the list with its error, and counts in no figure.",
      ),
    )
    .input(FailRun)
    .output(EndedRun)
    .mutation(({ ctx, input }) => ctx.runs.fail(input)),
  // Reads alone, but what it compares may be megabytes.
  compare: procedure
    .meta(
      rest(
        "ingest",
        "POST",
        "/runs/compare-recorded",
        "What would differ from a run that is stored",
        "Changes nothing. The stored run is the one of the same `externalId`; results may come in parts.",
      ),
    )
    .input(readAtOnce(CompareRecorded))
    .output(ComparedRecord)
    .mutation(({ ctx, input }) => ctx.runs.compareRecorded(input)),
} satisfies TRPCRouterRecord;
