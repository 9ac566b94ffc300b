import type { NewResult } from "@evalboard/contract";
import { type PlacedResult, readShape } from "../check.ts";
import { hash } from "../hash.ts";
import { ImportError, type ImportOptions } from "../importer.ts";
import { isRecord } from "../json.ts";
import type { RunMetrics } from "../metrics.ts";
import { itemNameOf } from "../names.ts";
import { scoreIn } from "../scale.ts";
import { canonicalJson, toText } from "../text.ts";
import type { DetailsRow } from "./details.ts";
import { NewSample, OldSample, type Sample } from "./file.ts";

/** Metrics that lie in [0, 1] and are better the higher, the usual ones first; others are known by how they begin. */
const USUAL = ["acc", "extractive_match", "em", "exact_match", "qem", "acc_norm", "f1", "mc1", "mc2"];
const CALLED = /acc|match|(?:^|_)em(?:_|$)|pass@|(?:^|_)f1/;

/** Which metric makes the scores, as the rows have it. */
export class ChosenMetric {
  /** Whether all values of a metric can be scores, by its name. */
  readonly #fit = new Map<string, boolean>();
  readonly #options: ImportOptions;
  readonly #isLower: (name: string) => boolean;

  constructor(options: ImportOptions, isLower: (name: string) => boolean) {
    this.#options = options;
    this.#isLower = isLower;
  }

  look({ metrics }: Sample): void {
    for (const [name, value] of Object.entries(metrics)) {
      if (value === null) continue;
      this.#fit.set(name, (this.#fit.get(name) ?? true) && scoreIn(value, this.#options) !== null);
    }
  }

  /** What the person says, else the first usual one; null where none is a score. Throws `ImportError`. */
  get name(): string | null {
    const names = [...this.#fit.keys()];
    const { metric } = this.#options;
    if (metric !== undefined) {
      if (this.#fit.has(metric)) return metric;
      throw new ImportError(
        `there is no metric ${JSON.stringify(metric)}; there are ${names.join(", ") || "none"}`,
      );
    }
    const fit = names.filter((name) => this.#fit.get(name) === true && !this.#isLower(name));
    return (
      USUAL.find((name) => fit.includes(name)) ?? fit.find((name) => CALLED.test(name)) ?? fit[0] ?? null
    );
  }

  notes(): string[] {
    const { name } = this;
    if (name === null)
      return ["nothing was scored by a metric that lies from 0 to 1 and is better the higher"];
    const others = [...this.#fit.keys()].filter((each) => each !== name);
    return others.length > 0 && this.#options.metric === undefined
      ? [`the scores are ${name}; choose another with --metric: ${others.join(", ")}`]
      : [];
  }

  /** The score in [0, 1]; null where the sample has none. Throws `ImportError`. */
  scoreOf({ metrics }: Sample, where: string): number | null {
    const { name } = this;
    const value = name !== null && Object.hasOwn(metrics, name) ? metrics[name] : null;
    if (value === null || value === undefined) return null;
    const score = scoreIn(value, this.#options);
    if (score !== null) return score;
    throw new ImportError(
      `${where}, ${name}: is ${toText(value)?.slice(0, 40)}; a score has to lie from 0 to 1, so say with --scale from where to where it goes`,
    );
  }
}

/** A row of either layout. Throws `ImportError`. */
export function sampleIn({ row, where }: DetailsRow): Sample {
  const isNew = "doc" in row || "__doc__" in row;
  const sample = readShape(isNew ? NewSample : OldSample, row, where);
  return { ...sample, metrics: numbersIn(sample.metrics) };
}

/** A struct of Parquet has every metric of the file in every row: those of other samples as null. */
function numbersIn(metrics: Sample["metrics"]): Sample["metrics"] {
  return Object.fromEntries(
    Object.entries(metrics).filter(([, value]) => !isRecord(value) && !Array.isArray(value)),
  );
}

/** The results in the order of the rows; a sample that stands there twice is a repeat. Throws `ImportError`. */
export async function* resultsOf(
  rows: AsyncIterable<DetailsRow>,
  chosen: ChosenMetric,
  taken: RunMetrics,
): AsyncGenerator<PlacedResult> {
  const repeats = new Map<string, number>();
  for await (const placed of rows) {
    const { where } = placed;
    const sample = sampleIn(placed);
    const { query, choices, metrics } = sample;
    const itemKey = hash(canonicalJson(choices.length > 1 ? [query, choices] : [query]), 32);
    const repeat = (repeats.get(itemKey) ?? 0) + 1;
    repeats.set(itemKey, repeat);
    const score = chosen.scoreOf(sample, where);
    const result: NewResult = {
      itemKey,
      repeat,
      itemName: itemNameOf(query),
      input: toText(query),
      expected: toText(sample.expected),
      output: toText(sample.output),
      score,
      passed: verdictOf(score, chosen.name),
      metrics: taken.take(Object.entries(metrics).map(([name, value]) => ({ name, value }))),
    };
    yield { where, result };
  }
}

/** lighteval's own verdict: a 1 or a 0 of a metric that knows nothing else. */
function verdictOf(score: number | null, name: string | null): boolean | null {
  const isWhole = score === 0 || score === 1;
  return isWhole && /^(?:acc|acc_norm|.*match|em|qem|mc1|.*pass@1.*)$/.test(name ?? "") ? score === 1 : null;
}
