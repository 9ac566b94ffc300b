import { faultAt } from "../check.ts";
import { listed } from "../names.ts";
import { scoreIn, type ScoreRules } from "../scale.ts";
import type { AnsweredRow } from "./file.ts";

/** The score of a row, from 0 to 1, and promptfoo's verdict. */
interface ReadScore {
  readonly score: number;
  readonly passed: boolean | null;
  /** Whether the verdict stands for a score that is missing, or that lies on a scale that nobody said. */
  readonly byVerdict: "no score" | "off scale" | null;
}

/**
 * By default one failed assertion fails a test, whatever its score; with a threshold a low score can pass. So promptfoo's own
 * verdict is taken. It also stands for a score that is none from 0 to 1: a judge's -1 is no reason to keep the others out.
 * Throws `ImportError` where there is neither, and where the score is off the scale that the person says.
 */
export function readScore(row: AnsweredRow, rules: ScoreRules, where: string): ReadScore {
  const passed = row.success ?? row.gradingResult?.pass ?? null;
  const given = row.score ?? null;
  const score = given === null ? null : scoreIn(given, rules);
  if (score !== null) return { score, passed, byVerdict: null };
  if (given !== null && rules.scale) {
    const { from, to } = rules.scale;
    throw faultAt(where, "score", `is ${given}, off the scale ${from}..${to} that --scale says`);
  }
  if (passed !== null)
    return { score: Number(passed), passed, byVerdict: given === null ? "no score" : "off scale" };
  if (given === null) throw faultAt(where, "score", "expected number, is missing");
  throw faultAt(
    where,
    "score",
    `is ${given}, not from 0 to 1, and no verdict is beside it: say its scale, such as --scale ${scaleFor(given, given)}`,
  );
}

/** Whether the numbers that promptfoo wrote are kept beside the scores that they became. */
export const keepsNumbers = ({ scale, lowerIsBetter = false }: ScoreRules): boolean =>
  scale !== undefined || lowerIsBetter;

/** More values than a note can name. */
const MOST_VALUES = 10;

/** Counts the rows of a file whose verdict stands for their score, for a person to know. */
export class Verdicts {
  #missing = 0;
  #offScale = 0;
  #least = Number.POSITIVE_INFINITY;
  #greatest = Number.NEGATIVE_INFINITY;
  readonly #values = new Set<number>();

  count({ byVerdict }: ReadScore, given: number): void {
    if (byVerdict === "no score") this.#missing += 1;
    if (byVerdict !== "off scale") return;
    this.#offScale += 1;
    this.#least = Math.min(this.#least, given);
    this.#greatest = Math.max(this.#greatest, given);
    if (this.#values.size < MOST_VALUES) this.#values.add(given);
  }

  notes(): string[] {
    const values = listed([...this.#values].toSorted((a, b) => a - b).map(String));
    const scale = scaleFor(this.#least, this.#greatest);
    const offScale =
      this.#offScale === 1
        ? `score of 1 row is ${values}, not from 0 to 1: its verdict is taken; say --scale ${scale} to read it as a scale`
        : `scores of ${this.#offScale} rows are ${values}, not from 0 to 1: their verdicts are taken; say --scale ${scale} to read all scores on a scale`;
    return [
      ...(this.#offScale > 0 ? [offScale] : []),
      ...(this.#missing > 0
        ? [`answers without a score take their verdict for it, 1 or 0: ${this.#missing}`]
        : []),
    ];
  }
}

/** Where scales end that people use. */
const ENDS = [1, 5, 10, 100];

/** The scale that these may be of: a guess, for a person to know how one is written. */
function scaleFor(least: number, greatest: number): string {
  const to = ENDS.find((end) => greatest <= end) ?? Math.ceil(greatest);
  return `${Math.min(0, Math.floor(least))}..${to}`;
}
