import { expect } from "vitest";

/** Equal, numbers that are no whole ones to 1e-9 (of their size, above 1). */
export function expectClose(actual: unknown, expected: unknown): void {
  expect(snapped(actual, expected)).toEqual(expected);
}

/** `actual` with each number that is close enough replaced by the one expected, for a readable difference. */
function snapped(actual: unknown, expected: unknown): unknown {
  if (typeof actual === "number" && typeof expected === "number") {
    const isWhole = Number.isInteger(actual) && Number.isInteger(expected);
    const tolerance = isWhole ? 0 : 1e-9 * Math.max(1, Math.abs(expected));
    return Math.abs(actual - expected) <= tolerance ? expected : actual;
  }
  if (Array.isArray(actual)) return actual.map((part, index) => snapped(part, partOf(expected, index)));
  if (typeof actual !== "object" || actual === null) return actual;
  return Object.fromEntries(
    Object.entries(actual).map(([key, part]) => [key, snapped(part, partOf(expected, key))]),
  );
}

function partOf(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
