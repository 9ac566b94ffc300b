import { ImportError, type ImportOptions } from "../importer.ts";
import { listed } from "../names.ts";
import {
  gaveNoScores,
  oddNotes,
  passedOver,
  type Reading,
  scaleNotes,
  scaleOf,
  ScoreTally,
  shown,
} from "../score-tally.ts";
import type { LogHeader, PlacedSample } from "./log.ts";
import { candidate, readScore, scoredBy, type Scorer, scorersOf } from "./scorers.ts";

/** Whose scores are taken, and how they are read. */
export interface ChosenScorer extends Scorer {
  readonly reading: Reading;
}

/** What a log's scores are. */
export interface Choice {
  /** Null where nobody has scored the log, or nothing in it can be a score. */
  readonly chosen: ChosenScorer | null;
  /** How many answers have no score. */
  readonly unscored: number;
  /** What the person should know of the choice. */
  readonly notes: readonly string[];
}

interface Candidate {
  readonly scorer: Scorer;
  readonly tally: ScoreTally;
}

/** The scorers of a log, whose scores are looked at as its samples are read: whose can be taken is known at its end. */
export class ScorerSurvey {
  readonly #options: ImportOptions;
  readonly #candidates = new Map<string, Candidate>();
  #answers = 0;

  constructor({ results }: LogHeader, options: ImportOptions) {
    this.#options = options;
    for (const { name, scorer } of results?.scores ?? []) this.#of(candidate(scorer ?? name, name));
  }

  /** A scorer stands once for each way to reduce epochs. A log that broke has no results, but may have samples that were scored. */
  #of(scorer: Scorer): Candidate {
    const known = this.#candidates.get(scorer.label);
    if (known) return known;
    const { scale, lowerIsBetter, words } = this.#options;
    const added = { scorer, tally: new ScoreTally(readScore, { scale, lowerIsBetter, words }) };
    this.#candidates.set(scorer.label, added);
    return added;
  }

  /** Takes what each scorer gave a sample; nothing where the sample broke. */
  note({ sample, where }: PlacedSample): void {
    const isBroken = typeof sample.error?.message === "string";
    const isAnswer = !isBroken && !sample.output?.error;
    if (isAnswer) this.#answers += 1;
    for (const scorer of scorersOf(sample)) {
      const { tally } = this.#of(scorer);
      const value = scoredBy(sample, scorer)?.value ?? null;
      if (!isBroken && value !== null) tally.note(value, where, isAnswer);
    }
  }

  /**
   * The scorer that the person named, else the first one, in the order of the log's results, whose values can be scores; of
   * a log without any the first. Throws `ImportError` where the one that is named is not there or gave something else.
   */
  choose(): Choice {
    const { scorer: asked } = this.#options;
    if (asked !== undefined) return this.#named(asked);
    const all = [...this.#candidates.values()];
    const able = all.flatMap(({ scorer, tally }) => {
      const reading = tally.reading(false);
      return reading ? [{ scorer, tally, reading }] : [];
    });
    const [first] = able;
    if (!first) return { chosen: null, unscored: this.#answers, notes: [unscoredNote(all)] };
    const before = all
      .slice(
        0,
        all.findIndex(({ scorer }) => scorer === first.scorer),
      )
      .filter(({ tally }) => tally.values > 0 && !tally.isOfWords);
    const others = able.slice(1).map(({ scorer }) => scorer.label);
    return this.#chosen(first.scorer, first.reading, [
      ...(others.length > 0
        ? [`the scores are of ${first.scorer.label}; choose another with --scorer: ${others.join(", ")}`]
        : []),
      ...before.map(({ scorer: { label }, tally }) => passedOver(label, `--scorer ${label}`, tally)),
      ...scaleNotes(first.scorer.label, `--scorer ${first.scorer.label}`, first.reading, this.#options),
      ...oddNotes(first.scorer.label, first.tally, first.reading),
    ]);
  }

  #named(asked: string): Choice {
    const labels = [...this.#candidates.keys()];
    const found = this.#candidates.get(asked);
    if (!found) {
      const there = labels.length > 0 ? `there are ${labels.join(", ")}` : "there are no scores";
      throw new ImportError(`there is no scorer ${JSON.stringify(asked)}; ${there}`);
    }
    const { scorer, tally } = found;
    const reading = tally.reading(true);
    const odd = tally.firstOdd;
    if (!reading && odd) throw new ImportError(refusal(asked, tally, odd, this.#options));
    if (!reading) {
      const note = `nothing was scored: ${asked} gave no value`;
      return { chosen: null, unscored: this.#answers, notes: [note] };
    }
    return this.#chosen(scorer, reading, oddNotes(asked, tally, reading));
  }

  #chosen(scorer: Scorer, reading: Reading, notes: readonly string[]): Choice {
    return { chosen: { ...scorer, reading }, unscored: this.#answers - reading.scored, notes };
  }
}

function unscoredNote(all: readonly Candidate[]): string {
  const given = all.filter(({ tally }) => tally.values > 0);
  if (given.length === 0) return "nothing was scored";
  if (given.every(({ tally }) => tally.isOfWords)) {
    const labels = listed(given.map(({ scorer }) => scorer.label));
    return `nothing was scored from 0 to 1; the words of ${labels} are kept, and --words WORD=SCORE,… makes scores of them`;
  }
  const seen = listed(given.map(({ scorer, tally }) => `${scorer.label} (${tally.seen})`));
  return `nothing was scored from 0 to 1; kept as metrics are ${seen}, and --scale FROM..TO or --words WORD=SCORE,… makes scores of one`;
}

function refusal(
  label: string,
  tally: ScoreTally,
  { value, where }: NonNullable<ScoreTally["firstOdd"]>,
  rules: ImportOptions,
): string {
  const scale = scaleOf(rules);
  const expected =
    typeof value === "number" ? `a score has to lie ${scale}` : `expected C, P, I, N or a number ${scale}`;
  return `${where}: scores.${label}: is ${shown(value)}; ${expected}: ${gaveNoScores(label, tally)}`;
}
