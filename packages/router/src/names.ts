import {
  DescribeMetric,
  LikelySame,
  RenamePreview,
  RenameSubject,
  Renaming,
  UndoRenaming,
} from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { rest } from "./rest.ts";
import { procedure } from "./trpc.ts";

/** What the team calls its models, datasets, prompts and metrics. */
export const names = {
  preview: procedure
    .meta(rest("GET", "/names/preview", "What a renaming would do"))
    .input(RenameSubject)
    .output(RenamePreview)
    .query(({ ctx, input }) => ctx.names.preview(input)),
  rename: procedure
    .meta(
      rest(
        "POST",
        "/names/renamings",
        "Rename a model, dataset or prompt, or merge it into another",
        "Runs stay as they were recorded; every figure and list follows the name.",
      ),
    )
    .input(RenameSubject)
    .output(Renaming)
    .mutation(({ ctx, input }) => ctx.names.rename(input)),
  undo: procedure
    .meta(rest("DELETE", "/names/renamings/{renamingId}", "Undo a renaming"))
    .input(UndoRenaming)
    .output(Renaming)
    .mutation(({ ctx, input }) => ctx.names.undo(input)),
  /** Those that stand, the newest first. */
  renamings: procedure
    .meta(rest("GET", "/names/renamings", "Renamings that stand", "The newest first."))
    .output(Renaming.array())
    .query(({ ctx }) => ctx.names.renamings()),
  likelySame: procedure
    .meta(rest("GET", "/names/likely-same", "Names that are likely of one subject"))
    .output(LikelySame.array())
    .query(({ ctx }) => ctx.names.likelySame()),
  describeMetric: procedure
    .meta(rest("PUT", "/names/metrics", "Say which way of a metric is better", "Null unsays it."))
    .input(DescribeMetric)
    .output(DescribeMetric)
    .mutation(({ ctx, input }) => ctx.names.describeMetric(input)),
} satisfies TRPCRouterRecord;
