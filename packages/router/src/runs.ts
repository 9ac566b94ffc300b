import {
  AddedResults,
  AddResults,
  Catalogue,
  ComparedItemPage,
  CompareRuns,
  ComparedRecord,
  CompareRecorded,
  Comparison,
  CompleteRun,
  DeletedRun,
  DeleteRun,
  DescribeRun,
  DifferingTags,
  EndedRun,
  FailRun,
  JudgedTogether,
  JudgeTogether,
  ListCatalogue,
  ListComparedItems,
  ListMessages,
  ListResults,
  ListRuns,
  Messages,
  ResultId,
  ResultPage,
  ResultRow,
  RunDetail,
  RunFilter,
  RunId,
  RunPage,
  RunRevisions,
  ScoreHistogram,
  StartedRun,
  StartRun,
} from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { procedure } from "./trpc.ts";

/** Recording: each step may be sent again after a lost answer. */
const record = {
  start: procedure
    .input(StartRun)
    .output(StartedRun)
    .mutation(({ ctx, input }) => ctx.runs.start(input)),
  addResults: procedure
    .input(AddResults)
    .output(AddedResults)
    .mutation(({ ctx, input }) => ctx.runs.addResults(input)),
  complete: procedure
    .input(CompleteRun)
    .output(EndedRun)
    .mutation(({ ctx, input }) => ctx.runs.complete(input)),
  fail: procedure
    .input(FailRun)
    .output(EndedRun)
    .mutation(({ ctx, input }) => ctx.runs.fail(input)),
  // Reads alone, but what it compares may be megabytes.
  compare: procedure
    .input(CompareRecorded)
    .output(ComparedRecord)
    .mutation(({ ctx, input }) => ctx.runs.compareRecorded(input)),
} satisfies TRPCRouterRecord;

/** Runs as they are committed now. */
export const runs = {
  record,
  list: procedure
    .input(ListRuns)
    .output(RunPage)
    .query(({ ctx, input }) => ctx.runs.list(input)),
  get: procedure
    .input(RunId)
    .output(RunDetail)
    .query(({ ctx, input }) => ctx.runs.get(input)),
  revisions: procedure
    .input(RunId)
    .output(RunRevisions)
    .query(({ ctx, input }) => ctx.runs.revisions(input)),
  results: procedure
    .input(ListResults)
    .output(ResultPage)
    .query(({ ctx, input }) => ctx.runs.results(input)),
  result: procedure
    .input(ResultId)
    .output(ResultRow)
    .query(({ ctx, input }) => ctx.runs.result(input)),
  scoreHistogram: procedure
    .input(RunId)
    .output(ScoreHistogram)
    .query(({ ctx, input }) => ctx.runs.scoreHistogram(input)),
  compare: procedure
    .input(CompareRuns)
    .output(Comparison)
    .query(({ ctx, input }) => ctx.runs.compare(input)),
  // Reads nothing, but so many changes are too long for an address.
  judge: procedure
    .input(JudgeTogether)
    .output(JudgedTogether)
    .mutation(({ ctx, input }) => ctx.runs.judge(input)),
  comparedItems: procedure
    .input(ListComparedItems)
    .output(ComparedItemPage)
    .query(({ ctx, input }) => ctx.runs.comparedItems(input)),
  catalogue: procedure
    .input(ListCatalogue)
    .output(Catalogue)
    .query(({ ctx, input }) => ctx.runs.catalogue(input)),
  differingTags: procedure
    .input(RunFilter)
    .output(DifferingTags)
    .query(({ ctx, input }) => ctx.runs.differingTags(input)),
  messages: procedure
    .input(ListMessages)
    .output(Messages)
    .query(({ ctx, input }) => ctx.items.messages(input)),
  describe: procedure
    .input(DescribeRun)
    .output(RunDetail)
    .mutation(({ ctx, input }) => ctx.runs.describe(input)),
  delete: procedure
    .input(DeleteRun)
    .output(DeletedRun)
    .mutation(({ ctx, input }) => ctx.runs.delete(input)),
} satisfies TRPCRouterRecord;
