import type { Period } from "@evalboard/contract";
import { Fact, type Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { rebuildFacts } from "@evalboard/facts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { completedRun } from "../testing/board.ts";
import { computeReport } from "../testing/compute-report.ts";
import { insertCatalogue, replaceBoard } from "../testing/insert-board.ts";
import type { NarrowedTo } from "../testing/narrowed-to.ts";
import { factsOrRuns } from "./source.ts";

// In the night after it the clocks of Lord Howe Island are set back by half an hour, at 15:00 here.
const now = new Date("2026-04-04T13:45:00.000Z");
const afterTheChange = new Date("2026-04-04T15:15:00.000Z");
const timeZone = "Australia/Lord_Howe";

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCatalogue(orm);
  });
  beforeEach(() =>
    replaceBoard(orm, [completedRun({ at: now, label: "main", tags: { branch: "main", host: "a" } })]),
  );
  afterAll(() => orm.close());

  /** Facts say two runs, the runs themselves one. */
  const factsOf = async (zone: string, at: Date) => {
    await rebuildFacts({ orm, timeZone: zone, now: at });
    await orm.em.fork().nativeUpdate(Fact, {}, { runs: 2 });
  };
  const runsAt = async (at: Date, period: Period) => {
    const { summary, runsOverTime } = await computeReport(orm, { period, now: at, timeZone }, factsOrRuns);
    return [summary.runs, Math.max(...runsOverTime.map(({ runs }) => runs))];
  };

  test("reads the facts where they are", async () => {
    await factsOf(timeZone, now);
    for (const period of ["24h", "7d", "30d", "90d", "all"] as const) {
      expect(await runsAt(now, period)).toEqual([2, 2]);
    }
  });

  test("reads the runs where the facts are of another zone, or not there", async () => {
    await factsOf("UTC", now);
    expect(await runsAt(now, "7d")).toEqual([1, 1]);
  });

  test("reads the runs of a day whose hours do not meet, and of one whose hours are no longer kept", async () => {
    await factsOf(timeZone, now);
    expect(await runsAt(afterTheChange, "24h")).toEqual([1, 1]);
    expect(await runsAt(afterTheChange, "7d")).toEqual([2, 2]);
    await factsOf(timeZone, new Date("2026-04-06T14:46:00.000Z"));
    expect(await runsAt(now, "24h")).toEqual([1, 1]);
  });

  const narrowed = async (narrowedTo: NarrowedTo) => {
    const request = { period: "7d", now, timeZone, narrowedTo } as const;
    const { summary, runsOverTime, scoreDistribution } = await computeReport(orm, request, factsOrRuns);
    const binned = scoreDistribution.histogram.reduce((total, { runs }) => total + runs, 0);
    return [summary.runs, Math.max(...runsOverTime.map(({ runs }) => runs)), binned];
  };

  test.each<NarrowedTo>([
    { model: 0 },
    { dataset: 0 },
    { prompt: 0 },
    { promptVersion: 0 },
    { model: 0, dataset: 0, prompt: 0, promptVersion: 0 },
  ])("reads the facts of %o, and how its scores are spread from the runs", async (narrowedTo) => {
    await factsOf(timeZone, now);
    expect(await narrowed(narrowedTo)).toEqual([2, 2, 1]);
  });

  test.each<NarrowedTo>([
    { label: "main" },
    { tags: { branch: "main" } },
    { tags: { host: "a", branch: "main" } },
    { model: 0, label: "main" },
  ])("reads the runs of %o: facts know no labels and tags", async (narrowedTo) => {
    await factsOf(timeZone, now);
    expect(await narrowed(narrowedTo)).toEqual([1, 1, 1]);
  });

  test.each<NarrowedTo>([
    { label: "Main" },
    { tags: { branch: "main", host: "b" } },
    { tags: { branch: "Main" } },
    { model: 1 },
    { model: 0, dataset: 1 },
  ])("finds nothing of %o, which no run is of", async (narrowedTo) => {
    await factsOf(timeZone, now);
    expect(await narrowed(narrowedTo)).toEqual([0, 0, 0]);
  });
});
