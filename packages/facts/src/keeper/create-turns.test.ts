import { expect, test } from "vitest";
import { createTurns } from "./create-turns.ts";

test("each waits for those before, whether they went well or broke", async () => {
  const inTurn = createTurns();
  const events: string[] = [];
  const first = Promise.withResolvers<string>();
  const asked = [
    inTurn(() => first.promise).then(() => events.push("first")),
    inTurn(() => Promise.reject(new Error("broke"))).catch(() => events.push("second")),
    inTurn(async () => events.push("third")),
  ];
  await new Promise((resolve) => setImmediate(resolve));
  expect(events).toEqual([]);
  first.resolve("");
  await Promise.all(asked);
  expect(events).toEqual(["first", "second", "third"]);
});
