import type { BucketUnit, NamedPeriod, Period } from "@evalboard/contract";
import { periods } from "@evalboard/contract/questions";
import { endsOf, readRange } from "./params.ts";

export { periods };

interface Words {
  /** On the switcher. */
  readonly label: string;
  /** As part of a sentence. */
  readonly span: string;
  /** The window that the changes compare with; null where there is none. */
  readonly before: string | null;
}

/** How the page speaks of a period that has a name. */
export const periodWords: Readonly<Record<NamedPeriod, Words>> = {
  "24h": { label: "24 hours", span: "the last 24 hours", before: "the 24 hours before" },
  "7d": { label: "7 days", span: "the last 7 days", before: "the 7 days before" },
  "30d": { label: "30 days", span: "the last 30 days", before: "the 30 days before" },
  "90d": { label: "90 days", span: "the last 90 days", before: "the 90 days before" },
  all: { label: "All", span: "all time", before: null },
};

const rangeWords: Words = { label: "Range", span: "this time", before: "as long a time before" };

/** How the page speaks of any period. */
export function wordsOfPeriod(period: Period): Words {
  const named = namedOf(period);
  return named === undefined ? rangeWords : periodWords[named];
}

/** The period by its name; undefined where it is a range. */
export function namedOf(period: unknown): NamedPeriod | undefined {
  return periods.find((one) => one === period);
}

/** What the address of every page of figures says: `?period=30d`, or `?from=2026-11-01&to=2026-11-14`. */
export interface PeriodSearch {
  readonly period: Period;
  /** In the address alone: what it says is in the period. */
  readonly from?: undefined;
  readonly to?: undefined;
}

/** What an address may say of the period. */
interface Said {
  readonly period?: unknown;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** Reads the address. Anything but a period or a range shows the last 7 days. */
export function parsePeriodSearch({ period, from, to }: Said): PeriodSearch {
  const none = { from: undefined, to: undefined };
  const range = readRange(from, to) ?? readRangeText(period);
  return range === undefined ? { period: namedOf(period) ?? "7d", ...none } : { period: range, ...none };
}

function readRangeText(period: unknown): Period | undefined {
  const ends = endsOf(period);
  return ends && readRange(ends.from, ends.to);
}

/** The period from one instant to another: the hours between them, or the days of the zone that they lie in. */
export function periodBetween(
  from: string,
  to: string,
  unit: BucketUnit,
  timeZone: string,
): Period | undefined {
  if (unit === "hour") return readRange(from, to);
  // As ISO 8601 has it.
  const day = new Intl.DateTimeFormat("sv", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return readRange(day.format(Date.parse(from)), day.format(Date.parse(to) - 1));
}
