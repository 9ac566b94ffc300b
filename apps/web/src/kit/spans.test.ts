import { expect, test } from "vitest";
import { formatSpan } from "./spans.ts";

/** Intl writes thin spaces around its dash. */
const plain = (text: string) => text.replaceAll("\u2009", " ");
const week = ["2026-11-17T00:00:00.000Z", "2026-11-24T00:00:00.000Z"] as const;

test("whole days are told as days, the last one included", () => {
  expect(plain(formatSpan(...week, "UTC"))).toBe("Nov 17 – 23, 2026");
});

test("what are no whole days where the viewer is has its times of day", () => {
  expect(plain(formatSpan(...week, "America/New_York"))).toBe("Nov 16, 2026, 19:00 – Nov 23, 2026, 19:00");
});

test("an open end is told as one", () => {
  expect(formatSpan(week[0], undefined, "UTC")).toBe("from Nov 17, 2026, 00:00");
  expect(formatSpan(undefined, week[1], "UTC")).toBe("before Nov 24, 2026, 00:00");
});
