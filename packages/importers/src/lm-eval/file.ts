import { z } from "zod";
import { Count } from "../check.ts";

/** Of one task: its aliases beside numbers such as `acc,none` and `acc_stderr,none`. */
const Aggregates = z.record(z.string(), z.unknown());

/** `pretrained=org/name,dtype=auto` or the same as an object. */
const ModelArgs = z.union([z.string(), z.record(z.string(), z.unknown())]);

/** What lm-evaluation-harness writes as `results_<date>.json`, as far as it is used here. */
export const ResultsFile = z.object({
  results: z.record(z.string(), Aggregates),
  /** How each task asks its model. */
  configs: z.record(z.string(), z.record(z.string(), z.unknown())).nullish(),
  versions: z.record(z.string(), z.unknown()).nullish(),
  "n-shot": z.record(z.string(), z.unknown()).nullish(),
  /** How many items each task has, and how many of them were asked. */
  "n-samples": z
    .record(z.string(), z.object({ original: Count.nullish(), effective: Count.nullish() }))
    .nullish()
    .catch(null),
  higher_is_better: z.record(z.string(), z.record(z.string(), z.boolean().nullable()).nullable()).nullish(),
  config: z.object({
    model: z.string().nullish(),
    model_args: ModelArgs.nullish(),
    /** `temperature=0.7,top_p=0.9` or the same as an object. */
    gen_kwargs: ModelArgs.nullish().catch(null),
    /** How many items were asked, or which share of them; null where all were. */
    limit: z.unknown().optional(),
  }),
  model_name: z.string().nullish(),
  git_hash: z.string().nullish(),
  lm_eval_version: z.string().nullish(),
  /** When the evaluation began, in seconds since 1970. `start_time` beside it counts from when the machine started. */
  date: z.number().min(0).max(8_640_000_000_000),
  total_evaluation_time_seconds: z.coerce.number().min(0).max(1e9).nullish().catch(null),
  task_hashes: z.record(z.string(), z.string()).nullish(),
  system_instruction: z.string().nullish(),
  chat_template_sha: z.string().nullish(),
});
export type ResultsFile = z.infer<typeof ResultsFile>;

/** One line of a samples file: an item as one filter read its answers. Scores stand beside these by the metric's name. */
export const SampleLine = z.looseObject({
  doc_id: z.union([z.int(), z.string()]).nullish(),
  doc: z.unknown().optional(),
  target: z.unknown().optional(),
  arguments: z.unknown().optional(),
  filtered_resps: z.unknown().optional(),
  /** Absent from older files, which hold one filter's lines alone. */
  filter: z.string().default("none"),
  /** The names of its metrics; older files do not list them. */
  metrics: z.array(z.string()).nullish().catch(null),
  doc_hash: z.string().nullish(),
});
export type SampleLine = z.infer<typeof SampleLine>;
