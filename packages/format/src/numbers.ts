import { LOCALE, NUMBER_LOCALE } from "./locale.ts";

const SIGNED = { signDisplay: "exceptZero" } as const;
const scoreChange = new Intl.NumberFormat(NUMBER_LOCALE, {
  ...SIGNED,
  minimumFractionDigits: 3,
  maximumFractionDigits: 3,
});
const points = new Intl.NumberFormat(NUMBER_LOCALE, {
  ...SIGNED,
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const percentChange = new Intl.NumberFormat(NUMBER_LOCALE, {
  ...SIGNED,
  style: "percent",
  maximumFractionDigits: 0,
});

/** A difference of scores: `+0.008`, `−0.120`, `0.000`. */
export function formatScoreChange(difference: number): string {
  return withMinus(scoreChange.format(difference));
}

/** A difference of two shares, in percentage points: `−0.8 pp`. */
export function formatRateChange(difference: number): string {
  return `${withMinus(points.format(difference * 100))} pp`;
}

/** A change as a share of what was before: 0.12 → `+12%`. */
export function formatRelativeChange(ratio: number): string {
  return withMinus(percentChange.format(ratio));
}

/** The minus sign is as wide as the plus; the hyphen that Intl writes is not, and in some languages a mark of direction stands before it. */
function withMinus(text: string): string {
  return text.replace(/^\u200e?-/u, "−");
}

/** Shown where a figure is unknown. Unknown is never 0. */
export const UNKNOWN = "–";

const count = new Intl.NumberFormat(NUMBER_LOCALE);
const score = new Intl.NumberFormat(NUMBER_LOCALE, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const twoPlaces = new Intl.NumberFormat(NUMBER_LOCALE, {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const fourPlacesDown = new Intl.NumberFormat(NUMBER_LOCALE, {
  minimumFractionDigits: 4,
  maximumFractionDigits: 4,
  roundingMode: "floor",
});
const percent = new Intl.NumberFormat(NUMBER_LOCALE, {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const shortPercent = new Intl.NumberFormat(NUMBER_LOCALE, { style: "percent", maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat(NUMBER_LOCALE, { maximumFractionDigits: 0 });
const threeDigits = new Intl.NumberFormat(NUMBER_LOCALE, {
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
});
const dollars = new Intl.NumberFormat(NUMBER_LOCALE, { style: "currency", currency: "USD" });
const wholeDollars = new Intl.NumberFormat(NUMBER_LOCALE, {
  style: "currency",
  currency: "USD",
  maximumFractionDigits: 0,
});
const partsOfADollar = new Intl.NumberFormat(NUMBER_LOCALE, {
  style: "currency",
  currency: "USD",
  minimumSignificantDigits: 2,
  maximumSignificantDigits: 2,
});
const exact = new Intl.NumberFormat(NUMBER_LOCALE, { maximumFractionDigits: 3 });
const exactDollars = new Intl.NumberFormat(NUMBER_LOCALE, {
  style: "currency",
  currency: "USD",
  maximumFractionDigits: 6,
});
const shortDigits = {
  notation: "compact",
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
} as const;
const shortCount = new Intl.NumberFormat(NUMBER_LOCALE, shortDigits);
const shortDollars = new Intl.NumberFormat(NUMBER_LOCALE, {
  ...shortDigits,
  style: "currency",
  currency: "USD",
});
const fourDigits = { maximumSignificantDigits: 4 } as const;
const scientific = { ...fourDigits, notation: "scientific" } as const;
const metric = new Intl.NumberFormat(NUMBER_LOCALE, fourDigits);
const metricPower = new Intl.NumberFormat(NUMBER_LOCALE, scientific);
const metricChange = new Intl.NumberFormat(NUMBER_LOCALE, { ...fourDigits, ...SIGNED });
const wholeChange = new Intl.NumberFormat(NUMBER_LOCALE, { ...SIGNED, maximumFractionDigits: 0 });
const metricPowerChange = new Intl.NumberFormat(NUMBER_LOCALE, { ...scientific, ...SIGNED });
const plural = new Intl.PluralRules(LOCALE);

/** 20544 → `20,544`. */
export function formatCount(value: number): string {
  return count.format(value);
}

/** A count where there is little room: whole below 100,000, from there on in three digits: `20,544`, `1.24M`. */
export function formatShortCount(value: number): string {
  return value < 100_000 ? count.format(value) : shortCount.format(value);
}

/** 1, "run" → `1 run`; 3, "run" → `3 runs`. For nouns that take an s. */
export function formatCounted(value: number, noun: string): string {
  return `${formatCount(value)} ${noun}${plural.select(value) === "one" ? "" : "s"}`;
}

/** A score to three places; what is not quite 0 or 1 never reads as it. */
export function formatScore(value: number): string {
  if (value > 0 && value < 0.0005) return `<${score.format(0.001)}`;
  if (value < 1 && value >= 0.9995) return `>${score.format(0.999)}`;
  return withMinus(score.format(value));
}

/** A score on an axis, as short as it goes: `0.85`. */
export function formatScoreTick(value: number): string {
  return withMinus(twoPlaces.format(value));
}

/** A share in [0, 1] as a percentage to one place; what is not quite 0 or 100 % never reads as it. */
export function formatRate(value: number): string {
  if (value > 0 && value < 0.0005) return `<${percent.format(0.001)}`;
  if (value < 1 && value >= 0.9995) return `>${percent.format(0.999)}`;
  return percent.format(value);
}

/** A share on an axis, as short as it goes: `100%`, `2.5%`. */
export function formatRateTick(value: number): string {
  return shortPercent.format(value);
}

/** A p-value: `0.042`, below a thousandth `<0.001`; what is below 0.05, where verdicts part, never reads as it: `0.0496`. */
export function formatPValue(value: number): string {
  if (value >= 0.0495 && value < 0.05) return fourPlacesDown.format(value);
  return value < 0.0005 ? `<${score.format(0.001)}` : score.format(value);
}

/** Milliseconds → `842 ms`, from a second on `1.24 s`, from two minutes on `2 min 5 s`, from two hours on `2 h 5 min`. */
export function formatLatency(ms: number): string {
  if (ms < 999.5) return `${whole.format(ms)} ms`;
  const seconds = ms / 1_000;
  if (seconds < 99.95) return `${threeDigits.format(seconds)} s`;
  if (seconds < 119.5) return `${whole.format(seconds)} s`;
  if (seconds < 7_170) return inTwo(seconds, "min", "s");
  return inTwo(seconds / 60, "h", "min");
}

/** `2 min 5 s`: sixty of the smaller unit, of which so many there are, make one of the larger; no zero is said. */
function inTwo(smaller: number, large: string, small: string): string {
  const rounded = Math.round(smaller);
  const [whole60, rest] = [Math.floor(rounded / 60), rounded % 60];
  return `${formatCount(whole60)} ${large}${rest === 0 ? "" : ` ${rest} ${small}`}`;
}

/** A latency as it was measured: `1,244.3 ms`. */
export function formatExactLatency(ms: number): string {
  return `${exact.format(ms)} ms`;
}

/** US dollars to the millionth: `$0.004213`. */
export function formatExactCost(usd: number): string {
  return exactDollars.format(usd);
}

/** A latency on an axis, as short as it goes: `500 ms`, `1.5 s`. */
export function formatLatencyTick(ms: number): string {
  if (ms === 0) return "0";
  return ms < 1_000 ? `${whole.format(ms)} ms` : `${count.format(ms / 1_000)} s`;
}

/** US dollars: `$12.40`, none of its cents from 10,000 on, two significant digits below a dollar: `$0.0042`. */
export function formatCost(usd: number): string {
  if (usd === 0 || (usd >= 0.995 && usd < 9_999.995)) return dollars.format(usd);
  return usd < 1 ? partsOfADollar.format(usd) : wholeDollars.format(usd);
}

/** US dollars where there is little room: no cents from 1,000 on, from 100,000 on in three digits: `$1.24M`. */
export function formatShortCost(usd: number): string {
  if (usd < 999.995) return formatCost(usd);
  return usd < 99_999.5 ? wholeDollars.format(usd) : shortDollars.format(usd);
}

/** From here on a figure of no known scale stands whole, and from there on with a power of ten. */
const WHOLE_FROM = 9_999.5;
const POWER_FROM = 1e9;
const POWER_BELOW = 1e-4;

/**
 * A figure on a scale that nobody knows: four digits, from 10,000 on whole, beyond a thousand millions and below 0.0001
 * with a power of ten: `0.8213`, `12.5`, `−3`, `20,544`, `1.2E-7`.
 */
export function formatMetric(value: number): string {
  return withMinus(sized(value, metric, whole, metricPower));
}

/** A difference of two such figures: `+0.125`, `−3`, `0`. */
export function formatMetricChange(difference: number): string {
  return withMinus(sized(difference, metricChange, wholeChange, metricPowerChange));
}

function sized(
  value: number,
  small: Intl.NumberFormat,
  large: Intl.NumberFormat,
  power: Intl.NumberFormat,
): string {
  const size = Math.abs(value);
  if (size >= POWER_FROM || (size > 0 && size < POWER_BELOW)) return power.format(value);
  return (size < WHOLE_FROM ? small : large).format(value);
}

/** Formats a figure that may be unknown. */
export function formatOrUnknown(value: number | null, format: (value: number) => string): string {
  return value === null ? UNKNOWN : format(value);
}
