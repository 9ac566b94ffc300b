import { isNoScore, numberIn, type ScoreRules } from "./scale.ts";

/** So much of what a scorer gave has to be scores; what else it gave is odd, and leaves its answers unscored. */
const ENOUGH = 0.9;

/** How a tool's values are read as scores in [0, 1]; null where one cannot be one. */
export type ReadScore = (value: unknown, rules: ScoreRules) => number | null;

/** How a scorer's values are read, and what that makes of them. */
export interface Reading {
  readonly rules: ScoreRules;
  /** How many of the values that count as answers, see `ScoreTally.note`, are scores. */
  readonly scored: number;
  readonly odd: OddValues;
}

/** The values that are no scores, and the first of them with its place in the file. */
export interface OddValues {
  readonly count: number;
  readonly first: { readonly value: unknown; readonly where: string } | null;
}

/** What one scorer or one metric gave, counted as a file is read: whether it can be the score is known at the file's end. */
export class ScoreTally {
  readonly #read: ReadScore;
  /** As people say it, and from 0 to 1: with a scale of 1..10, files of scores from 0 to 1 may stand beside the others. */
  readonly #said: ScoreRules;
  readonly #plain: ScoreRules;
  readonly #counts: { readonly said: Count; readonly plain: Count };
  readonly #words = new Set<string>();
  /** Whether there was a list or an object, of which nothing makes a score. */
  #isOther = false;
  #values = 0;
  #least = Number.POSITIVE_INFINITY;
  #greatest = Number.NEGATIVE_INFINITY;

  constructor(read: ReadScore, said: ScoreRules) {
    this.#read = read;
    this.#said = said;
    this.#plain = { words: said.words };
    this.#counts = { said: new Count(), plain: new Count() };
  }

  /** Takes a value that is no null. `isAnswer` is false where an answer without a score is broken, not unscored. */
  note(value: unknown, where: string, isAnswer = true): void {
    // What the person says is no score is as good as nothing.
    if (isNoScore(value, this.#said)) return;
    this.#values += 1;
    const number = numberIn(value);
    if (number !== null) {
      this.#least = Math.min(this.#least, number);
      this.#greatest = Math.max(this.#greatest, number);
    } else if (this.#words.size <= MOST_WORDS) this.#words.add(shown(value));
    this.#isOther ||= typeof value === "object" || value === undefined;
    this.#counts.said.note(this.#read(value, this.#said), { value, where }, isAnswer);
    if (this.#said.scale) this.#counts.plain.note(this.#read(value, this.#plain), { value, where }, isAnswer);
  }

  /**
   * How the values are read as scores; null where there is none or fewer than 90 % of them can be one. A scale that people
   * said is for a scorer that they named; one that they did not name keeps 0 to 1 where no fewer of its values lie there.
   */
  reading(isNamed: boolean): Reading | null {
    const said = this.#readingBy(this.#said, this.#counts.said);
    if (isNamed || !this.#said.scale) return said;
    const plain = this.#readingBy(this.#plain, this.#counts.plain);
    return plain && plain.scored >= (said?.scored ?? 0) ? plain : said;
  }

  #readingBy(rules: ScoreRules, { scores, answers, first }: Count): Reading | null {
    if (scores === 0 || scores < this.#values * ENOUGH) return null;
    return { rules, scored: answers, odd: { count: this.#values - scores, first } };
  }

  /** The first value that is no score as people said it. */
  get firstOdd(): OddValues["first"] {
    return this.#counts.said.first;
  }

  get values(): number {
    return this.#values;
  }

  /** Whether it gave nothing but words. */
  get isOfWords(): boolean {
    return this.#values > 0 && this.#least > this.#greatest && !this.#isOther;
  }

  /** What makes scores of what it gave: the scale of numbers, what words count as; of lists and the like nothing. */
  get advice(): "--scale FROM..TO" | "--words WORD=SCORE,…" | null {
    if (this.#isOther) return null;
    return this.isOfWords ? "--words WORD=SCORE,…" : "--scale FROM..TO";
  }

  /** What it gave, for a person to read: `12 to 1234`, `"left", "right"`. */
  get seen(): string {
    const range = this.#least === this.#greatest ? this.#least : `${this.#least} to ${this.#greatest}`;
    const words = [...this.#words].slice(0, MOST_WORDS);
    const more = this.#words.size > MOST_WORDS ? ["…"] : [];
    return [...(this.#least > this.#greatest ? [] : [`${range}`]), ...words, ...more].join(", ");
  }
}

const MOST_WORDS = 3;

class Count {
  scores = 0;
  answers = 0;
  first: OddValues["first"] = null;

  note(score: number | null, placed: NonNullable<OddValues["first"]>, isAnswer: boolean): void {
    if (score === null) {
      this.first ??= placed;
      return;
    }
    this.scores += 1;
    if (isAnswer) this.answers += 1;
  }
}

/** A value for a message. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "an object";
}

/** The scale that scores are read on, in words: `from 0 to 1`. */
export function scaleOf({ scale }: ScoreRules): string {
  return `from ${scale?.from ?? 0} to ${scale?.to ?? 1}`;
}

/** That a scorer was passed over; `named` is the option that names it, which it takes to be the score after all. */
export function passedOver(name: string, named: string, { seen, advice }: ScoreTally): string {
  const makes = advice === null ? "" : `; ${named} ${advice} makes it the score`;
  return `${name} gave ${seen}, which is no score from 0 to 1, and is kept as a metric${makes}`;
}

/** Why a scorer that was named cannot be the score: what it gave, and what would make scores of that. */
export function gaveNoScores(name: string, { seen, advice }: ScoreTally): string {
  return `${name} gave ${seen}${advice === null ? "" : `, and ${advice} makes scores of that`}`;
}

/** What a person should know of values that are no scores among those that are. */
export function oddNotes(name: string, tally: ScoreTally, { rules, odd }: Reading): string[] {
  if (odd.count === 0) return [];
  const [are, answers] = odd.count === 1 ? ["is", "its answer is"] : ["are", "their answers are"];
  const first = `${shown(odd.first?.value)} in ${odd.first?.where}`;
  return [
    `${odd.count} of the ${tally.values} values of ${name} ${are} no score ${scaleOf(rules)}, the first is ${first}; ${answers} unscored`,
  ];
}

/** That a scale was said and is not used, and what makes it be: `named` is the option that names the scorer. */
export function scaleNotes(
  name: string,
  named: string,
  { rules }: Reading,
  { scale }: Pick<ScoreRules, "scale">,
): string[] {
  if (!scale || rules.scale) return [];
  return [
    `what ${name} gave lies from 0 to 1 and is taken so; ${named} reads it on the scale ${scaleOf({ scale })}`,
  ];
}
