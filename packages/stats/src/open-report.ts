import { type Period, type ReportHead, STATS_TTL_MS } from "./contract/index.ts";
import type { FigureSource } from "./figure-source.ts";
import { type Window, windowOf } from "./window.ts";

/** What a report answers, whatever it is about. */
export interface ReportRequest {
  readonly period: Period;
  /** An IANA name; days are its days. */
  readonly timeZone: string;
  readonly now: Date;
}

/** The window that is asked for, and what every report begins with. */
export async function openReport(
  source: FigureSource,
  { period, timeZone, now }: ReportRequest,
): Promise<{ window: Window; head: ReportHead }> {
  const firstCompletedAt = await source.firstCompletion();
  const window = windowOf(period, now, timeZone, firstCompletedAt);
  const head = {
    period,
    window: { from: window.from.toISOString(), to: window.to.toISOString(), unit: window.unit },
    timeZone,
    generatedAt: now.toISOString(),
    freshForMs: STATS_TTL_MS,
    stale: false,
    firstCompletedAt: firstCompletedAt?.toISOString() ?? null,
  };
  return { window, head };
}
