import { expect } from "vitest";

const floats = new Set(
  [
    ["averageScore", "score", "passRate", "errorRate", "meanLatencyMs", "costUsd", "spentUsd"],
    ["meanMs", "p50Ms", "p95Ms", "p99Ms"],
    ["low", "high", "difference", "pValue", "adjustedPValue", "detectableChange"],
    ["adjustedScore", "passedAlways", "flipped", "rate", "within", "mix", "ratio", "figure"],
  ].flat(),
);

/** Equal: floats to 1e-9 (of their size, above 1), metrics to 1e-9 of theirs, all else exactly, order too. */
export function expectClose<Report>(actual: Report, expected: Report): void {
  expect(snapped(actual, expected)).toEqual(expected);
}

/** `actual` with each float that is close enough replaced by the one expected, for a readable difference. */
function snapped(actual: unknown, expected: unknown, name = ""): unknown {
  if (typeof actual === "number" && typeof expected === "number") {
    return near(actual, expected, floats.has(name) ? Math.max(1, Math.abs(expected)) : 0);
  }
  if (!isObject(actual) || !isObject(expected)) return actual;
  if (isMetric(actual) && isMetric(expected)) return snappedMetric(actual, expected);
  const parts = Object.entries(actual).map(([key, part]) => [key, snapped(part, expected[key], key)]);
  return Array.isArray(actual) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

function near(actual: number, expected: number, size: number): number {
  return Math.abs(actual - expected) <= 1e-9 * size ? expected : actual;
}

interface MetricOfTest {
  readonly mean: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** An end of its interval may lie near 0 where the other does not: it has the digits of the larger one. */
function snappedMetric(actual: MetricOfTest, expected: MetricOfTest) {
  const { mean, interval } = expected;
  const size = interval ? Math.max(Math.abs(interval.low), Math.abs(interval.high)) : Math.abs(mean);
  return {
    ...actual,
    mean: near(actual.mean, mean, size),
    interval:
      interval && actual.interval
        ? {
            low: near(actual.interval.low, interval.low, size),
            high: near(actual.interval.high, interval.high, size),
          }
        : actual.interval,
  };
}

function isMetric(value: object): value is MetricOfTest {
  return "mean" in value && "interval" in value && "higherIsBetter" in value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
