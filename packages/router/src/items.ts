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
import { procedure } from "./trpc.ts";

/** The items of a dataset, through all runs that asked them; as they are committed now. */
export const items = {
  history: procedure
    .input(ItemQuery)
    .output(ItemHistory)
    .query(({ ctx, input }) => ctx.items.history(input)),
  list: procedure
    .input(ListDatasetItems)
    .output(DatasetItems)
    .query(({ ctx, input }) => ctx.items.list(input)),
  versions: procedure
    .input(DatasetId)
    .output(DatasetVersions)
    .query(({ ctx, input }) => ctx.items.versions(input)),
  // Reads alone, but a thousand keys are too long for an address.
  known: procedure
    .input(AskKnownItems)
    .output(KnownItems)
    .mutation(({ ctx, input }) => ctx.items.known(input)),
} satisfies TRPCRouterRecord;
