import { RenameView, SavedView, SaveView, ViewId } from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { rest } from "./rest.ts";
import { noted, procedure } from "./trpc.ts";

/**
 * Addresses of the board that the team has given names. They change no figure and no run, so who may record may also save,
 * rename and remove them: what is lost by a mistake is a name for an address, and the audit log has both. Who may only read
 * changes nothing that others see. A key that is bound to some runs has none of them: they are of the whole board.
 */
export const views = {
  list: procedure
    .meta(rest("read", "GET", "/views", "Saved views", "By name; `address` is a path of the board's page."))
    .output(SavedView.array())
    .query(({ ctx }) => ctx.views.list()),
  save: procedure
    .meta(rest("ingest", "POST", "/views", "Save an address of the board under a name"))
    .input(SaveView)
    .output(SavedView)
    .mutation(({ ctx, input }) =>
      noted(ctx, ctx.views.save(input, ctx.actor), ({ name, address }) => ({
        action: "view.saved",
        subject: name,
        detail: { address },
      })),
    ),
  rename: procedure
    .meta(rest("ingest", "PATCH", "/views/{viewId}", "Give a saved view another name"))
    .input(RenameView)
    .output(SavedView)
    .mutation(async ({ ctx, input }) => {
      const deedOf = ({ before }: { before: string }) => ({
        action: "view.renamed",
        subject: before,
        detail: { to: input.name },
      });
      return (await noted(ctx, ctx.views.rename(input), deedOf)).view;
    }),
  remove: procedure
    .meta(rest("ingest", "DELETE", "/views/{viewId}", "Remove a saved view", "What it shows stays as it is."))
    .input(ViewId)
    .output(SavedView)
    .mutation(({ ctx, input }) =>
      noted(ctx, ctx.views.remove(input), ({ name, address }) => ({
        action: "view.removed",
        subject: name,
        detail: { address },
      })),
    ),
} satisfies TRPCRouterRecord;
