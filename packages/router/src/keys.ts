import { ApiKey, CreatedKey, CreateKey, RevokeKey } from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { rest } from "./rest.ts";
import { procedure } from "./trpc.ts";

/** Who may come in by a key. */
export const keys = {
  list: procedure
    .meta(
      rest(
        "admin",
        "GET",
        "/keys",
        "Keys, those that were revoked too",
        "The newest first; their secrets are nowhere.",
      ),
    )
    .output(ApiKey.array())
    .query(({ ctx }) => ctx.keys.list()),
  create: procedure
    .meta(
      rest(
        "admin",
        "POST",
        "/keys",
        "Make a key",
        "The answer's `secret` is shown this once. With a label or tags the key records and reads runs of these alone.",
      ),
    )
    .input(CreateKey)
    .output(CreatedKey)
    .mutation(({ ctx, input }) => ctx.keys.create(input, ctx.actor)),
  revoke: procedure
    .meta(
      rest(
        "admin",
        "DELETE",
        "/keys/{keyId}",
        "Revoke a key",
        "It and every sign-in by it end at once. The last admin key that works is kept while keys are asked.",
      ),
    )
    .input(RevokeKey)
    .output(ApiKey)
    .mutation(({ ctx, input }) => ctx.keys.revoke(input, ctx.actor)),
} satisfies TRPCRouterRecord;
