import {
  DescribeMetric,
  LikelySame,
  RenamePreview,
  RenameSubject,
  Renaming,
  UndoRenaming,
} from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { procedure } from "./trpc.ts";

/** What the team calls its models, datasets, prompts and metrics. */
export const names = {
  preview: procedure
    .input(RenameSubject)
    .output(RenamePreview)
    .query(({ ctx, input }) => ctx.names.preview(input)),
  rename: procedure
    .input(RenameSubject)
    .output(Renaming)
    .mutation(({ ctx, input }) => ctx.names.rename(input)),
  undo: procedure
    .input(UndoRenaming)
    .output(Renaming)
    .mutation(({ ctx, input }) => ctx.names.undo(input)),
  /** Those that stand, the newest first. */
  renamings: procedure.output(Renaming.array()).query(({ ctx }) => ctx.names.renamings()),
  likelySame: procedure.output(LikelySame.array()).query(({ ctx }) => ctx.names.likelySame()),
  describeMetric: procedure
    .input(DescribeMetric)
    .output(DescribeMetric)
    .mutation(({ ctx, input }) => ctx.names.describeMetric(input)),
} satisfies TRPCRouterRecord;
