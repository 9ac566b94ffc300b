import type { TestedWebhook } from "@evalboard/contract";
import { type SettingStore, TeamConflict } from "@evalboard/team";
import { v7 as uuid } from "uuid";
import { isPrivateUrl } from "./public-address.ts";
import { post } from "./webhook.ts";

/** Less than who asks is told after that there is no answer, ms. */
const PATIENCE_MS = 5_000;

/** Why alerts are not posted to an address; undefined where they are. Who may change settings is not let into the server's own network. */
export function refusalOfWebhook(url: string, allowPrivate: boolean): string | undefined {
  if (allowPrivate || !isPrivateUrl(url)) return undefined;
  return "must be a public address, unless the server is started with ALERT_WEBHOOK_ALLOW_PRIVATE=true";
}

/** Posts a message to the webhook as an alert is. Throws `TeamConflict` where none is set. */
export async function testWebhook(
  settings: Pick<SettingStore, "alerts">,
  allowPrivate: boolean,
): Promise<TestedWebhook> {
  const set = await settings.alerts();
  if (set === null) throw new TeamConflict("webhook: is not set; set where alerts are posted to first");
  const now = new Date();
  const message = {
    type: "test",
    timestamp: now.toISOString(),
    text: "This is a test message: alerts of the board arrive here",
    path: "/settings",
    data: {},
  };
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    await post(
      { ...set.webhook, allowPrivate },
      { id: uuid(), body: JSON.stringify(message) },
      now,
      patience,
    );
    return { delivered: true, error: null };
  } catch (error) {
    if (patience.aborted)
      return { delivered: false, error: `the receiver did not answer within ${PATIENCE_MS / 1_000} s` };
    return { delivered: false, error: error instanceof Error ? error.message : String(error) };
  }
}
