import { DemoStatus } from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { Nothing, rest } from "./rest.ts";
import { noted, procedure } from "./trpc.ts";

/** The demo on a board of one's own: both kinds of work go on in the server, and `status` tells how far they are. */
export const demo = {
  status: procedure
    .meta(rest("read", "GET", "/demo", "Whether the demo's runs are on the board"))
    .output(DemoStatus)
    .query(({ ctx }) => ctx.demo.status()),
  load: procedure
    .meta(
      rest(
        "admin",
        "POST",
        "/demo",
        "Put the demo's runs onto a board that has none of its own",
        "Goes on in the server; `GET /api/demo` tells how far it is. Loading what was broken off goes on with it.",
      ),
    )
    .input(Nothing)
    .output(DemoStatus)
    .mutation(({ ctx }) =>
      noted(ctx, ctx.demo.load(), () => ({ action: "demo.loaded", subject: null, detail: {} })),
    ),
  remove: procedure
    .meta(
      rest(
        "admin",
        "DELETE",
        "/demo",
        "Remove the demo's runs",
        "Other runs stay as they are. Goes on in the server; `GET /api/demo` tells how far it is.",
      ),
    )
    .output(DemoStatus)
    .mutation(({ ctx }) =>
      noted(ctx, ctx.demo.remove(), ({ runs }) => ({
        action: "demo.removed",
        subject: null,
        detail: { runs: String(runs) },
      })),
    ),
} satisfies TRPCRouterRecord;
