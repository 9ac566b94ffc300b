import { z } from "zod";

const Text = z.string().nullish().catch(null);
const Settings = z.record(z.string(), z.unknown());

/** What lighteval writes as `results_<date>.json`, as far as it is used here: 0.6 to 0.13. */
export const ResultsFile = z.object({
  config_general: z.looseObject({
    model_name: Text,
    lighteval_sha: Text,
    model_dtype: z.unknown().optional(),
    /** Null where all samples were asked. */
    max_samples: z.number().nullish().catch(null),
    total_evaluation_time_secondes: z.coerce.number().min(0).max(1e9).nullish().catch(null),
    generation_parameters: Settings.nullish().catch(null),
    /** Where newer versions have the model's name and its generation parameters. */
    model_config: z
      .looseObject({ model_name: Text, generation_parameters: Settings.nullish().catch(null) })
      .nullish()
      .catch(null),
  }),
  /** How each task asks its model, by `suite|task` or `task|few shots`. */
  config_tasks: z.record(z.string(), Settings).nullish().catch(null),
});
export type ResultsFile = z.infer<typeof ResultsFile>;

const Texts = z.union([z.array(z.unknown()), z.string()]).nullish();

/** One sample of versions from 0.10 on. */
const Doc = z.object({
  doc: z.object({ query: z.string(), choices: Texts, gold_index: z.unknown().optional() }),
  metric: Settings,
  model_response: z.looseObject({
    text: Texts,
    text_post_processed: Texts,
    logprobs: z.unknown().optional(),
  }),
});

/** One sample of versions before. */
const Detail = z.object({
  example: z.string().nullish(),
  full_prompt: z.string().nullish(),
  predictions: z.unknown().optional(),
  gold: Texts,
  choices: Texts,
  gold_index: z.unknown().optional(),
  metrics: Settings,
});

/** What both of them say of a sample. */
export interface Sample {
  readonly query: string;
  readonly choices: readonly string[];
  readonly expected: string | null;
  readonly output: string | null;
  readonly metrics: Readonly<Record<string, unknown>>;
}

const listOf = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
};
const textsOf = (value: unknown): string[] =>
  listOf(value).map((each) => (typeof each === "string" ? each : JSON.stringify(each)));
const numberOf = (value: unknown) => (typeof value === "number" ? value : Number.NaN);
const joined = (texts: readonly string[]) => (texts.length > 0 ? texts.join("\n") : null);

/** One sample of versions from 0.10 on: `__doc__` to 0.12, `doc` since. */
export const NewSample = z
  .preprocess((row) => withoutUnderscores(row), Doc)
  .transform(({ doc, metric, model_response: response }): Sample => {
    const choices = textsOf(doc.choices);
    const right = listOf(doc.gold_index).flatMap((index) => choices[numberOf(index)] ?? []);
    const answers = textsOf(response.text_post_processed ?? response.text);
    return {
      query: doc.query,
      choices,
      expected: joined(right.map((choice) => choice.trim())),
      output: joined(answers) ?? likeliest(choices, response.logprobs),
      metrics: metric,
    };
  });

export const OldSample = Detail.transform((detail): Sample => {
  const choices = textsOf(detail.choices);
  const right = listOf(detail.gold_index).flatMap((index) => choices[numberOf(index)] ?? []);
  const gold = textsOf(detail.gold);
  const answers = listOf(detail.predictions);
  const isText = answers.every((answer) => typeof answer === "string");
  return {
    query: detail.example || detail.full_prompt || "",
    choices,
    expected: joined((gold.length > 0 ? gold : right).map((choice) => choice.trim())),
    output: isText
      ? joined(textsOf(answers))
      : likeliest(
          choices,
          answers.map((answer) => listOf(answer)[0]),
        ),
    metrics: detail.metrics,
  };
});

function withoutUnderscores(row: unknown): unknown {
  if (typeof row !== "object" || row === null) return row;
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [/^__(.+)__$/.exec(key)?.[1] ?? key, value]),
  );
}

/** Of choices the one that the model held for the likeliest; null where nothing was chosen. */
function likeliest(choices: readonly string[], logprobs: unknown): string | null {
  const numbers = listOf(logprobs).map(numberOf);
  if (choices.length === 0 || numbers.length !== choices.length || numbers.some(Number.isNaN)) return null;
  return choices[numbers.indexOf(Math.max(...numbers))]?.trim() ?? null;
}
