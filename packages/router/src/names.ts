import {
  DescribeMetric,
  LikelySame,
  RenamePreview,
  RenameSubject,
  Renaming,
  type SubjectName,
  UndoRenaming,
} from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { rest } from "./rest.ts";
import { noted, procedure } from "./trpc.ts";

/** What the team calls its models, datasets, prompts and metrics. */
export const names = {
  preview: procedure
    .meta(rest("read", "GET", "/names/preview", "What a renaming would do"))
    .input(RenameSubject)
    .output(RenamePreview)
    .query(({ ctx, input }) => ctx.names.preview(input)),
  rename: procedure
    .meta(
      rest(
        "admin",
        "POST",
        "/names/renamings",
        "Rename a model, dataset or prompt, or merge it into another",
        "Runs stay as they were recorded; every figure and list follows the name.",
      ),
    )
    .input(RenameSubject)
    .output(Renaming)
    .mutation(({ ctx, input }) =>
      noted(ctx, ctx.names.rename(input), (made) => deedOf(made.merged ? "merged" : "renamed", made)),
    ),
  undo: procedure
    .meta(rest("admin", "DELETE", "/names/renamings/{renamingId}", "Undo a renaming"))
    .input(UndoRenaming)
    .output(Renaming)
    .mutation(({ ctx, input }) =>
      noted(ctx, ctx.names.undo(input), (undone) => deedOf("renaming-undone", undone)),
    ),
  /** Those that stand, the newest first. */
  renamings: procedure
    .meta(rest("read", "GET", "/names/renamings", "Renamings that stand", "The newest first."))
    .output(Renaming.array())
    .query(({ ctx }) => ctx.names.renamings()),
  likelySame: procedure
    .meta(rest("read", "GET", "/names/likely-same", "Names that are likely of one subject"))
    .output(LikelySame.array())
    .query(({ ctx }) => ctx.names.likelySame()),
  describeMetric: procedure
    .meta(rest("admin", "PUT", "/names/metrics", "Say which way of a metric is better", "Null unsays it."))
    .input(DescribeMetric)
    .output(DescribeMetric)
    .mutation(({ ctx, input }) =>
      noted(ctx, ctx.names.describeMetric(input), ({ name, higherIsBetter }) => ({
        action: "metric.described",
        subject: name,
        detail: { higherIsBetter: String(higherIsBetter) },
      })),
    ),
} satisfies TRPCRouterRecord;

/** What the audit log has of a renaming. */
function deedOf(what: string, { kind, id, from, to }: Renaming) {
  const nameOf = ({ provider, name }: SubjectName) => (provider === null ? name : `${provider}/${name}`);
  return {
    action: `${kind}.${what}`,
    subject: nameOf(from),
    detail: { to: nameOf(to), renamingId: id },
  };
}
