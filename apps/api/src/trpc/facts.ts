import { FactsStatus } from "@evalboard/facts/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { procedure } from "./init.ts";

/** Nothing can be said about it. */
const Nothing = z.void();

/** The facts behind the board: both kinds of work go on in the server, and `status` tells how far they are. */
export const facts = {
  status: procedure
    .input(Nothing)
    .output(FactsStatus)
    .query(({ ctx }) => ctx.facts.status()),
  rebuild: procedure
    .input(Nothing)
    .output(FactsStatus)
    .mutation(({ ctx }) => ctx.facts.rebuild()),
  verify: procedure
    .input(Nothing)
    .output(FactsStatus)
    .mutation(({ ctx }) => ctx.facts.verify()),
} satisfies TRPCRouterRecord;
