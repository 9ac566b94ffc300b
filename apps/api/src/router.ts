import { facts } from "./trpc/facts.ts";
import { router } from "./trpc/init.ts";
import { runs } from "./trpc/runs.ts";
import { stats } from "./trpc/stats.ts";

/** Everything that EvalBoard answers below `/trpc`. */
export const appRouter = router({ stats, runs, facts });

/** The contract that typed clients are made from. */
export type AppRouter = typeof appRouter;
