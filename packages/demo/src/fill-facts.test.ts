import { createTestOrm } from "@evalboard/db/testing";
import { prepareFacts, verifyFacts } from "@evalboard/facts";
import { createRunStore } from "@evalboard/runs";
import { expect, test } from "vitest";
import { fillDemo } from "./fill.ts";

const timeZone = "Europe/Berlin";

test("a fill that tops up the demo keeps the facts right", async () => {
  const orm = await createTestOrm("postgresql");
  const fill = async (now: Date) => fillDemo({ orm, runs: createRunStore({ orm, now: () => now }), now });
  const now = new Date("2026-03-13T09:00:00.000Z");
  await fill(new Date("2026-03-10T14:37:12.345Z"));
  await prepareFacts({ orm, timeZone, now });
  expect((await fill(now)).runs).toBeGreaterThan(0);
  expect(await verifyFacts({ orm, timeZone })).toEqual([]);
  await orm.close();
});
