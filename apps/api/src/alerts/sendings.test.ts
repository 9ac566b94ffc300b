import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exampleId } from "@evalboard/contract/testing";
import { createTestOrm } from "@evalboard/db/testing";
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
