import { ImportError, type ImportOptions } from "../importer.ts";
import { listed, toName } from "../names.ts";
import { scoreIn } from "../scale.ts";
import type { Case, Metric } from "./file.ts";

/** Which metrics make the score, and what is known of all of them. */
export interface ChosenMetrics {
  /** The score is their mean. Empty where nothing was scored. */
  readonly names: readonly string[];
  /** Whether the person named it: then its verdict is taken, and not that of the case. */
  readonly asked: boolean;
  /** Whether a metric is better the higher. */
  higherIsBetter(name: string): boolean;
  /** A metric's value as a score in [0, 1]; null where it cannot be one. */
  scoreOf(metric: Metric): number | null;
  /** What the person should know of the choice. */
  readonly notes: readonly string[];
}

/** Those of DeepEval's metrics that succeed up to their threshold. */
const LOWER = new Set(["Hallucination", "Bias", "Toxicity", "Misuse"]);

/**
 * What the person says, else all metrics that lie in [0, 1] and are better the higher; where there are none such, those
 * that are better the lower, turned round. Throws `ImportError` where what is asked for is not there.
 */
export function chooseMetrics(cases: readonly Case[], options: ImportOptions): ChosenMetrics {
  const all = cases.flatMap(({ metrics }) => metrics);
  const names = [...new Set(all.map(({ name }) => name))];
  const lower = new Set(names.filter((name) => isLowerBetter(all.filter((each) => each.name === name))));
  const scoreOf = (metric: Metric) =>
    scoreIn(metric.score, {
      ...options,
      lowerIsBetter: options.lowerIsBetter ?? lower.has(metric.name),
    });
  const known = { higherIsBetter: (name: string) => !lower.has(name), scoreOf };
  if (options.metric !== undefined) {
    const asked = named(names, options.metric);
    return { ...known, names: [asked], asked: true, notes: turnedRound([asked], lower) };
  }
  const given = names.filter((name) => all.some((each) => each.name === name && hasScore(each)));
  const offScale = given.filter((name) =>
    all.some((each) => each.name === name && hasScore(each) && scoreOf(each) === null),
  );
  const fit = given.filter((name) => !offScale.includes(name));
  const higher = fit.filter((name) => !lower.has(name));
  const chosen = higher.length > 0 ? higher : fit;
  const left = fit.filter((name) => !chosen.includes(name));
  return {
    ...known,
    names: chosen,
    asked: false,
    notes: [
      ...(chosen.length > 1 ? [`the score is the mean of ${listed(chosen)}; choose one with --metric`] : []),
      ...turnedRound(chosen, lower),
      ...(left.length > 0 ? [`better the lower, and so no part of the score: ${listed(left)}`] : []),
      ...(offScale.length > 0
        ? [
            `not from 0 to 1, and so no part of the score: ${listed(offScale)}; --metric with --scale says how to read one`,
          ]
        : []),
      ...(chosen.length === 0 ? ["nothing was scored"] : []),
    ],
  };
}

/** Whether a metric gave anything at all: it may have broken, or been skipped. */
export const hasScore = ({ score }: Pick<Metric, "score">): boolean => score !== null && score !== undefined;

function turnedRound(names: readonly string[], lower: ReadonlySet<string>): string[] {
  const turned = names.filter((name) => lower.has(name));
  return turned.length > 0 ? [`better the lower, and so turned round for the score: ${listed(turned)}`] : [];
}

/** What its verdicts say: it fails above its threshold, or succeeds below. Where they say nothing, its name does. */
function isLowerBetter(given: readonly Metric[]): boolean {
  let above = 0;
  for (const { score, success, threshold, minimumScore } of given) {
    const mark = threshold ?? minimumScore;
    if (typeof score !== "number" || typeof success !== "boolean" || typeof mark !== "number") continue;
    if (score !== mark) above += score > mark === success ? 1 : -1;
  }
  if (above !== 0) return above < 0;
  return given.some(({ name, minimumScore }) => LOWER.has(name) && typeof minimumScore !== "number");
}

/** A metric as the person calls it: `correctness` is `Correctness [GEval]`. */
function named(names: readonly string[], asked: string): string {
  const plain = (name: string) => toName(name.replace(/\s*\[[^\]]*\]\s*$/, "")).toLowerCase();
  const found = names.find((name) => name === asked) ?? names.find((name) => plain(name) === plain(asked));
  if (found !== undefined) return found;
  throw new ImportError(
    `there is no metric ${JSON.stringify(asked)}; there are ${names.join(", ") || "none"}`,
  );
}
