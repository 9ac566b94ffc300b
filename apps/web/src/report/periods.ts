import type { Period } from "@evalboard/contract";

/**
 * The periods in the switcher's order. Typed by the contract and, in a test, compared with it; its zod schema stays
 * out of the browser: 22 kB for five words, and zod tries `new Function`, which the content security policy reports.
 */
export const periods: readonly Period[] = ["24h", "7d", "30d", "90d", "all"];

/** What the address of every page of figures says: `?period=30d`. */
export type PeriodSearch = { readonly period: Period };

/** Reads the address. Anything but a period shows the last 7 days. */
export function parsePeriodSearch({ period }: { readonly period?: unknown }): PeriodSearch {
  return { period: periods.find((one) => one === period) ?? "7d" };
}
