import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { signedHeaders } from "./webhook.ts";

const key = Buffer.from("twenty-four bytes or more");
const secret = `whsec_${key.toString("base64")}`;
const body = '{"text":"größer"}';

test("a receiver of the Standard Webhooks accepts it", () => {
  const receiver = new Webhook(key.toString("base64"));
  const headers = signedHeaders("0197", body, secret, new Date());
  expect(receiver.verify(body, headers)).toEqual({ text: "größer" });
});

test("a receiver refuses another body, another id and an old message", () => {
  const receiver = new Webhook(key.toString("base64"));
  const headers = signedHeaders("0197", body, secret, new Date());
  expect(() => receiver.verify(`${body} `, headers)).toThrow("No matching signature");
  expect(() => receiver.verify(body, { ...headers, "webhook-id": "0198" })).toThrow("No matching signature");
  const old = signedHeaders("0197", body, secret, new Date(Date.now() - 3_600_000));
  expect(() => receiver.verify(body, old)).toThrow("too old");
});

test("the signature is HMAC-SHA256 of id, whole seconds and body, as the specification says", () => {
  const signature = createHmac("sha256", key).update(`0197.1795435200.${body}`).digest("base64");
  expect(signedHeaders("0197", body, secret, new Date(1_795_435_200_999))).toEqual({
    "content-type": "application/json",
    "webhook-id": "0197",
    "webhook-timestamp": "1795435200",
    "webhook-signature": `v1,${signature}`,
  });
});
