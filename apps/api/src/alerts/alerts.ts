import type { BoardFilter } from "@evalboard/contract";
import type { Duties, Em, Orm } from "@evalboard/db";
import type { WatchReader } from "@evalboard/stats";
import { startRepeating } from "../repeating.ts";
import { highErrorRates, worsePrompts } from "./conditions.ts";
import { clearAlerts, deliverAlerts, raiseAlerts, type Send } from "./delivery.ts";
import { post, type Webhook } from "./webhook.ts";

export interface AlertsOptions {
  readonly orm: Pick<Orm, "em">;
  readonly board: WatchReader;
  readonly duties: Duties;
  /** What is looked for and who is told, as it is set now; null where nobody is told. */
  readonly rules: () => Promise<AlertRules | null>;
  /** Hears of every check and every sending that failed; each is tried again. */
  readonly onError: (error: unknown) => void;
  /** Hears how each sending came out. */
  readonly onSent?: (outcome: "delivered" | "failed") => void;
}

interface AlertRules extends WatchedFor {
  readonly webhook: Webhook;
}

/** What the team wants to hear of. */
interface WatchedFor {
  /** A model's share of broken calls above which it is told of, in [0, 1]. */
  readonly allowedErrorRate: number;
  /** Of which runs; of all where it is empty. */
  readonly where: Pick<BoardFilter, "label" | "tags">;
}

/** How long after one look at the board the next one is, ms. */
const PAUSE_MS = 60_000;

/**
 * Looks at the board every minute and tells the webhook what gives cause for alarm. It is apart from recording: no
 * completion waits for it. What was raised is kept in the database until it arrived, also over a restart.
 */
export function startAlerts(options: AlertsOptions): { close(): Promise<void> } {
  // Of two that look one may see what ends an alert, and the other, a moment before, what raises it again.
  const look = (signal: AbortSignal) =>
    options.duties.attempt("alerts", () => round(options, signal)).catch(options.onError);
  return startRepeating(look, { everyMs: PAUSE_MS });
}

async function round(
  { orm, board, rules, onError, onSent = () => {} }: AlertsOptions,
  signal: AbortSignal,
): Promise<void> {
  const set = await rules().catch(onError);
  if (!set) return;
  const { webhook, ...watched } = set;
  const now = () => new Date();
  const em = orm.em.fork();
  await checkBoard(em, board, watched, now()).catch(onError);
  const send: Send = async (message) => {
    const sending = post(webhook, message, now(), signal);
    await sending.catch(() => onSent("failed"));
    await sending;
    onSent("delivered");
  };
  await deliverAlerts(em, send, now, onError).catch(onError);
}

/**
 * Raises what the board gives cause for. A prompt change of the last 7 days is told of once, when it first is surely `worse`;
 * a model's error rate of the last 24 hours each time that it rises over `allowedErrorRate`. Where the board cannot be read
 * it throws what the reader throws, and nothing is raised or closed.
 */
export async function checkBoard(
  em: Em,
  board: WatchReader,
  { allowedErrorRate, where }: WatchedFor,
  now: Date,
): Promise<void> {
  const changes = await board.promptChanges("7d", now, where);
  const models = await board.modelsAbove(allowedErrorRate, "24h", now, where);
  const conditions = [
    ...worsePrompts(changes, "7d", where),
    ...highErrorRates(models, "24h", allowedErrorRate, where),
  ];
  await raiseAlerts(em, conditions, now);
  // Not only those above beyond chance: an alert ends when the rate is no longer above, and so does not flap.
  const above = models.map(({ modelId }) => modelId);
  await clearAlerts(em, "model.error_rate", above, now);
}
