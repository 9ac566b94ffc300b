import { isRecord } from "../json.ts";
import type { GivenMetric } from "../metrics.ts";
import { isNoScore, numberIn, scoreIn, type ScoreRules, wordIn } from "../scale.ts";
import type { Sample, Score } from "./log.ts";

/** A scorer, and which of its scores where it gives several. */
export interface Scorer {
  readonly scorer: string;
  readonly part: string | null;
  /** As the person says it, and what its metric is called: `scorer` or `scorer/part`. */
  readonly label: string;
}

/** The scorers that gave a sample something: each part of an object is one of its own. */
export function scorersOf({ scores }: Pick<Sample, "scores">): Scorer[] {
  return Object.entries(scores ?? {}).flatMap(([scorer, { value }]) =>
    isRecord(value) ? Object.keys(value).map((part) => candidate(scorer, part)) : [candidate(scorer, scorer)],
  );
}

/** Of a scorer the score of this name. */
export function candidate(scorer: string, name: string): Scorer {
  if (name === scorer) return { scorer, part: null, label: scorer };
  return { scorer, part: name, label: `${scorer}/${name}` };
}

/** What a scorer gave a sample, its value of the chosen part; undefined where it gave nothing. */
export function scoredBy({ scores }: Pick<Sample, "scores">, { scorer, part }: Scorer): Score | undefined {
  const given = scores && Object.hasOwn(scores, scorer) ? scores[scorer] : undefined;
  if (!given || part === null) return given;
  const value = isRecord(given.value) && Object.hasOwn(given.value, part) ? given.value[part] : null;
  return { ...given, value };
}

/** What every scorer of the log gave a sample: the values of an object each by its own name. */
export function metricsOf(sample: Sample, words: ScoreRules["words"] = {}): GivenMetric[] {
  return scorersOf(sample).map((each) => {
    const value = scoredBy(sample, each)?.value;
    // A word that the person has spoken of is no grade of Inspect's.
    const grade = typeof value === "string" && wordIn(value, words) === null ? numberOf(value) : null;
    return { name: each.label, value, grade };
  });
}

/** Inspect's own grades, and the words that it counts as numbers: partial credit is no verdict, no answer is a wrong one. */
const GRADES: ReadonlyMap<string, { readonly score: number; readonly passed: boolean | null }> = new Map([
  ["C", { score: 1, passed: true }],
  ["P", { score: 0.5, passed: null }],
  ["I", { score: 0, passed: false }],
  ["N", { score: 0, passed: false }],
  ["yes", { score: 1, passed: true }],
  ["true", { score: 1, passed: true }],
  ["no", { score: 0, passed: false }],
  ["false", { score: 0, passed: false }],
]);

const gradeOf = (word: string) => GRADES.get(word.trim()) ?? GRADES.get(word.trim().toLowerCase());

function numberOf(word: string): number | null {
  const grade = gradeOf(word);
  if (grade) return grade.score;
  return /^-?\d+(?:\.\d+)?$/.test(word.trim()) ? Number(word) : null;
}

/** What a scorer's value says: whether the answer passed, where it is a grade or true or false, and no word of the person's. */
export function verdictOf(value: unknown, { words = {} }: ScoreRules): boolean | null {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string" || wordIn(value, words) !== null) return null;
  return gradeOf(value)?.passed ?? null;
}

/**
 * A scorer's value as a score in [0, 1]: what the person says of a word, then Inspect's grades, then numbers on the scale;
 * null where it is none. Words that are verdicts elsewhere, such as `right`, are categories here.
 */
export function readScore(value: unknown, rules: ScoreRules): number | null {
  if (typeof value !== "string") return scoreIn(value, rules);
  const said = wordIn(value, rules.words ?? {});
  if (said !== null || isNoScore(value, rules)) return said;
  return gradeOf(value)?.score ?? (numberIn(value) === null ? null : scoreIn(value, rules));
}
