import { describe, expect, test } from "vitest";
import { bucketNames, formatAgo, formatClock, formatWindow } from "./times.ts";

describe("a bucket", () => {
  test("is named in the report's time zone", () => {
    const midnightInBerlin = "2026-11-16T23:00:00.000Z";
    expect(bucketNames("day", "Europe/Berlin").label(midnightInBerlin)).toBe("Nov 17");
    expect(bucketNames("day", "UTC").label(midnightInBerlin)).toBe("Nov 16");
  });

  test("has a short name and a full one for each unit", () => {
    const at = "2026-11-16T00:00:00.000Z";
    expect(bucketNames("hour", "UTC").label(at)).toBe("00:00");
    expect(bucketNames("week", "UTC").label(at)).toBe("Nov 16");
    expect(bucketNames("month", "UTC").label(at)).toBe("Nov 2026");
    expect(bucketNames("day", "UTC").title(at)).toBe("Monday, Nov 16, 2026");
    expect(bucketNames("week", "UTC").title(at)).toBe("Week of Nov 16, 2026");
    expect(bucketNames("month", "UTC").title(at)).toBe("November 2026");
  });

  test("of the hour that comes twice is told apart by its offset", () => {
    const first = bucketNames("hour", "Europe/Berlin").title("2026-10-25T00:00:00.000Z");
    const second = bucketNames("hour", "Europe/Berlin").title("2026-10-25T01:00:00.000Z");
    expect(first).toBe("Sun, Oct 25, 02:00 GMT+2");
    expect(second).toBe("Sun, Oct 25, 02:00 GMT+1");
  });
});

describe("a window", () => {
  // Intl sets the dash between thin spaces.
  const dash = "\u2009–\u2009";

  test("of days names its last day, not the one after", () => {
    const window = { from: "2026-11-17T00:00:00.000Z", to: "2026-11-24T00:00:00.000Z", unit: "day" } as const;
    expect(formatWindow(window, "UTC")).toBe(`Nov 17${dash}23, 2026`);
  });

  test("of hours names both ends", () => {
    const window = {
      from: "2026-11-22T13:00:00.000Z",
      to: "2026-11-23T13:00:00.000Z",
      unit: "hour",
    } as const;
    expect(formatWindow(window, "UTC")).toBe(`Nov 22, 13:00${dash}Nov 23, 13:00`);
  });
});

test("the clock is of 24 hours, in the zone asked for", () => {
  expect(formatClock("2026-11-23T23:03:00.000Z", "UTC")).toBe("23:03");
  expect(formatClock("2026-11-23T23:03:00.000Z", "Asia/Kolkata")).toBe("04:33");
  expect(formatClock("2026-11-23T00:03:00.000Z", "UTC")).toBe("00:03");
});

describe("how long ago", () => {
  const then = "2026-11-23T12:00:00.000Z";
  const ago = (seconds: number): string => formatAgo(then, Date.parse(then) + seconds * 1_000);

  test("grows from minutes to hours, days and months", () => {
    expect(ago(44)).toBe("just now");
    expect(ago(45)).toBe("1m ago");
    expect(ago(59 * 60)).toBe("59m ago");
    expect(ago(60 * 60)).toBe("1h ago");
    expect(ago(24 * 3_600)).toBe("1d ago");
    expect(ago(90 * 86_400)).toBe("3mo ago");
  });

  test("is just now for what a wrong clock sees ahead", () => {
    expect(ago(-3_600)).toBe("just now");
  });
});
