import { z } from "zod";
import { Work } from "./facts.ts";
import { Count } from "./values.ts";

/** Made-up runs on a board that has none of its own, to look at what it shows; they are removed without touching any other. */
export const DemoStatus = z.object({
  /** Whether it was put onto this board, as a whole or in part. */
  isLoaded: z.boolean(),
  /** The demo's runs that there are. */
  runs: Count,
  /** Whether it may be loaded: no run is on the board but the demo's own. */
  canLoad: z.boolean(),
  /** The loading or removing that goes on, or else the last that did since the server started. */
  work: Work.extend({ kind: z.enum(["load", "remove"]) }).nullable(),
});
export type DemoStatus = z.infer<typeof DemoStatus>;
