import { expect } from "vitest";

const floats = new Set(
  [
    [
      "averageScore",
      "failureRate",
      "errorRate",
      "meanLatencyMs",
      "costUsd",
      "meanMs",
      "p50Ms",
      "p95Ms",
      "p99Ms",
    ],
    ["low", "high", "difference", "pValue", "adjustedPValue", "detectableChange"],
  ].flat(),
);

/** Equal: floats to 1e-9 (of their size, above 1), all else exactly, order too. */
export function expectClose<Report>(actual: Report, expected: Report): void {
  expect(snapped(actual, expected)).toEqual(expected);
}

/** `actual` with each float that is close enough replaced by the one expected, for a readable difference. */
function snapped(actual: unknown, expected: unknown, name = ""): unknown {
  if (typeof actual === "number" && typeof expected === "number") {
    const tolerance = (floats.has(name) ? 1e-9 : 0) * Math.max(1, Math.abs(expected));
    return Math.abs(actual - expected) <= tolerance ? expected : actual;
  }
  if (!isObject(actual) || !isObject(expected)) return actual;
  const parts = Object.entries(actual).map(([key, part]) => [key, snapped(part, expected[key], key)]);
  return Array.isArray(actual) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
