import { z } from "zod";
import { RunGroup } from "./comparison.ts";
import { LatencyChange, NamedDataset, NamedModel } from "./figures.ts";
import { BoardFilter, Count, SentInstant } from "./values.ts";
import { ANSWER_NAMES, answerStates } from "./words.ts";

/** Where the evidence is: the runs that have all of this, or a comparison. */
const Evidence = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("runs"),
    where: BoardFilter,
    completedFrom: SentInstant,
    completedTo: SentInstant,
  }),
  z.object({ kind: z.literal("comparison"), baseline: RunGroup, candidate: RunGroup }),
]);
export type Evidence = z.infer<typeof Evidence>;

const Interval = z.object({ low: z.number(), high: z.number() });

/** What the figure of a ranked subject rests on; `items` are its scored answers, as in `ItemFigures`. */
const RankedN = z.object({ runs: Count, items: Count, others: Count });

/** The first of those that the subject cannot be told from, by place, and how many they are. */
const tiedWith = <Named extends z.ZodType>(named: Named) =>
  z.object({ count: Count, first: z.array(named).max(ANSWER_NAMES) });

/**
 * Which models are reliable. `leads`: the subject is better than every other, beyond chance. `tied`: it is first and cannot be told from
 * some. `apart`: no two models can be compared; `join` says which would be by one more dataset. `only one`: its adjusted score all the same.
 */
export const ModelsAnswer = z.object({
  state: z.enum(answerStates.models),
  subject: NamedModel.nullable(),
  figure: z.number().nullable(),
  interval: Interval.nullable(),
  /** `others`: datasets of the common mix. */
  n: RankedN,
  tied: tiedWith(NamedModel),
  /** Models that are not ranked. */
  apart: Count,
  join: z.object({ model: NamedModel, dataset: NamedDataset }).nullable(),
  evidence: Evidence.nullable(),
});
export type ModelsAnswer = z.infer<typeof ModelsAnswer>;

/** Which datasets are hard: the mirror image; `others` of `n` are models. */
export const DatasetsAnswer = z.object({
  state: z.enum(answerStates.datasets),
  subject: NamedDataset.nullable(),
  figure: z.number().nullable(),
  interval: Interval.nullable(),
  n: RankedN,
  tied: tiedWith(NamedDataset),
  apart: Count,
  join: z.object({ dataset: NamedDataset, model: NamedModel }).nullable(),
  saturated: tiedWith(NamedDataset),
  evidence: Evidence.nullable(),
});
export type DatasetsAnswer = z.infer<typeof DatasetsAnswer>;

/** How latency changed, against the window before; `nothing before` where no model ran the same dataset there, or the period is `all`. */
export const LatencyAnswer = z.object({
  state: z.enum(answerStates.latency),
  ...LatencyChange.omit({ verdict: true }).shape,
  evidence: Evidence.nullable(),
});
export type LatencyAnswer = z.infer<typeof LatencyAnswer>;

/**
 * Whether the recent prompt change improved anything: of the newest change that improved or worsened its prompt, else of the newest
 * that could be compared. `counts` are of all changes of the window, by verdict.
 */
export const PromptsAnswer = z.object({
  state: z.enum(answerStates.prompts),
  subject: z
    .object({ promptId: z.uuid(), name: z.string(), newer: z.int().positive(), older: z.int().positive() })
    .nullable(),
  figure: z.number().nullable(),
  interval: Interval.nullable(),
  n: z.object({ runs: Count, items: Count }),
  detectableChange: z.number().nonnegative().nullable(),
  counts: z.object({
    improved: Count,
    worse: Count,
    noClearChange: Count,
    tooLittle: Count,
    nothingToCompare: Count,
  }),
  evidence: Evidence.nullable(),
});
export type PromptsAnswer = z.infer<typeof PromptsAnswer>;

/** The board's four questions, answered in figures; words are made of them. */
export const Answers = z.object({
  models: ModelsAnswer,
  datasets: DatasetsAnswer,
  latency: LatencyAnswer,
  prompts: PromptsAnswer,
});
export type Answers = z.infer<typeof Answers>;
