import type { Em } from "@evalboard/db";
import type { StatsReader } from "@evalboard/stats";
import { highErrorRates, modelsOver } from "./high-error-rates.ts";
import { clearAlerts, raiseAlerts } from "./raise-alerts.ts";
import { worsePrompts } from "./worse-prompts.ts";

/** The board as alerts read it: the reports that everybody gets, from the same cache. */
export type Board = Pick<StatsReader, "get" | "matrix">;

/**
 * Raises what the board gives cause for. A prompt change is told of once, when it first is `worse` in the last 7 days;
 * a model's error rate of the last 24 hours each time that it rises over `allowedErrorRate`.
 */
export async function checkBoard(em: Em, board: Board, allowedErrorRate: number, now: Date): Promise<void> {
  const week = await board.get("7d");
  const day = await board.matrix("24h");
  // Nothing new can be read from an old answer.
  if (week.stale || day.stale) return;
  await raiseAlerts(em, [...worsePrompts(week), ...highErrorRates(day, allowedErrorRate)], now);
  await clearAlerts(em, "model.error_rate", modelsOver(day, allowedErrorRate), now);
}
