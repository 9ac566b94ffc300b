import { z } from "zod";

/** Inspect writes an empty text where a time is not known yet. */
const Instant = z
  .union([
    z.literal("").transform(() => null),
    z.iso.datetime({ offset: true, error: "expected a time with its zone" }),
  ])
  .nullish();

/** What an Inspect log says of the whole evaluation: all but its samples. */
export const LogHeader = z.object({
  status: z.enum(["success", "error", "cancelled", "started"]),
  eval: z.object({
    eval_id: z.string().nullish(),
    run_id: z.string().nullish(),
    created: Instant,
    task: z.string(),
    task_version: z.union([z.string(), z.number()]).nullish(),
    dataset: z.object({ name: z.string().nullish() }).nullish(),
    model: z.string(),
    revision: z.object({ commit: z.string().nullish(), dirty: z.boolean().nullish() }).nullish(),
    packages: z.object({ inspect_ai: z.string().nullish() }).nullish(),
  }),
  results: z
    .object({
      /** `name` is another than `scorer` where one scorer gives several scores. */
      scores: z.array(z.object({ name: z.string(), scorer: z.string().nullish() })).nullish(),
    })
    .nullish(),
  stats: z.object({ started_at: Instant, completed_at: Instant }).nullish(),
  error: z.object({ message: z.string() }).nullish(),
});
export type LogHeader = z.infer<typeof LogHeader>;
