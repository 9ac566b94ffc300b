import { Fact, type Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { prepareFacts, verifyFacts } from "@evalboard/facts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRunStore } from "./store.ts";
import { resultsOf, startOf } from "./testing/runs-of-test.ts";

const now = new Date("2026-03-02T10:00:00.000Z");
const timeZone = "Europe/Berlin";

describe.each(engines)("the facts behind a run store on %s", (engine) => {
  let orm: Orm;
  const runsInFacts = async () =>
    (await orm.em.fork().findOne(Fact, { scope: "board", unit: "all" }, { fields: ["runs"] }))?.runs;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await prepareFacts({ orm, timeZone, now });
  });
  afterAll(() => orm.close());

  it("count a run once however often it is completed, and not at all when it failed or was deleted", async () => {
    const runs = createRunStore({ orm, now: () => now });
    const recorded = async (externalId: string) => {
      const { runId } = await runs.start(startOf({ externalId }));
      await runs.addResults({ runId, results: resultsOf(1, 0.5, null) });
      return runId;
    };
    const [kept, deleted, failed] = [
      await recorded("kept"),
      await recorded("deleted"),
      await recorded("failed"),
    ];
    await Promise.all([kept, kept, kept, deleted].map((runId) => runs.complete({ runId })));
    await runs.fail({ runId: failed, error: "stopped" });
    await runs.complete({ runId: kept, completedAt: "2026-01-01T00:00:00.000Z" });
    expect(await runsInFacts()).toBe(2);
    await expect(runs.delete({ runId: deleted, externalId: "another" })).rejects.toThrow("must be the name");
    expect(await runsInFacts()).toBe(2);
    await runs.delete({ runId: deleted, externalId: "deleted" });
    await runs.delete({ runId: failed, externalId: "failed" });
    expect(await runsInFacts()).toBe(1);
    expect(await verifyFacts({ orm, timeZone })).toEqual([]);
  });
});
