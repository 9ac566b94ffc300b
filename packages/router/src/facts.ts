import { FactsStatus } from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { Nothing, rest } from "./rest.ts";
import { noted, procedure } from "./trpc.ts";

/** The facts behind the board: both kinds of work go on in the server, and `status` tells how far they are. */
export const facts = {
  status: procedure
    .meta(rest("read", "GET", "/facts", "How far the sums behind the board are"))
    .input(Nothing)
    .output(FactsStatus)
    .query(({ ctx }) => ctx.facts.status()),
  rebuild: procedure
    .meta(
      rest(
        "admin",
        "POST",
        "/facts/rebuild",
        "Build the sums behind the board again",
        "Goes on in the server; `GET /api/facts` tells how far it is.",
      ),
    )
    .input(Nothing)
    .output(FactsStatus)
    .mutation(({ ctx }) =>
      noted(ctx, ctx.facts.rebuild(), ({ timeZone }) => ({
        action: "facts.rebuilt",
        subject: null,
        detail: { timeZone },
      })),
    ),
  verify: procedure
    .meta(
      rest(
        "admin",
        "POST",
        "/facts/verify",
        "Verify the sums behind the board",
        "Goes on in the server; `GET /api/facts` tells how far it is.",
      ),
    )
    .input(Nothing)
    .output(FactsStatus)
    .mutation(({ ctx }) => ctx.facts.verify()),
} satisfies TRPCRouterRecord;
