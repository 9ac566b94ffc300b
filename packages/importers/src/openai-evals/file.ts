import { z } from "zod";

const Text = z.string().nullish();

/** `2023-04-17 22:08:21.904498` of a run, which means UTC, and `2023-04-17 22:08:30.1+00:00` of an event. */
const Instant = z.string().transform((text, context) => {
  const iso = text.trim().replace(" ", "T");
  const time = new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
  if (!Number.isNaN(time.getTime())) return time;
  context.addIssue({ code: "custom", message: "expected a time such as 2023-04-17 22:08:21.904498" });
  return z.NEVER;
});

const Settings = z.record(z.string(), z.unknown());

/** The first line of a log, what was run, as far as it is used here: of evals 1.0 to 3.0, and of 0.1. */
export const Spec = z.object({
  /** Which model, or what stands before one; several answer in turn. */
  completion_fns: z.array(z.string()).nullish(),
  /** Of evals before 1.0. */
  model_name: Text,
  eval_name: z.string(),
  split: Text,
  run_config: z
    .object({
      eval_spec: z.object({ cls: Text, args: Settings.nullish() }).nullish(),
      seed: z.unknown().optional(),
      /** Null where all samples were asked. */
      max_samples: z.number().nullish(),
    })
    .nullish(),
  run_id: Text,
  created_at: Instant.nullish(),
});
export type Spec = z.infer<typeof Spec>;

const Usage = z.object({
  prompt_tokens: z.int().min(0).nullish(),
  completion_tokens: z.int().min(0).nullish(),
});

/** What happened to a sample: a model was asked, its answer was compared, a metric was recorded … */
export const Event = z.object({
  sample_id: z.string().nullish(),
  type: z.string(),
  data: Settings.nullish().catch(null),
  created_at: Instant.nullish(),
});
export type Event = z.infer<typeof Event>;

/** The tokens of a call; what is no such count is unknown. */
export const usageOf = (event: Event) => Usage.nullish().catch(null).parse(event.data?.usage);
