import { ImportError, type ImportOptions } from "../importer.ts";
import { listed } from "../names.ts";
import { scoreIn } from "../scale.ts";
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
import type { ResultsFile, SampleLine } from "./file.ts";

/** Which metric of which filter's lines makes the scores, and how its values are read. */
export interface ChosenMetric {
  readonly metric: string;
  readonly filter: string;
  readonly reading: Reading;
}

/** What a samples file's scores are. */
export interface Choice {
  /** Whose lines are the results. */
  readonly filter: string;
  /** Null where no metric can be a score. */
  readonly chosen: ChosenMetric | null;
  /** What the person should know of the choice. */
  readonly notes: readonly string[];
}

interface Candidate {
  readonly metric: string;
  readonly filter: string;
  readonly tally: ScoreTally;
}

/** Metrics that lie in [0, 1] and are better the higher, the usual ones first. */
const USUAL = ["acc", "exact_match", "acc_norm", "em", "f1", "pass@1", "mc1", "mc2", "contains"];

/** Whether the harness makes a metric of sums of logarithms: what stands beside an item is no value of it. */
export const isOfLogarithms = (metric: string): boolean => /(?:^|_)perplexity$|^bits_per_byte$/.test(metric);

/**
 * The metrics that a results file has of a task, whose values are looked at as its samples are read: which can be the score
 * is known at their end. A metric that is better the lower is none by itself: the file does not say where it ends.
 */
export class MetricSurvey {
  readonly #task: string;
  readonly #options: ImportOptions;
  readonly #better: (metric: string) => boolean | null | undefined;
  readonly #all: readonly Candidate[];
  /** What the person left to choose from, the usual metrics first. */
  readonly #asked: readonly Candidate[];
  readonly #filters = new Set<string>();

  /** Throws `ImportError` where what the person asked for is not there. */
  constructor(file: ResultsFile, task: string, options: ImportOptions) {
    this.#task = task;
    this.#options = options;
    this.#better = (metric) => file.higher_is_better?.[task]?.[metric];
    const { scale, words } = options;
    const lowerIsBetter = options.metric === undefined ? false : options.lowerIsBetter;
    this.#all = candidatesOf(file, task).map(({ metric, filter }) => ({
      metric,
      filter,
      tally: new ScoreTally(scoreIn, { scale, words, lowerIsBetter }),
    }));
    const asked = this.#all.filter(
      ({ metric, filter }) =>
        (options.metric === undefined || metric === options.metric) &&
        (options.filter === undefined || filter === options.filter),
    );
    if (asked.length === 0) throw new ImportError(notThere(task, this.#all, options));
    if (options.metric !== undefined && isOfLogarithms(options.metric)) {
      throw new ImportError(
        `${task}: no item has a value of ${options.metric}: what stands beside one is a logarithm; choose another with --metric, there are ${listedAll(this.#all)}`,
      );
    }
    const rank = ({ metric }: Candidate) => (USUAL.indexOf(metric) + USUAL.length + 1) % (USUAL.length + 1);
    this.#asked = asked.toSorted((a, b) => rank(a) - rank(b));
  }

  /** The filter that is likely to be chosen. */
  get likelyFilter(): string {
    return (this.#asked.find((each) => this.#canBe(each)) ?? this.#asked[0])?.filter ?? "none";
  }

  /** The metrics that the results file has of a filter. */
  metricsOf(filter: string): readonly string[] {
    return this.#all.filter((each) => each.filter === filter).map(({ metric }) => metric);
  }

  /** Takes a line of any filter. */
  note(line: SampleLine, where: string): void {
    this.#filters.add(line.filter);
    for (const { metric, filter, tally } of this.#all) {
      if (filter !== line.filter) continue;
      const value = Object.hasOwn(line, metric) ? line[metric] : undefined;
      if (value !== null) tally.note(value, where);
    }
  }

  /** Whether the person has said all that a metric needs to be the score. */
  #canBe({ metric }: Candidate): boolean {
    if (isOfLogarithms(metric)) return false;
    const { scale, lowerIsBetter, metric: named } = this.#options;
    return this.#better(metric) !== false || (named === metric && Boolean(scale && lowerIsBetter));
  }

  /** The first metric whose values can be scores. Throws `ImportError` where the one that the person named has others. */
  choose(): Choice {
    const isNamed = this.#options.metric !== undefined;
    const able = (candidates: readonly Candidate[]) =>
      candidates.flatMap((each) => {
        const reading = this.#canBe(each) ? each.tally.reading(isNamed) : null;
        return reading ? [{ ...each, reading }] : [];
      });
    const [first] = able(this.#asked);
    if (!first) return this.#nothing(isNamed);
    const { metric, filter, reading, tally } = first;
    const others = able(this.#all).filter((each) => each.metric !== metric || each.filter !== filter);
    const before = this.#asked
      .slice(
        0,
        this.#asked.findIndex((each) => each.tally === tally),
      )
      .filter((each) => this.#canBe(each) && each.tally.values > 0);
    const notes = [
      ...(others.length > 0
        ? [
            `the scores are ${metric} of the filter ${filter}; there are also ${listedAll(others)}, to choose with --metric and --filter`,
          ]
        : []),
      ...before.map(passedOverNote),
      ...(this.#better(metric) === true || (isNamed && this.#options.lowerIsBetter)
        ? []
        : [`the file does not say whether ${metric} is better the higher; it is taken so`]),
      ...scaleNotes(metric, `--metric ${metric}`, reading, this.#options),
      ...oddNotes(metric, tally, reading),
    ];
    return {
      filter,
      chosen: { metric, filter, reading },
      notes: notes.map((note) => `${this.#task}: ${note}`),
    };
  }

  #nothing(isNamed: boolean): Choice {
    const there = this.#asked.find(({ filter }) => this.#filters.has(filter));
    if (!there) {
      const { filter } = this.#options;
      const what = filter ?? this.likelyFilter;
      throw new ImportError(
        `there is no line of the filter ${what}; there are ${[...this.#filters].join(", ")}`,
      );
    }
    if (isNamed) refuse(this.#task, there, this.#canBe(there), this.#options);
    const seen = this.#asked
      .filter(({ filter }) => filter === there.filter)
      .map(({ metric, tally }) => {
        if (isOfLogarithms(metric)) return `${metric} (of logarithms)`;
        return `${metric} (${tally.seen || "no value"}${this.#better(metric) === false ? ", better the lower" : ""})`;
      });
    const note = `${this.#task}: nothing is scored, for no metric can be a score from 0 to 1: ${listed(seen)}; --metric NAME --scale FROM..TO makes one the score`;
    return { filter: there.filter, chosen: null, notes: [note] };
  }
}

/** `acc,none` → acc, none; standard errors and aliases are no scores. */
function candidatesOf({ results }: ResultsFile, task: string): Omit<Candidate, "tally">[] {
  const aggregates = Object.hasOwn(results, task) ? results[task] : undefined;
  if (!aggregates) throw new ImportError(`results.${task}: is missing from the results file beside it`);
  return Object.keys(aggregates).flatMap((key) => {
    const comma = key.lastIndexOf(",");
    const metric = key.slice(0, comma);
    return comma <= 0 || metric.endsWith("_stderr") ? [] : [{ metric, filter: key.slice(comma + 1) }];
  });
}

function notThere(task: string, all: readonly Candidate[], { metric, filter }: ImportOptions): string {
  const wanted = [metric && `metric ${JSON.stringify(metric)}`, filter && `filter ${JSON.stringify(filter)}`];
  const what = wanted.filter(Boolean).join(" with the ") || "metric";
  return `${task}: there is no ${what}; there are ${listedAll(all)}`;
}

const listedAll = (candidates: readonly Pick<Candidate, "metric" | "filter">[]) =>
  candidates.map(({ metric, filter }) => `${metric} (${filter})`).join(", ") || "none";

function passedOverNote({ metric, filter, tally }: Candidate): string {
  const what = filter === "none" ? metric : `${metric} of the filter ${filter}`;
  return passedOver(what, `--metric ${metric}`, tally);
}

/** Throws where the metric that the person named cannot be the score; one without any value leaves everything unscored. */
function refuse(task: string, { metric, tally }: Candidate, canBe: boolean, options: ImportOptions): void {
  if (!canBe) {
    throw new ImportError(
      `${task}: ${metric} is better the lower and gave ${tally.seen || "no value"}; --scale FROM..TO --lower-is-better makes it the score`,
    );
  }
  const odd = tally.firstOdd;
  if (!odd) return;
  const what = odd.value === undefined ? "is missing" : `is ${shown(odd.value)}`;
  throw new ImportError(
    `${odd.where}, ${metric}: ${what}; a score has to lie ${scaleOf(options)}: ${gaveNoScores(metric, tally)}`,
  );
}
