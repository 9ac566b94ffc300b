import type { Random } from "./random.ts";

/** What is known of an answer when its further metrics are measured. */
interface Graded {
  readonly output: string;
  /** The share of its parts that is right. */
  readonly score: number;
  readonly parts: number;
}

type Metrics = Readonly<Record<string, number | string>>;
export type MetricsOf = (graded: Graded, random: Random) => Metrics;

/** Which way of them is better; of the others nobody has said it. */
export const knownMetrics = [
  { name: "faithfulness", higherIsBetter: true },
  { name: "politeness", higherIsBetter: true },
  { name: "test seconds", higherIsBetter: false },
] as const;

const tones = ["neutral", "lively", "dry"] as const;
const toneWeights = { neutral: 8, lively: 2, dry: 1 } as const;

/** A judge reads a summary: how much of it the article says, and in which tone it is. Its length is counted. */
export const judgedSummary: MetricsOf = ({ output, score }, random) => ({
  faithfulness: rounded(between(0, 0.55 + 0.4 * score + 0.08 * random.normal(), 1), 2),
  tone: random.pick(tones, (tone) => toneWeights[tone]),
  words: output.split(" ").length,
});

/** A judge says how polite an answer is, 1 to 5. */
export const judgedManners: MetricsOf = ({ score }, random) => ({
  politeness: Math.round(between(1, 3.6 + 0.7 * score + 0.6 * random.normal(), 5)),
});

/** How long the tests of a function took. */
export const testRun: MetricsOf = ({ parts }, random) => ({
  "test seconds": rounded(0.02 * parts * Math.exp(0.5 * random.normal()), 3),
});

function between(low: number, value: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function rounded(value: number, places: number): number {
  return Number(value.toFixed(places));
}
