import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { signedHeaders } from "./webhook.ts";

const key = Buffer.from("twenty-four bytes or more");
const body = '{"text":"größer"}';

test("a receiver of the Standard Webhooks accepts it", () => {
  const receiver = new Webhook(key.toString("base64"));
  const headers = signedHeaders("0197", body, key, new Date());
  expect(receiver.verify(body, headers)).toEqual({ text: "größer" });
});

test("a receiver refuses another body, another id and an old message", () => {
  const receiver = new Webhook(key.toString("base64"));
  const headers = signedHeaders("0197", body, key, new Date());
  expect(() => receiver.verify(`${body} `, headers)).toThrow("No matching signature");
  expect(() => receiver.verify(body, { ...headers, "webhook-id": "0198" })).toThrow("No matching signature");
  const old = signedHeaders("0197", body, key, new Date(Date.now() - 3_600_000));
  expect(() => receiver.verify(body, old)).toThrow("too old");
});
