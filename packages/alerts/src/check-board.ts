import type { Em } from "@evalboard/db";
import type { WatchReader } from "@evalboard/stats";
import { highErrorRates, modelsOver } from "./high-error-rates.ts";
import { clearAlerts, raiseAlerts } from "./raise-alerts.ts";
import { worsePrompts } from "./worse-prompts.ts";

/**
 * Raises what the board gives cause for. A prompt change is told of once, when it first is `worse` in the last 7 days;
 * a model's error rate of the last 24 hours each time that it rises over `allowedErrorRate`. Where the board cannot be read
 * it throws what the reader throws, and nothing is raised or closed.
 */
export async function checkBoard(
  em: Em,
  board: WatchReader,
  allowedErrorRate: number,
  now: Date,
): Promise<void> {
  const changes = await board.promptChanges("7d", now);
  const models = await board.models("24h", now);
  const conditions = [...worsePrompts(changes, "7d"), ...highErrorRates(models, "24h", allowedErrorRate)];
  await raiseAlerts(em, conditions, now);
  await clearAlerts(em, "model.error_rate", modelsOver(models, allowedErrorRate), now);
}
