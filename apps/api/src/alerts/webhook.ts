import { Webhook as StandardWebhook } from "standardwebhooks";

/** Where alerts go. */
export interface Webhook {
  readonly url: string;
  /** What its receiver checks the signature with: `whsec_` and at least 24 bytes in base64. */
  readonly secret: string;
}

/** How long a receiver may take to answer, ms. */
const PATIENCE_MS = 10_000;

/** Sends one message. Throws an `Error` that says why it did not arrive: no answer in time, or not a 2xx one. */
export async function post(
  { url, secret }: Webhook,
  message: { readonly id: string; readonly body: string },
  now: Date,
  closing: AbortSignal,
): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: signedHeaders(message.id, message.body, secret, now),
    body: message.body,
    redirect: "error",
    signal: AbortSignal.any([closing, AbortSignal.timeout(PATIENCE_MS)]),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the receiver answered ${response.status}`);
}

/** The headers of one sending, as the Standard Webhooks specification has them (https://www.standardwebhooks.com). */
export function signedHeaders(id: string, body: string, secret: string, now: Date): Record<string, string> {
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": Math.floor(now.getTime() / 1000).toString(),
    "webhook-signature": new StandardWebhook(secret).sign(id, now, body),
  };
}
