import { AuditPage, ListAudit } from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { rest } from "./rest.ts";
import { procedure } from "./trpc.ts";

/** What was deleted, renamed, described, replaced and built again, keys and refused sign-ins, and by whom. */
export const audit = {
  list: procedure
    .meta(
      rest(
        "admin",
        "GET",
        "/audit",
        "Who changed what, a page of it",
        "The newest first. `nextCursor` is the `cursor` of the next page; it is null on the last one.",
      ),
    )
    .input(ListAudit)
    .output(AuditPage)
    .query(({ ctx, input }) => ctx.audit.list(input)),
} satisfies TRPCRouterRecord;
