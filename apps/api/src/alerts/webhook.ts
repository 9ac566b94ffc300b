import { lookup } from "node:dns";
import * as http from "node:http";
import * as https from "node:https";
import { isIP } from "node:net";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { hostOf, isPublicAddress, lookupPublic, privateWords, type Resolve } from "./public-address.ts";

/** Where alerts go. */
export interface Webhook {
  readonly url: string;
  /** What its receiver checks the signature with: `whsec_` and at least 24 bytes in base64. */
  readonly secret: string;
  /** Whether it may be in a private network, or on this machine. */
  readonly allowPrivate: boolean;
}

/** How long a receiver may take to answer, ms. */
const PATIENCE_MS = 10_000;

/** Longest head of an answer, bytes; of what follows nothing is read. */
const MAX_HEAD_BYTES = 16_384;

/**
 * Sends one message. Throws an `Error` that says why it did not arrive: no answer in time, not a 2xx one, so neither a
 * redirect, or an address that is not public where that is not allowed.
 */
export async function post(
  webhook: Webhook,
  message: { readonly id: string; readonly body: string },
  now: Date,
  closing: AbortSignal,
  resolve: Resolve = lookup,
): Promise<void> {
  const status = await send(webhook, message, now, closing, resolve);
  if (status < 200 || status > 299) throw new Error(`the receiver answered ${status}`);
}

/** The status of the answer. */
function send(
  { url, secret, allowPrivate }: Webhook,
  { id, body }: { readonly id: string; readonly body: string },
  now: Date,
  closing: AbortSignal,
  resolve: Resolve,
): Promise<number> {
  const target = new URL(url);
  const host = hostOf(target);
  // No lookup is made of what is an address already.
  if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) throw new Error(privateWords(host));
  const { request } = target.protocol === "https:" ? https : http;
  return new Promise((settle, fail) => {
    const sending = request(
      target,
      {
        method: "POST",
        headers: { ...signedHeaders(id, body, secret, now), "content-length": Buffer.byteLength(body) },
        // A connection of its own: one that is kept was looked up for another message.
        agent: false,
        maxHeaderSize: MAX_HEAD_BYTES,
        signal: AbortSignal.any([closing, AbortSignal.timeout(PATIENCE_MS)]),
        ...(allowPrivate ? {} : { lookup: lookupPublic(resolve) }),
      },
      (response) => {
        settle(response.statusCode ?? 0);
        response.destroy();
      },
    );
    sending.on("error", fail);
    sending.end(body);
  });
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
