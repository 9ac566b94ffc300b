/**
 * A figure without the digits that depend on the order in which the database added its rows:
 * the same runs give the same bytes, and models that tie on paper tie in the ranking.
 */
export function settled(figure: number): number;
export function settled(figure: number | null): number | null;
export function settled(figure: number | null): number | null {
  return figure === null ? null : Number(figure.toFixed(10));
}

/** The ends of an interval, each `settled`. */
export function settledInterval(interval: Interval): Interval;
export function settledInterval(interval: Interval | null): Interval | null;
export function settledInterval(interval: Interval | null): Interval | null {
  return interval && { low: settled(interval.low), high: settled(interval.high) };
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What one look says; null where it says nothing. */
export function settledLook(interval: Interval | null, pValue: number | null) {
  return interval === null || pValue === null
    ? null
    : { interval: settledInterval(interval), pValue: settledProbability(pValue) };
}

/**
 * A probability to ten significant digits, those of the samples that it comes from. However small, it is not 0: that
 * would say that something cannot be.
 */
export function settledProbability(probability: number): number;
export function settledProbability(probability: number | null): number | null;
export function settledProbability(probability: number | null): number | null {
  return probability === null ? null : Number(probability.toPrecision(10));
}
