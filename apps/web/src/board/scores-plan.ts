import type { StatsReport } from "@evalboard/contract";
import { formatCounted, formatScore, formatScoreTick } from "@evalboard/format";
import type { TimeChartPlan } from "../charts/time-chart.tsx";
import { alike } from "../charts/series.ts";

type ModelScores = StatsReport["scoreOverTime"][number];
type Point = ModelScores["points"][number];

/** One bucket of all models that have a line, in their order. */
export interface ScoresBucket {
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
}

/** The models' points by bucket: each model has one a bucket. */
export function scoresByBucket(scores: readonly ModelScores[]): ScoresBucket[] {
  const [first] = scores;
  return (first?.points ?? []).map(({ from, to }, index) => ({
    from,
    to,
    points: scores.flatMap(({ points }) => points.slice(index, index + 1)),
  }));
}

/** The score of the leading models a bucket, a line each; adjusted as their ranking is. */
export function scoresPlan(scores: readonly ModelScores[]): TimeChartPlan<ScoresBucket> {
  return {
    title: "Score",
    caption: "Adjusted score of the leading models",
    definition: "scoresOverTime",
    series: scores.flatMap(({ model }, index) => {
      const line = alike[index];
      if (line === undefined) return [];
      return {
        shape: "line",
        label: shortNameOf(scores, index),
        value: ({ points }) => points[index]?.score ?? null,
        basis: ({ points }) => basisOf(points[index]),
        runs: { modelId: model.modelId },
        color: line.color,
        width: 2,
        isNamed: true,
      };
    }),
    missing: "scored runs",
    words: { tick: formatScoreTick, value: formatScore, axis: { beginAtZero: false } },
    columns: scores.map((_, index) => [
      shortNameOf(scores, index),
      ({ points }: ScoresBucket) => {
        const score = points[index]?.score ?? null;
        return score === null ? "none" : `${formatScore(score)} (${basisOf(points[index]) ?? ""})`;
      },
    ]),
  };
}

/** The class of the dot that has the colour of a model's line; undefined of a model without one. */
export function dotOf(scores: readonly ModelScores[], modelId: string): string | undefined {
  return alike[scores.findIndex(({ model }) => model.modelId === modelId)]?.dot;
}

/** A model's name alone, with its provider where another has the same. */
function shortNameOf(scores: readonly ModelScores[], index: number): string {
  const { provider = "", name = "" } = scores[index]?.model ?? {};
  const isAlone = scores.filter(({ model }) => model.name === name).length < 2;
  return isAlone ? name : `${provider}/${name}`;
}

/** `0.790 to 0.834, 480 items in 12 runs`. */
function basisOf(point: Point | undefined): string | null {
  if (point === undefined || point.score === null) return null;
  const { interval, items, runs } = point;
  const range = interval === null ? "" : `${formatScore(interval.low)} to ${formatScore(interval.high)}, `;
  return `${range}${formatCounted(items, "item")} in ${formatCounted(runs, "run")}`;
}

/** What appeared in the window, in words. */
export function newsOf(appearances: StatsReport["appearances"]) {
  return appearances.map((one) => ({
    at: one.at,
    words:
      one.kind === "model"
        ? `new model ${one.model.provider}/${one.model.name}`
        : `new prompt version ${one.name} v${one.number}`,
  }));
}
