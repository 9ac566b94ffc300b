import { describe, expect, test } from "vitest";
import {
  formatCost,
  formatCount,
  formatCounted,
  formatExactCost,
  formatExactLatency,
  formatLatency,
  formatLatencyTick,
  formatMetric,
  formatMetricChange,
  formatOrUnknown,
  formatPValue,
  formatRate,
  formatScore,
  formatShortCost,
  formatShortCount,
} from "./numbers.ts";

test("counts are grouped by thousands", () => {
  expect(formatCount(0)).toBe("0");
  expect(formatCount(20_544)).toBe("20,544");
});

test("a count where there is little room has three digits from 100,000 on", () => {
  expect([0, 20_544, 99_999].map(formatShortCount)).toEqual(["0", "20,544", "99,999"]);
  expect([100_000, 999_499, 1_000_000].map(formatShortCount)).toEqual(["100K", "999K", "1.00M"]);
  expect([12_345_678, 3_290_700_000].map(formatShortCount)).toEqual(["12.3M", "3.29B"]);
});

test("a counted noun is plural unless it is one", () => {
  expect(formatCounted(1, "run")).toBe("1 run");
  expect(formatCounted(0, "run")).toBe("0 runs");
  expect(formatCounted(1_200, "item")).toBe("1,200 items");
});

describe("a score", () => {
  test("has three places", () => {
    expect(formatScore(0.8474)).toBe("0.847");
    expect(formatScore(0)).toBe("0.000");
    expect(formatScore(1)).toBe("1.000");
  });

  test("reads as 0 or 1 only when it is", () => {
    expect(formatScore(0.0004)).toBe("<0.001");
    expect(formatScore(0.0005)).toBe("0.001");
    expect(formatScore(0.9995)).toBe(">0.999");
    expect(formatScore(0.9994)).toBe("0.999");
  });
});

describe("a rate", () => {
  test("is a percentage to one place", () => {
    expect(formatRate(0.0625)).toBe("6.3%");
    expect(formatRate(0)).toBe("0.0%");
    expect(formatRate(1)).toBe("100.0%");
  });

  test("reads as none or all only when it is", () => {
    expect(formatRate(0.0004)).toBe("<0.1%");
    expect(formatRate(0.9996)).toBe(">99.9%");
  });
});

describe("a latency", () => {
  test("is in milliseconds below a second", () => {
    expect(formatLatency(0)).toBe("0 ms");
    expect(formatLatency(842.4)).toBe("842 ms");
    expect(formatLatency(999.4)).toBe("999 ms");
  });

  test("is in seconds with three digits from there on", () => {
    expect(formatLatency(999.5)).toBe("1.00 s");
    expect(formatLatency(1_244)).toBe("1.24 s");
    expect(formatLatency(12_400)).toBe("12.4 s");
    expect(formatLatency(99_960)).toBe("100 s");
  });

  test("is in minutes and seconds from two minutes on, and in hours and minutes from two hours on", () => {
    expect(formatLatency(119_400)).toBe("119 s");
    expect(formatLatency(119_500)).toBe("2 min");
    expect(formatLatency(125_000)).toBe("2 min 5 s");
    expect(formatLatency(7_169_000)).toBe("119 min 29 s");
    expect(formatLatency(7_199_000)).toBe("2 h");
    expect(formatLatency(7_500_000)).toBe("2 h 5 min");
    expect(formatLatency(86_400_000)).toBe("24 h");
  });

  test("can be told as it was measured", () => {
    expect(formatExactLatency(1_244.25)).toBe("1,244.25 ms");
    expect(formatExactLatency(842)).toBe("842 ms");
  });

  test("is as short as it goes on an axis", () => {
    expect(formatLatencyTick(500)).toBe("500 ms");
    expect(formatLatencyTick(1_000)).toBe("1 s");
    expect(formatLatencyTick(1_500)).toBe("1.5 s");
  });
});

describe("a cost", () => {
  test("can be told to the millionth", () => {
    expect(formatExactCost(0.0042134)).toBe("$0.004213");
    expect(formatExactCost(12_345.678)).toBe("$12,345.678");
  });

  test("is in dollars and cents", () => {
    expect(formatCost(0)).toBe("$0.00");
    expect(formatCost(1)).toBe("$1.00");
    expect(formatCost(1_234.5)).toBe("$1,234.50");
  });

  test("has two significant digits below a dollar", () => {
    expect(formatCost(0.03)).toBe("$0.030");
    expect(formatCost(0.0042)).toBe("$0.0042");
    expect(formatCost(0.000097)).toBe("$0.000097");
    expect(formatCost(0.994)).toBe("$0.99");
    expect(formatCost(0.999)).toBe("$1.00");
  });

  test("has no cents from ten thousand on", () => {
    expect(formatCost(9_999.99)).toBe("$9,999.99");
    expect(formatCost(10_000.4)).toBe("$10,000");
  });

  test("where there is little room has no cents from 1,000 on, and three digits from 100,000 on", () => {
    expect([0.0042, 999.99].map(formatShortCost)).toEqual(["$0.0042", "$999.99"]);
    expect([999.995, 1_234.5, 99_999.4].map(formatShortCost)).toEqual(["$1,000", "$1,235", "$99,999"]);
    expect([99_999.5, 1_240_000].map(formatShortCost)).toEqual(["$100K", "$1.24M"]);
  });
});

describe("a p-value", () => {
  test("has three places, and is never 0", () => {
    expect(formatPValue(0.0424)).toBe("0.042");
    expect(formatPValue(1)).toBe("1.000");
    expect(formatPValue(0.00049)).toBe("<0.001");
    expect(formatPValue(0)).toBe("<0.001");
  });

  test("below 0.05 never reads as 0.05, which would not bear out the verdict", () => {
    expect(formatPValue(0.0494)).toBe("0.049");
    expect(formatPValue(0.0495)).toBe("0.0495");
    expect(formatPValue(0.0497)).toBe("0.0497");
    expect(formatPValue(0.049999999)).toBe("0.0499");
  });

  test("from 0.05 on never reads as below it", () => {
    expect(formatPValue(0.05)).toBe("0.050");
    expect(formatPValue(0.0503)).toBe("0.050");
    expect(formatPValue(0.0505)).toBe("0.051");
  });
});

describe("a figure of no known scale", () => {
  test("has four digits at most, and none that say nothing", () => {
    expect([0, 0.5, 1, 0.82134, 12.5, 123.456, 9_999].map(formatMetric)).toEqual([
      "0",
      "0.5",
      "1",
      "0.8213",
      "12.5",
      "123.5",
      "9,999",
    ]);
  });

  test("below 0 has a minus as wide as a plus", () => {
    expect([-3, -0.25, -1e-7].map(formatMetric)).toEqual(["−3", "−0.25", "−1E-7"]);
  });

  test("is whole from ten thousand on, and never rounded to it from below", () => {
    expect([9_999.4, 9_999.6, 20_544.4, 123_456_789].map(formatMetric)).toEqual([
      "9,999",
      "10,000",
      "20,544",
      "123,456,789",
    ]);
  });

  test("has a power of ten where digits would fill the cell, and is never 0 unless it is", () => {
    expect([1e9, 1.2346e100, 0.0001, 0.00001234, 1e-100].map(formatMetric)).toEqual([
      "1E9",
      "1.235E100",
      "0.0001",
      "1.234E-5",
      "1E-100",
    ]);
  });

  test("changes with a sign", () => {
    expect([0.125, -3, 0, 20_544.4, -2e-7].map(formatMetricChange)).toEqual([
      "+0.125",
      "−3",
      "0",
      "+20,544",
      "−2E-7",
    ]);
  });
});

test("an unknown figure is a dash, never 0", () => {
  expect(formatOrUnknown(null, formatCount)).toBe("–");
  expect(formatOrUnknown(0, formatCount)).toBe("0");
});
