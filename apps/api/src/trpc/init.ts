import { initTRPC } from "@trpc/server";
import { messageFor, toTrpcError } from "../errors.ts";
import type { Context } from "./context.ts";

const t = initTRPC.context<Context>().create({
  isDev: false,
  errorFormatter: ({ shape, error, ctx }) => ({
    ...shape,
    message: messageFor(error, ctx?.requestId ?? "unknown"),
  }),
});

export const router = t.router;

/** Every procedure begins here: errors of the services become the contract's error codes. */
export const procedure = t.procedure.use(async ({ ctx, next }) => {
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error, ctx.health.isOutage);
  return result;
});
