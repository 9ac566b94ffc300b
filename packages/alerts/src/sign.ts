import { createHmac } from "node:crypto";

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
