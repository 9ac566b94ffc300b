import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { exampleId } from "@evalboard/contract/testing";
import { createDuties } from "@evalboard/db";
import { createTestOrm } from "@evalboard/db/testing";
import type { WatchReader } from "@evalboard/stats";
import { expect, test } from "vitest";
import { startAlerts } from "./alerts.ts";
import { boardOfTest, changeOf, modelWith } from "./testing/board-of-test.ts";

test("how each sending came out is told", async () => {
  const answers = [204, 500];
  const receiver = createServer((_request, response) => {
    response.writeHead(answers.shift()!).end();
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const orm = await createTestOrm("pglite");
  const sent: string[] = [];
  const errors: unknown[] = [];
  const alerts = startAlerts({
    orm,
    duties: createDuties(orm),
    board: boardOfTest(() => ({
      promptChanges: [changeOf("worse")],
      models: [{ ...modelWith(50, 50), modelId: exampleId(3) }],
    })),
    rules: async () => ({
      webhook: {
        url,
        secret: `whsec_${Buffer.from("twenty-four bytes or more").toString("base64")}`,
        allowPrivate: true,
      },
      allowedErrorRate: 0.1,
      where: {},
    }),
    onError: (error) => errors.push(error),
    onSent: (outcome) => sent.push(outcome),
  });
  await expect.poll(() => sent, { timeout: 30_000 }).toEqual(["delivered", "failed"]);
  await alerts.close();
  expect(errors).toEqual([new Error("the receiver answered 500")]);
  await orm.close();
  receiver.closeAllConnections();
  receiver.close();
});

test("of several servers one at a time looks and sends", async () => {
  const orm = await createTestOrm("postgresql");
  let [looking, most, rounds] = [0, 0, 0];
  const board: WatchReader = {
    promptChanges: async () => {
      looking += 1;
      most = Math.max(most, looking);
      await delay(300);
      looking -= 1;
      rounds += 1;
      return [];
    },
    modelsAbove: async () => [],
  };
  const errors: unknown[] = [];
  const servers = [0, 1, 2].map(() =>
    startAlerts({
      orm,
      duties: createDuties(orm),
      board,
      rules: async () => ({
        webhook: { url: "http://127.0.0.1:1", secret: "", allowPrivate: true },
        allowedErrorRate: 0.1,
        where: {},
      }),
      onError: (error) => errors.push(error),
    }),
  );
  await expect.poll(() => rounds, { timeout: 30_000 }).toBeGreaterThan(0);
  for (const server of servers) await server.close();
  expect([most, errors]).toEqual([1, []]);
  await orm.close();
});
