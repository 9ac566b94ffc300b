import type { NamedPeriod, Period } from "@evalboard/contract";
import { isNamedPeriod, periods } from "@evalboard/contract/questions";

export { periods };

interface Words {
  /** On the switcher. */
  readonly label: string;
  /** As part of a sentence. */
  readonly span: string;
  /** The window that the changes compare with; null where there is none. */
  readonly before: string | null;
}

/** How the page speaks of a period. */
export const periodWords: Readonly<Record<NamedPeriod, Words>> = {
  "24h": { label: "24 hours", span: "the last 24 hours", before: "the 24 hours before" },
  "7d": { label: "7 days", span: "the last 7 days", before: "the 7 days before" },
  "30d": { label: "30 days", span: "the last 30 days", before: "the 30 days before" },
  "90d": { label: "90 days", span: "the last 90 days", before: "the 90 days before" },
  all: { label: "All", span: "all time", before: null },
};

/** A range's days stand beside its figures. */
const rangeWords: Words = { label: "Range", span: "this time", before: "as long a time before" };

/** The same of any period. */
export function wordsOfPeriod(period: Period): Words {
  return isNamedPeriod(period) ? periodWords[period] : rangeWords;
}

/** What the address of every page of figures says: `?period=30d`. */
interface PeriodSearch {
  readonly period: Period;
}

/** Reads the address. Anything but a period shows the last 7 days. */
export function parsePeriodSearch({ period }: { readonly period?: unknown }): PeriodSearch {
  return { period: periods.find((one) => one === period) ?? "7d" };
}
