import { z } from "zod";
import { Amount, Count, scoreOr } from "../check.ts";

/** evalite's SQLite writes `2026-11-23 11:13:55` and means UTC; its other storages write ISO 8601. */
const Instant = z
  .string()
  .transform((text) => (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? `${text.replace(" ", "T")}Z` : text))
  .pipe(z.iso.datetime({ offset: true, error: "expected a time such as 2026-11-23 11:13:55" }));

const Result = z.object({
  id: z.int().nullish(),
  /** Of the task and its scorers, in ms. */
  duration: Amount.nullish(),
  input: z.unknown().optional(),
  output: z.unknown().optional(),
  expected: z.unknown().optional(),
  status: z.enum(["success", "fail", "running"]),
  colOrder: z.int().nullish(),
  createdAt: Instant.nullish(),
  /** 0 also where there is no score at all. */
  averageScore: scoreOr("let each scorer return a share, such as stars / 5"),
  scores: z.array(
    z.object({ name: z.string(), score: z.number().nullish(), description: z.string().nullish() }),
  ),
  traces: z.array(z.object({ inputTokens: Count.nullish(), outputTokens: Count.nullish() })).nullish(),
});
export type Result = z.infer<typeof Result>;

const Eval = z.object({
  id: z.int().nullish(),
  name: z.string(),
  variantName: z.string().nullish(),
  variantGroup: z.string().nullish(),
  createdAt: Instant,
  results: z.array(Result),
});
export type Eval = z.infer<typeof Eval>;

/** What `evalite run --outputPath results.json` writes, as far as it is used here; tried with evalite 0.19.0. */
export const ExportFile = z.object({
  evals: z.array(Eval).min(1, "holds no evals"),
});
export type ExportFile = z.infer<typeof ExportFile>;
