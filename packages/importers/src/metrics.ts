import type { StartRun } from "@evalboard/contract";
import { MAX_METRICS, MAX_NAME_LENGTH, METRIC_BOUND } from "@evalboard/contract/words";
import { listed, toName } from "./names.ts";

/** The metrics of one result, by name: numbers on any scale, or words such as `left`. */
type Metrics = Record<string, number | string>;

/** A metric as a file has it. */
export interface GivenMetric {
  readonly name: string;
  readonly value: unknown;
  /** What a word such as `C` counts as. A metric that has other words too keeps them all as they are. */
  readonly grade?: number | null;
}

/**
 * The metrics of one run's results, as they are read: the names that the run takes, the first 50, and what had to be
 * left out. A file is read twice, and all of this is known from the first reading on.
 */
export class RunMetrics {
  /** Whether all values that were taken are scores from 0 to 1, by name. */
  readonly #names = new Map<string, boolean>();
  /** Those of which a value is a word that is no grade. */
  readonly #categories = new Set<string>();
  readonly #beyond = new Set<string>();
  readonly #doubled = new Set<string>();
  readonly #unfit = new Set<string>();

  /** The metrics of one result. What is null is none; what else cannot be one is left out. */
  take(given: Iterable<GivenMetric>): Metrics {
    const taken = new Map<string, number | string>();
    for (const metric of given) {
      const name = toName(metric.name);
      const value = name === "" ? null : this.#valueOf(name, metric);
      if (value === null) continue;
      if (taken.has(name)) {
        this.#doubled.add(name);
        continue;
      }
      if (!this.#names.has(name) && this.#names.size === MAX_METRICS) {
        this.#beyond.add(name);
        continue;
      }
      const isScore = typeof value === "number" && value >= 0 && value <= 1;
      this.#names.set(name, (this.#names.get(name) ?? true) && isScore);
      taken.set(name, value);
    }
    return Object.fromEntries(taken);
  }

  #valueOf(name: string, { value, grade = null }: GivenMetric): number | string | null {
    if (value === null || value === undefined) return null;
    const number = typeof value === "boolean" ? Number(value) : value;
    const given = grade === null || this.#categories.has(name) ? number : grade;
    if (typeof given === "number" && isStorable(given)) return given;
    if (typeof given === "string") {
      const word = given.normalize("NFC").trim();
      this.#categories.add(name);
      // What is longer, or has several lines, is a text and no category.
      if (word === toName(word) && word !== "" && word.length <= MAX_NAME_LENGTH) return word;
    }
    this.#unfit.add(name);
    return null;
  }

  /** The names that were taken, in the order of their first values. */
  get names(): readonly string[] {
    return [...this.#names.keys()];
  }

  /** Each of whose values is a score: what a tool says of all its scores holds of these alone. */
  get scores(): readonly string[] {
    return [...this.#names].filter(([, isScore]) => isScore).map(([name]) => name);
  }

  /** What a person should know of what was left out. */
  notes(): string[] {
    return [
      ...noteOf(
        this.#beyond,
        `a run takes ${MAX_METRICS} metrics, so ${this.#beyond.size} more are left out`,
      ),
      ...noteOf(this.#doubled, "of metrics that one result has several times the first is taken"),
      ...noteOf(
        this.#unfit,
        "left out of the metrics is what is neither a number up to 1e100 in size nor a short word",
      ),
    ];
  }
}

const noteOf = (names: ReadonlySet<string>, note: string) =>
  names.size > 0 ? [`${note}: ${listed([...names])}`] : [];

const isStorable = (value: number) =>
  value === 0 || (Math.abs(value) <= METRIC_BOUND && Math.abs(value) >= 1 / METRIC_BOUND);

/** What is known of metrics, as a run's start says it: those of which nobody says it are left out. */
export function describeMetrics(
  names: readonly string[],
  higherIsBetter: (name: string) => boolean | null | undefined,
): Pick<StartRun, "metrics"> {
  const known = names.flatMap((name) => {
    const better = higherIsBetter(name);
    return typeof better === "boolean" ? [{ name, higherIsBetter: better }] : [];
  });
  return known.length > 0 ? { metrics: known } : {};
}
