import { CallerState, SignIn } from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { rest } from "./rest.ts";
import { procedure } from "./trpc.ts";

/** Who asks, and a browser's sign-in by a key: it keeps a cookie that no script can read. */
export const session = {
  get: procedure
    .meta(rest("open", "GET", "/session", "Whether a key is asked for, and who asks"))
    .output(CallerState)
    .query(({ ctx }) => ctx.session.get()),
  signIn: procedure
    .meta(
      rest(
        "open",
        "POST",
        "/session",
        "Sign a browser in by a key",
        "The answer sets a cookie for 30 days at most.",
      ),
    )
    .input(SignIn)
    .output(CallerState)
    .mutation(({ ctx, input }) => ctx.session.signIn(input)),
  signOut: procedure
    .meta(rest("open", "DELETE", "/session", "Sign this browser out"))
    .output(CallerState)
    .mutation(({ ctx }) => ctx.session.signOut()),
} satisfies TRPCRouterRecord;
