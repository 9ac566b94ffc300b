import { LatencyByModel } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines, idOf } from "@evalboard/db/testing";
import { rebuildFacts } from "@evalboard/facts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runsSource } from "./aggregations/source.ts";
import { latencyByModel } from "./latency-by-model.ts";
import { inSnapshot } from "./snapshot.ts";
import { answering, type BoardRun, completedRun, modelNames } from "./testing/board.ts";
import { computeReport } from "./testing/compute-report.ts";
import { insertCatalogue, replaceBoard } from "./testing/insert-board.ts";
import { ownNames } from "./testing/names.ts";
import { onlyFacts } from "./testing/only-facts.ts";

const now = new Date("2026-03-10T12:00:00Z");
const asked = { period: "2026-03-06/2026-03-10", now, timeZone: "UTC" } as const;
const on = (day: number, hour = 9) => new Date(Date.UTC(2026, 2, day, hour));
const run = (model: number, dataset: number, day: number, scores: readonly number[]): BoardRun =>
  completedRun({ model, dataset, at: on(day), ...answering(scores) });

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCatalogue(orm);
  });
  beforeEach(() => replaceBoard(orm, []));
  afterAll(() => orm.close());

  const bothSources = async (board: readonly BoardRun[], names = ownNames) => {
    await replaceBoard(orm, board, names);
    await rebuildFacts({ orm, timeZone: "UTC", now });
    const [ofRuns, ofFacts] = [
      await computeReport(orm, asked, runsSource),
      await computeReport(orm, asked, onlyFacts),
    ];
    expect(ofFacts.scoreOverTime).toEqual(ofRuns.scoreOverTime);
    expect(ofFacts.appearances).toEqual(ofRuns.appearances);
    return ofFacts;
  };

  test("a line stays where a model runs a harder dataset more and more, whose plain mean falls", async () => {
    const [easy, hard] = [
      [1, 1, 1, 0.8],
      [0.6, 0.6, 0.4, 0.4],
    ];
    const alike = [0, 1].flatMap((model) => [
      run(model, 0, 6, easy),
      run(model, 0, 6, easy),
      run(model, 1, 8, hard),
      run(model, 0, 8, easy),
      run(model, 1, 10, hard),
      run(model, 1, 10, hard),
    ]);
    const { scoreOverTime, topModels } = await bothSources(alike);
    const [line] = scoreOverTime;
    expect(line?.points.map(({ score }) => score)).toEqual([0.725, null, 0.725, null, 0.725]);
    expect(line?.points.map(({ runs, items }) => [runs, items])).toEqual([
      [2, 8],
      [0, 0],
      [2, 8],
      [0, 0],
      [2, 8],
    ]);
    expect(line?.points[0]?.from).toBe("2026-03-06T00:00:00.000Z");
    expect(scoreOverTime.map(({ model }) => model.modelId)).toEqual(topModels.map(({ modelId }) => modelId));
    for (const { score, interval } of line?.points ?? []) {
      if (score === null) expect(interval).toBeNull();
      else expect([interval!.low < score, score < interval!.high]).toEqual([true, true]);
    }
  });

  test("of one dataset it is the plain mean with its interval, of a model that stands apart there is none", async () => {
    const { scoreOverTime } = await bothSources([
      run(0, 0, 7, [1, 1, 0, 1]),
      run(0, 0, 7, [1, 1, 0, 0]),
      run(1, 0, 7, [1, 0, 0, 0]),
      run(2, 1, 7, [1, 1, 1, 1]),
    ]);
    const [first, second, aside] = scoreOverTime.map(({ points }) => points[1]);
    expect([first?.score, second?.score, aside?.score]).toEqual([0.625, 0.25, null]);
    // A mean of few items has an interval that is not the same to either side.
    expect(second!.interval!.high - 0.25).toBeGreaterThan(0.25 - second!.interval!.low + 0.01);
    expect([aside?.runs, aside?.items, aside?.interval]).toEqual([1, 4, null]);
  });

  test("has lines of the first five models", async () => {
    const board = modelNames.map((_, model) => run(model, 0, 7, [1, 0, 1, 0].slice(0, 1 + (model % 4))));
    const { scoreOverTime, topModels } = await bothSources(board);
    expect(scoreOverTime.map(({ model }) => model.modelId)).toEqual(
      topModels.slice(0, 5).map(({ modelId }) => modelId),
    );
  });

  test("marks what was first run in the window, at the completion of its first run, oldest first", async () => {
    // Version 2 of the first prompt is its second one, version 3 the newest; of the second prompt all is new.
    const [third, second, first, , , other] = [0, 1, 2, 3, 4, 5];
    const at = (day: number, told: Partial<BoardRun>) => completedRun({ at: on(day), ...told });
    const board = [
      at(2, { model: 0, promptVersion: second }),
      at(6, { model: 0, promptVersion: first }),
      at(7, { model: 1, promptVersion: third }),
      at(7, { model: 1, promptVersion: third, dataset: 1 }),
      at(8, { model: 2, promptVersion: other }),
      at(12, { model: 3, promptVersion: second }),
      { ...at(6, { model: 4, promptVersion: second }), limited: true },
      { ...at(6, { model: 5, promptVersion: second }), status: "failed" as const },
    ];
    const model = (index: number) => ({ modelId: idOf("model", index), ...modelNames[index]! });
    const { appearances } = await bothSources(board);
    expect(appearances).toEqual([
      { at: on(7).toISOString(), kind: "model", model: model(1) },
      {
        at: on(7).toISOString(),
        kind: "prompt version",
        promptId: idOf("prompt", 0),
        name: "answer",
        number: 3,
      },
      { at: on(8).toISOString(), kind: "model", model: model(2) },
      {
        at: on(8).toISOString(),
        kind: "prompt version",
        promptId: idOf("prompt", 1),
        name: "Answer",
        number: 1,
      },
    ]);
    // A model that is called as one that was run before is nothing new.
    const merged = { ...ownNames, models: ownNames.models.map((index) => (index === 2 ? 0 : index)) };
    const kinds = (await bothSources(board, merged)).appearances.map(({ at: when, kind }) => [when, kind]);
    expect(kinds).toEqual([
      [on(7).toISOString(), "model"],
      [on(7).toISOString(), "prompt version"],
      [on(8).toISOString(), "prompt version"],
    ]);
  });

  test("marks a run that was started before the window and completed in it, and no run that completed before that one", async () => {
    await replaceBoard(orm, [completedRun({ model: 0, at: on(7) }), completedRun({ model: 0, at: on(8) })]);
    const started = on(1).toISOString();
    await orm.em.fork().transactional(async (em) => {
      await em.execute("set local session_replication_role = replica");
      // The one that completed last was started first.
      await em.execute(
        `update runs set started_at = '${started}' where completed_at = '${on(8).toISOString()}'`,
      );
    });
    await rebuildFacts({ orm, timeZone: "UTC", now });
    const { appearances } = await computeReport(orm, asked, onlyFacts);
    expect(appearances[0]).toMatchObject({ kind: "model", at: on(7).toISOString() });
  });

  test("has latency by model, of those with the most measured runs, the same of facts and of runs", async () => {
    const measured = (
      model: number,
      day: number,
      latencyMs: number | null,
      itemLatenciesMs: readonly number[],
    ) => completedRun({ model, at: on(day), partialItems: 3, latencyMs, itemLatenciesMs });
    await replaceBoard(orm, [
      measured(0, 6, 100, [100]),
      measured(1, 6, 200, [150, 250]),
      measured(1, 6, 400, [400]),
      measured(1, 9, 50, [50]),
      measured(2, 9, null, []),
      ...[3, 4, 5, 6].map((model) => measured(model, 9, 10, [10])),
    ]);
    await rebuildFacts({ orm, timeZone: "UTC", now });
    const [ofRuns, ofFacts] = [
      await inSnapshot({ orm, sourceOf: runsSource }, { ...asked, where: {} }, latencyByModel),
      await inSnapshot({ orm, sourceOf: onlyFacts }, { ...asked, where: {} }, latencyByModel),
    ];
    expect(ofFacts).toEqual(ofRuns);
    const { models, period } = LatencyByModel.parse(ofFacts);
    expect([period, models.length, models[0]?.model.modelId]).toEqual([asked.period, 5, idOf("model", 1)]);
    const [first, second, , fourth] = models[0]!.buckets;
    expect(first).toMatchObject({ measuredRuns: 2, meanMs: 300, measuredItems: 3 });
    expect(first!.p50Ms! / 250).toBeCloseTo(1, 1);
    expect(second).toMatchObject({ measuredRuns: 0, meanMs: null, measuredItems: 0, p50Ms: null });
    expect(fourth).toMatchObject({ measuredRuns: 1, meanMs: 50, measuredItems: 1 });
    expect(models.some(({ model }) => model.modelId === idOf("model", 2))).toBe(false);
  });
});
