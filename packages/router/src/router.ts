import { audit } from "./audit.ts";
import { demo } from "./demo.ts";
import { facts } from "./facts.ts";
import { items } from "./items.ts";
import { keys } from "./keys.ts";
import { names } from "./names.ts";
import { router } from "./trpc.ts";
import { runs } from "./runs.ts";
import { session } from "./session.ts";
import { settings } from "./settings.ts";
import { stats } from "./stats.ts";
import { views } from "./views.ts";

/** Everything that EvalBoard answers, below `/trpc` and over REST. */
export const appRouter = router({
  stats,
  runs,
  items,
  names,
  facts,
  keys,
  session,
  audit,
  views,
  settings,
  demo,
});

/** The contract that typed clients are made from. */
export type AppRouter = typeof appRouter;
