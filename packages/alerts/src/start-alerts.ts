import { setTimeout } from "node:timers/promises";
import type { Orm } from "@evalboard/db";
import type { WatchReader } from "@evalboard/stats";
import { checkBoard } from "./check-board.ts";
import { deliverAlerts } from "./deliver-alerts.ts";
import { post, type Webhook } from "./post.ts";

export interface AlertsOptions {
  readonly orm: Pick<Orm, "em">;
  readonly board: WatchReader;
  readonly webhook: Webhook;
  /** A model's share of broken calls above which the team wants to hear of it, in [0, 1]. */
  readonly allowedErrorRate: number;
  /** Hears of every check and every sending that failed; each is tried again. */
  readonly onError: (error: unknown) => void;
}

/** How long after one look at the board the next one is, ms. */
const PAUSE_MS = 60_000;

/**
 * Looks at the board every minute and tells the webhook what gives cause for alarm. It is apart from recording: no
 * completion waits for it. What was raised is kept in the database until it arrived, also over a restart.
 */
export function startAlerts(options: AlertsOptions): { close(): Promise<void> } {
  const closing = new AbortController();
  const { signal } = closing;
  const watch = async () => {
    while (!signal.aborted) {
      await round(options, signal);
      await setTimeout(PAUSE_MS, undefined, { signal }).catch(() => {});
    }
  };
  const watching = watch();
  return {
    close: async () => {
      closing.abort(new Error("the server was stopped"));
      await watching;
    },
  };
}

async function round(
  { orm, board, webhook, allowedErrorRate, onError }: AlertsOptions,
  signal: AbortSignal,
): Promise<void> {
  const now = () => new Date();
  const em = orm.em.fork();
  await checkBoard(em, board, allowedErrorRate, now()).catch(onError);
  await deliverAlerts(em, (message) => post(webhook, message, now(), signal), now, onError).catch(onError);
}
