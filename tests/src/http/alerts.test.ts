import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createClient, recordRun } from "@evalboard/client";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, test } from "vitest";
import { boardDir } from "../harness/board-folder.ts";
import { startServer } from "../harness/start-server.ts";

const secret = `whsec_${Buffer.from("twenty-four bytes or more").toString("base64")}`;
const start = {
  model: { provider: "openai", name: "gpt-4o" },
  dataset: { name: "capitals" },
  prompt: { name: "capitals", text: "Name the capital of {{country}}." },
};
const brokenResults = Array.from({ length: 50 }, (_, index) => ({
  itemKey: `item-${index}`,
  score: null,
  error: "429 rate limited",
}));

let receiver: Server;
let webhookUrl: string;
beforeEach(async () => {
  receiver = createServer().listen(0, "127.0.0.1");
  await once(receiver, "listening");
  webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterEach(() => {
  receiver.closeAllConnections();
  receiver.close();
});

test("a webhook hears, signed, of a model whose calls break, and no completion waits for its answer", async () => {
  await using folder = await boardDir();
  {
    await using server = await startServer({ cwd: folder.path });
    const client = createClient({ url: server.url });
    await recordRun(client, { start: { ...start, externalId: "broken" }, results: brokenResults });
    expect(await server.stop("SIGTERM")).toBe(0);
  }
  const asked = once(receiver, "request");
  const env = {
    ALERT_WEBHOOK_URL: webhookUrl,
    ALERT_WEBHOOK_SECRET: secret,
    ALERT_WEBHOOK_ALLOW_PRIVATE: "true",
  };
  await using server = await startServer({ cwd: folder.path, env });
  const [request, response] = (await asked) as [IncomingMessage, ServerResponse];

  const client = createClient({ url: server.url });
  const results = [{ itemKey: "france", score: 1 }];
  const run = await recordRun(client, { start: { ...start, externalId: "meanwhile" }, results });
  expect(run.status).toBe("recorded");

  const body = await text(request);
  const headers = request.headers as Record<string, string>;
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({
    type: "model.error_rate",
    text: "Model openai/gpt-4o: 100% (50 of 50) of its calls broke in the last 24 hours, more than 10%",
    data: { name: "gpt-4o", erroredItems: 50, items: 50, errorRate: 1, allowedErrorRate: 0.1 },
  });
  response.writeHead(204).end();
  expect(await server.stop("SIGTERM")).toBe(0);
  expect(server.output()).not.toContain(secret);
});

test("a server stops at once, whatever the webhook's receiver does", async () => {
  await using folder = await boardDir();
  {
    await using server = await startServer({ cwd: folder.path });
    const client = createClient({ url: server.url });
    await recordRun(client, { start: { ...start, externalId: "broken" }, results: brokenResults });
    await server.stop("SIGTERM");
  }
  const asked = once(receiver, "request");
  const env = {
    ALERT_WEBHOOK_URL: webhookUrl,
    ALERT_WEBHOOK_SECRET: secret,
    ALERT_WEBHOOK_ALLOW_PRIVATE: "true",
  };
  await using server = await startServer({ cwd: folder.path, env });
  await asked;
  expect(await server.stop("SIGTERM")).toBe(0);
});
