import { createHmac } from "node:crypto";

/** Where alerts go. */
export interface Webhook {
  readonly url: string;
  /** What its receiver checks the signature with, at least 24 bytes. */
  readonly key: Buffer;
}

/** How long a receiver may take to answer, ms. */
const PATIENCE_MS = 10_000;

/** Sends one message. Throws an `Error` that says why it did not arrive: no answer in time, or not a 2xx one. */
export async function post(
  { url, key }: Webhook,
  message: { readonly id: string; readonly body: string },
  now: Date,
  closing: AbortSignal,
): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: signedHeaders(message.id, message.body, key, now),
    body: message.body,
    redirect: "error",
    signal: AbortSignal.any([closing, AbortSignal.timeout(PATIENCE_MS)]),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the receiver answered ${response.status}`);
}

/** The headers of one sending, as the Standard Webhooks specification has them (https://www.standardwebhooks.com). */
export function signedHeaders(id: string, body: string, key: Buffer, now: Date): Record<string, string> {
  const timestamp = Math.floor(now.getTime() / 1000).toString();
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}
