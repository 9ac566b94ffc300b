import {
  Catalogue,
  ComparedItemPage,
  CompareGroups,
  CompareRuns,
  Comparison,
  DeletedRun,
  DeleteRun,
  DescribeRun,
  DifferingTags,
  GroupsComparison,
  JudgedTogether,
  JudgeTogether,
  ListCatalogue,
  ListComparedItems,
  ListMessages,
  ListResults,
  ListRuns,
  Messages,
  PrunedRuns,
  PruneRuns,
  ResultId,
  ResultPage,
  ResultRow,
  RunDetail,
  RunFilter,
  RunId,
  RunPage,
  RunRevisions,
  ScoreHistogram,
} from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { record } from "./recording.ts";
import { rest } from "./rest.ts";
import { noted, procedure } from "./trpc.ts";

/** Runs as they are committed now. */
export const runs = {
  record,
  list: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/runs",
        "Runs, a page of them",
        "All that is asked for must hold. `nextCursor` is the `cursor` of the next page; it is null on the last one.",
      ),
    )
    .input(ListRuns)
    .output(RunPage)
    .query(({ ctx, input }) => ctx.runs.list(input)),
  get: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/runs/{runId}",
        "One run",
        "With its prompt's text and how many results are stored by now.",
      ),
    )
    .input(RunId)
    .output(RunDetail)
    .query(({ ctx, input }) => ctx.runs.get(input)),
  revisions: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/runs/{runId}/revisions",
        "What a run held before it was replaced",
        "The latest first.",
      ),
    )
    .input(RunId)
    .output(RunRevisions)
    .query(({ ctx, input }) => ctx.runs.revisions(input)),
  results: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/runs/{runId}/results",
        "Results of a run, a page of them",
        "Texts are cut unless `whole=true` is said.",
      ),
    )
    .input(ListResults)
    .output(ResultPage)
    .query(({ ctx, input }) => ctx.runs.results(input)),
  result: procedure
    .meta(rest("read", "GET", "/runs/{runId}/results/{position}", "One result, its texts whole"))
    .input(ResultId)
    .output(ResultRow)
    .query(({ ctx, input }) => ctx.runs.result(input)),
  scoreHistogram: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/runs/{runId}/score-histogram",
        "How many results of a run have which score",
        "Ten bins; results without a score are in none.",
      ),
    )
    .input(RunId)
    .output(ScoreHistogram)
    .query(({ ctx, input }) => ctx.runs.scoreHistogram(input)),
  compare: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/runs/compare",
        "Two groups of runs, compared",
        "Each group is what its runs have in common. Paired by item where the groups share items.",
      ),
    )
    .input(CompareRuns)
    .output(Comparison)
    .query(({ ctx, input }) => ctx.runs.compare(input)),
  // So many groups are too long for an address.
  compareGroups: procedure
    .meta(
      rest(
        "read",
        "POST",
        "/runs/compare/groups",
        "Two to six groups of runs, each against each other",
        "Scores adjusted for the items that each pair shares, places, latency and cost, and the items whose scores are furthest apart. The groups must share no run. Changes nothing.",
      ),
    )
    .input(CompareGroups)
    .output(GroupsComparison)
    .query(({ ctx, input }) => ctx.runs.compareGroups(input)),
  // Reads nothing, but so many changes are too long for an address.
  judge: procedure
    .meta(
      rest(
        "read",
        "POST",
        "/runs/judge",
        "Judge several changes together",
        "Corrects the p-values for how many were looked at. Reads nothing and changes nothing.",
      ),
    )
    .input(JudgeTogether)
    .output(JudgedTogether)
    .mutation(({ ctx, input }) => ctx.runs.judge(input)),
  comparedItems: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/runs/compare/items",
        "The items that two groups of runs share, a page of them",
        "The largest change first.",
      ),
    )
    .input(ListComparedItems)
    .output(ComparedItemPage)
    .query(({ ctx, input }) => ctx.runs.comparedItems(input)),
  catalogue: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/catalogue",
        "Models, datasets, prompts, labels and tags to choose from",
        "Those with the most of the latest runs first. Their ids are what other addresses take.",
      ),
    )
    .input(ListCatalogue)
    .output(Catalogue)
    .query(({ ctx, input }) => ctx.runs.catalogue(input)),
  differingTags: procedure
    .meta(rest("read", "GET", "/runs/differing-tags", "Tags in which runs differ that are alike in all else"))
    .input(RunFilter)
    .output(DifferingTags)
    .query(({ ctx, input }) => ctx.runs.differingTags(input)),
  messages: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/runs/messages",
        "Errors or reasons of a run or a dataset, grouped",
        "Say `runId` or `datasetId`.",
      ),
    )
    .input(ListMessages)
    .output(Messages)
    .query(({ ctx, input }) => ctx.items.messages(input)),
  describe: procedure
    .meta(
      rest(
        "admin",
        "PATCH",
        "/runs/{runId}",
        "Change the label or the tags of a run",
        "What is left out stays as it is; null takes the label or a tag away.",
      ),
    )
    .input(DescribeRun)
    .output(RunDetail)
    .mutation(({ ctx, input }) =>
      noted(ctx, ctx.runs.describe(input), ({ externalId }) => ({
        action: "run.described",
        subject: externalId,
        detail: describedAs(input),
      })),
    ),
  delete: procedure
    .meta(
      rest(
        "admin",
        "DELETE",
        "/runs/{runId}",
        "Remove a run that was recorded by mistake",
        "Confirmed by the run's `externalId`.",
      ),
    )
    .input(DeleteRun)
    .output(DeletedRun)
    .mutation(({ ctx, input }) =>
      noted(ctx, ctx.runs.delete(input), ({ runId, results }) => ({
        action: "run.deleted",
        subject: input.externalId,
        detail: { runId, results: String(results) },
      })),
    ),
  prune: procedure
    .meta(
      rest(
        "admin",
        "POST",
        "/runs/prune",
        "Remove the texts of old runs' results",
        "Questions, answers and reasons go; scores, costs and all figures stay. A call takes a few runs, the oldest first: call again while `remainingRuns` is not 0. `dryRun` counts alone.",
      ),
    )
    .input(PruneRuns)
    .output(PrunedRuns)
    .mutation(({ ctx, input }) =>
      noted(ctx, ctx.runs.prune(input), ({ runs: pruned, results }) =>
        pruned === 0
          ? undefined
          : {
              action: "runs.pruned",
              subject: null,
              detail: { runs: String(pruned), results: String(results) },
            },
      ),
    ),
} satisfies TRPCRouterRecord;

/** What the audit log has of a description that was changed. */
function describedAs({ runId, label, tags = {} }: DescribeRun): Record<string, string> {
  const said = Object.entries(tags).map(([name, value]) =>
    value === null ? `-${name}` : `${name}=${value}`,
  );
  return {
    runId,
    ...(label !== undefined && { label: label ?? "(none)" }),
    ...(said.length > 0 && { tags: said.join(", ") }),
  };
}
