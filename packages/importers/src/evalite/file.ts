import { z } from "zod";
import { Amount, Count } from "../check.ts";
import { scoreIn, type ScoreRules } from "../scale.ts";

/** evalite's SQLite writes `2026-11-23 11:13:55` and means UTC; its other storages write ISO 8601. */
const Instant = z
  .string()
  .transform((text) => (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? `${text.replace(" ", "T")}Z` : text))
  .pipe(z.iso.datetime({ offset: true, error: "expected a time such as 2026-11-23 11:13:55" }));

const GivenResult = z.object({
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
  averageScore: z.number(),
  scores: z.array(
    z.object({ name: z.string(), score: z.number().nullish(), description: z.string().nullish() }),
  ),
  traces: z.array(z.object({ inputTokens: Count.nullish(), outputTokens: Count.nullish() })).nullish(),
});

/** What is read of a result: `given` is the average as it is in the file, `averageScore` the score from 0 to 1 that it is. */
export interface Result extends z.infer<typeof GivenResult> {
  readonly given: number;
}

/** Nobody measured the 0 of a result without scores. A score of another scale is refused, not cut: cut, seven of ten and ten of ten would both be perfect. */
const resultRead = (rules: ScoreRules) =>
  GivenResult.transform((result, context): Result => {
    const { averageScore: given, scores } = result;
    const score = scores.length === 0 ? 0 : scoreIn(given, rules);
    if (score !== null) return { ...result, averageScore: score, given };
    const { from, to } = rules.scale ?? { from: 0, to: 1 };
    context.addIssue({
      code: "custom",
      path: ["averageScore"],
      message: rules.scale
        ? `is ${given}, off the scale ${from}..${to} that --scale says`
        : `is ${given}; a score has to lie from 0 to 1, so say its scale, such as --scale 0..10, or let each scorer return a share, such as stars / 5`,
    });
    return z.NEVER;
  });

const evalRead = (rules: ScoreRules) =>
  z.object({
    id: z.int().nullish(),
    name: z.string(),
    variantName: z.string().nullish(),
    variantGroup: z.string().nullish(),
    createdAt: Instant,
    results: z.array(resultRead(rules)),
  });
export type Eval = z.infer<ReturnType<typeof evalRead>>;

/** What `evalite run --outputPath results.json` writes, as far as it is used here; tried with evalite 0.19.0. */
export const exportRead = (rules: ScoreRules) =>
  z.object({ evals: z.array(evalRead(rules)).min(1, "holds no evals") });
