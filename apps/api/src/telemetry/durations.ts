/** Upper ends of the buckets, s: from a board that is ready to one that is computed over all of a large database. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** Durations of one kind, such as of one route with one outcome. */
interface Series {
  observe(seconds: number): void;
}

/** A histogram of durations, in s, by labels. */
export interface Durations<Label extends string> {
  /** The series of these labels, made where it is not there: to be kept by who is in a hurry. */
  of(labels: Readonly<Record<Label, string>>): Series;
  /** All series in Prometheus' text format, 0.0.4. */
  text(): string;
}

/**
 * Counts durations. A histogram of the client's looks its labels up and checks them at each observation, which is 1 % of the
 * time in which a ready board is answered, twice a request; a series that is kept costs an addition.
 */
export function createDurations<Label extends string>(name: string, help: string): Durations<Label> {
  const all = new Map<string, Counts>();
  return {
    of(labels) {
      const text = labelText(labels);
      const counts = all.get(text) ?? createCounts();
      all.set(text, counts);
      return counts;
    },
    text: () =>
      [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} histogram`,
        ...[...all].flatMap(([labels, counts]) => linesOf(name, labels, counts)),
        "",
      ].join("\n"),
  };
}

interface Counts extends Series {
  /** How many fell into each bucket and no lower one; the last is of those above all bounds. */
  readonly byBucket: readonly number[];
  readonly sum: () => number;
}

function createCounts(): Counts {
  const byBucket = Array.from({ length: bounds.length + 1 }, () => 0);
  let sum = 0;
  return {
    byBucket,
    sum: () => sum,
    observe(seconds) {
      let bucket = 0;
      while (bucket < bounds.length && seconds > (bounds[bucket] ?? 0)) bucket += 1;
      byBucket[bucket] = (byBucket[bucket] ?? 0) + 1;
      sum += seconds;
    },
  };
}

function linesOf(name: string, labels: string, { byBucket, sum }: Counts): string[] {
  let upToHere = 0;
  const buckets = byBucket.map((count, index) => {
    upToHere += count;
    return `${name}_bucket{${labels},le="${bounds[index] ?? "+Inf"}"} ${upToHere}`;
  });
  return [...buckets, `${name}_sum{${labels}} ${sum()}`, `${name}_count{${labels}} ${upToHere}`];
}

function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}="${value.replace(/[\\"\n]/g, escapeOf)}"`)
    .join(",");
}

const escapeOf = (character: string) => (character === "\n" ? String.raw`\n` : `\\${character}`);
