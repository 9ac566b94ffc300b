import { z } from "zod";
import { Amount } from "../check.ts";

const Text = z.string().nullish();

/** What was done to an instance to see whether the model still answers it, such as typos. */
const Perturbation = z.looseObject({ name: z.string() }).nullish();

/** How a scenario was made into prompts, and who was asked; its further settings stand beside these. */
export const AdapterSpec = z.looseObject({ model: Text });
export type AdapterSpec = z.infer<typeof AdapterSpec>;

/** One request, for an instance or for one of its references. */
export const RequestState = z.object({
  instance: z.object({
    id: z.union([z.string(), z.number()]).nullish(),
    input: z.unknown().optional(),
    references: z
      .array(z.object({ output: z.unknown().optional(), tags: z.array(z.string()).nullish() }))
      .nullish(),
    perturbation: Perturbation,
  }),
  reference_index: z.int().nullish(),
  request_mode: Text,
  train_trial_index: z.int().min(0).max(999_999).default(0),
  /** Of a multiple choice what the letters stand for. */
  output_mapping: z.record(z.string(), z.unknown()).nullish(),
  /** Absent where the request was not made. */
  result: z
    .object({
      success: z.boolean().default(true),
      error: Text,
      completions: z
        .array(z.object({ text: z.unknown().optional(), logprob: z.number().nullish() }))
        .nullish(),
      cached: z.boolean().nullish(),
      /** In seconds; of a cached answer what the call once took. */
      request_time: Amount.nullish(),
      /** In seconds since 1970; of a cached answer when it was asked. */
      request_datetime: z.number().min(0).max(8_000_000_000).nullish(),
    })
    .nullish(),
});
export type RequestState = z.infer<typeof RequestState>;

/** What the metrics gave one instance; another entry of it has those of another kind of metric. */
export const InstanceStats = z.object({
  instance_id: z.union([z.string(), z.number()]),
  train_trial_index: z.int().default(0),
  perturbation: Perturbation,
  stats: z.array(
    z.object({
      name: z.object({
        name: z.string(),
        perturbation: z.looseObject({ computed_on: Text }).nullish(),
      }),
      count: z.number().nullish(),
      mean: z.number().nullish(),
    }),
  ),
});

/** What was asked for, such as `mmlu:subject=anatomy,model=openai_gpt2`. */
export const RunSpec = z.object({ name: z.string() });

/** What an instance of a run is known by: a perturbed one is an instance of its own. */
export function instanceName(
  id: string | number | null | undefined,
  perturbation: z.infer<typeof Perturbation>,
): string {
  return [id ?? "", perturbation?.name ?? ""].filter((part) => part !== "").join(" ");
}
