import { type Period, type ReportHead, STATS_TTL_MS } from "@evalboard/contract";
import type { Em } from "@evalboard/db";
import { completionsOf } from "./completions.ts";
import type { AskedWindow } from "./figure-source.ts";
import { windowOf } from "./window.ts";

/** What a report answers, whatever it is about. */
export interface ReportRequest {
  readonly period: Period;
  /** An IANA name; days are its days. */
  readonly timeZone: string;
  readonly now: Date;
}

/** The window that is asked for, and what every report begins with. */
export async function openReport(
  em: Em,
  { period, timeZone, now }: ReportRequest,
): Promise<{ asked: AskedWindow; head: ReportHead }> {
  const completions = await completionsOf(em);
  const window = windowOf(period, now, timeZone, completions?.first ?? null);
  const head = {
    period,
    window: { from: window.from.toISOString(), to: window.to.toISOString(), unit: window.unit },
    timeZone,
    generatedAt: now.toISOString(),
    freshForMs: STATS_TTL_MS,
    stale: false,
    firstCompletedAt: completions?.first.toISOString() ?? null,
  };
  return { asked: { window, timeZone, completions }, head };
}
