import {
  AskKnownItems,
  DatasetId,
  DatasetItems,
  DatasetVersions,
  ItemHistory,
  ItemQuery,
  KnownItems,
  ListDatasetItems,
} from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { rest } from "./rest.ts";
import { procedure } from "./trpc.ts";

/** The items of a dataset, through all runs that asked them; as they are committed now. */
export const items = {
  history: procedure
    .meta(
      rest("read", "GET", "/datasets/{datasetId}/items/history", "One item through all runs that asked it"),
    )
    .input(ItemQuery)
    .output(ItemHistory)
    .query(({ ctx, input }) => ctx.items.history(input)),
  list: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/datasets/{datasetId}/items",
        "The hardest items of a dataset, or those that flip most",
        "Or those that tell no models apart, by `sort`.",
      ),
    )
    .input(ListDatasetItems)
    .output(DatasetItems)
    .query(({ ctx, input }) => ctx.items.list(input)),
  versions: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/datasets/{datasetId}/versions",
        "The sets of items that runs of a dataset asked",
        "The newest first, with what was added, gone and changed.",
      ),
    )
    .input(DatasetId)
    .output(DatasetVersions)
    .query(({ ctx, input }) => ctx.items.versions(input)),
  // Reads alone, but a thousand keys are too long for an address.
  known: procedure
    .meta(
      rest(
        "ingest",
        "POST",
        "/items/known",
        "How many of these items a dataset has",
        "Reads alone: a thousand keys are too long for an address.",
      ),
    )
    .input(AskKnownItems)
    .output(KnownItems)
    .mutation(({ ctx, input }) => ctx.items.known(input)),
} satisfies TRPCRouterRecord;
