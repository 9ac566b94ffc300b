import { ImportError } from "../importer.ts";
import { isRecord } from "../json.ts";
import type { GivenMetric } from "../metrics.ts";
import { onScale } from "../text.ts";
import type { InspectLog, Sample, Score } from "./log.ts";

/** A scorer, and which of its scores where it gives several. */
export interface Scorer {
  readonly scorer: string;
  readonly part: string | null;
  /** As the person says it, and what its metric is called: `scorer` or `scorer/part`. */
  readonly label: string;
}

/** Whose scores are taken. */
export interface ChosenScorer extends Scorer {
  /** What the person should know of the choice. */
  readonly notes: readonly string[];
}

/** A log of which no score is taken: nobody has scored it, or with words alone. */
export type NoScorer = Pick<ChosenScorer, "notes"> & { readonly label: null };

/**
 * Whose scores to take: what the person says, else the first of the log's results that gives no category, as the first
 * sample has it. Throws `ImportError` where what is asked for is not there.
 */
export async function chooseScorer(
  log: InspectLog,
  asked: string | undefined,
): Promise<ChosenScorer | NoScorer> {
  const scores = await firstScores(log);
  const candidates = unique([...ofResults(log), ...ofSample(scores)]);
  const labels = candidates.map(({ label }) => label);
  const isWord = (each: Scorer) => isCategory(scoredBy({ scores }, each)?.value);
  const chosen = candidates.find((each) => (asked === undefined ? !isWord(each) : each.label === asked));
  if (chosen) {
    const others = labels.filter((label) => label !== chosen.label).join(", ");
    const note = `the scores are of ${chosen.label}; choose another with --scorer: ${others}`;
    return { ...chosen, notes: others === "" ? [] : [note] };
  }
  if (asked !== undefined) {
    const there = labels.length > 0 ? `there are ${labels.join(", ")}` : "there are no scores";
    throw new ImportError(`there is no scorer ${JSON.stringify(asked)}; ${there}`);
  }
  const kept = `nothing was scored from 0 to 1; the words of ${labels.join(", ")} are kept`;
  return { label: null, notes: [labels.length > 0 ? kept : "nothing was scored"] };
}

function ofResults({ header }: InspectLog): Scorer[] {
  return (header.results?.scores ?? []).map(({ name, scorer }) => candidate(scorer ?? name, name));
}

/** A log that broke has no results, but may have samples that were scored. */
async function firstScores(log: InspectLog): Promise<Sample["scores"]> {
  for await (const { sample } of log.samples()) {
    if (Object.keys(sample.scores ?? {}).length > 0) return sample.scores;
  }
  return null;
}

function ofSample(scores: Sample["scores"]): Scorer[] {
  return Object.entries(scores ?? {}).flatMap(([scorer, { value }]) =>
    isRecord(value) ? Object.keys(value).map((part) => candidate(scorer, part)) : [candidate(scorer, scorer)],
  );
}

function candidate(scorer: string, name: string): Scorer {
  if (name === scorer) return { scorer, part: null, label: scorer };
  return { scorer, part: name, label: `${scorer}/${name}` };
}

/** A scorer stands once for each way to reduce epochs. */
function unique(candidates: readonly Scorer[]): Scorer[] {
  return candidates.filter(({ label }, at) => candidates.findIndex((each) => each.label === label) === at);
}

/** What a scorer gave a sample, its value of the chosen part; undefined where it gave nothing. */
export function scoredBy({ scores }: Pick<Sample, "scores">, { scorer, part }: Scorer): Score | undefined {
  const given = scores && Object.hasOwn(scores, scorer) ? scores[scorer] : undefined;
  if (!given || part === null || !isRecord(given.value)) return given;
  return { ...given, value: Object.hasOwn(given.value, part) ? given.value[part] : null };
}

/** What every scorer of the log gave a sample: the values of an object each by its own name. */
export function metricsOf({ scores }: Sample): GivenMetric[] {
  return ofSample(scores).map((each) => {
    const value = scoredBy({ scores }, each)?.value;
    return { name: each.label, value, grade: typeof value === "string" ? numberOf(value) : null };
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

const isCategory = (value: unknown) => typeof value === "string" && numberOf(value) === null;

/** What a scorer's value says: whether the answer passed, where it is a grade or true or false. */
export function verdictOf(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  return typeof value === "string" ? (gradeOf(value)?.passed ?? null) : null;
}

/**
 * A scorer's value as a score in [0, 1]. Null where there is none: Inspect writes NaN, which is read as null, for a
 * sample that a scorer left out of its metrics. Throws `ImportError` for every other value, at `where`.
 */
export function scoreOf(value: unknown, where: string): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  const number = typeof value === "string" ? numberOf(value) : value;
  if (typeof number !== "number") {
    throw new ImportError(`${where}: is ${shown(value)}; expected C, P, I, N or a number from 0 to 1`);
  }
  const score = onScale(number);
  if (score !== null) return score;
  throw new ImportError(
    `${where}: is ${number}; a score has to lie from 0 to 1, so let the scorer return a share, or choose another with --scorer`,
  );
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : "an object";
}
