import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  type BoardFilter,
  NamedPeriod,
  type Period,
  ReportHead,
  type StatsQuery,
  type StatsReport,
} from "@evalboard/contract";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SubjectNotFound } from "./narrowing.ts";
import { InvalidPeriod } from "./window.ts";
import type { SecondLayer } from "./second-layer.ts";
import { cachedStatsReader } from "./stats.ts";
import { referenceMatrix } from "./testing/reference-subjects.ts";
import { reportOf } from "./testing/report-of.ts";

const start = new Date("2026-03-10T12:00:00.000Z");

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ["Date", "setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const unused = () => Promise.reject(new Error("this test does not call it"));
const noComputations = {
  board: unused,
  latencyByModel: unused,
  model: unused,
  dataset: unused,
  prompt: unused,
  matrix: unused,
};

/** A board whose runs are counted by the test, and a reader that counts its computations. */
function boardOf(layer?: SecondLayer) {
  const board = { runs: 1, computations: 0, failure: null as Error | null, tookMs: 0, behindMs: 0 };
  const errors: unknown[] = [];
  const compute = async (
    { period, where }: { period: Period; where: BoardFilter },
    now: Date,
  ): Promise<StatsReport> => {
    board.computations++;
    const { runs } = board;
    if (board.tookMs > 0) await new Promise((resolve) => setTimeout(resolve, board.tookMs));
    if (board.failure) throw board.failure;
    return { ...reportOf(period, new Date(now.getTime() - board.behindMs), runs), where };
  };
  const reader = cachedStatsReader(
    { ...noComputations, board: compute },
    { onError: (error) => errors.push(error), layer },
  );
  return { board, reader, errors };
}

/** What a Redis does, without one. */
function layerOf() {
  const entries = new Map<string, ReportHead>();
  const layer: SecondLayer = {
    attach: async () => {},
    find: async (question, schema) => {
      const report = schema.safeParse(entries.get(JSON.stringify(question))).data;
      return report && Date.now() - Date.parse(report.generatedAt) < 600_000 ? report : undefined;
    },
    keep: (question, _schema, report) => void entries.set(JSON.stringify(question), report),
    forget: (question) => void entries.delete(JSON.stringify(question)),
    close: () => {},
  };
  return { entries, layer };
}

const agesOf = ({ generatedAt, freshForMs, stale }: StatsReport) => ({ generatedAt, freshForMs, stale });

describe("the minute", () => {
  test("hits at 59 999 ms, with what is left of it", async () => {
    const { board, reader } = boardOf();
    expect(agesOf(await reader.get("7d"))).toEqual({
      generatedAt: start.toISOString(),
      freshForMs: 60_000,
      stale: false,
    });
    vi.advanceTimersByTime(59_999);
    expect(agesOf(await reader.get("7d"))).toEqual({
      generatedAt: start.toISOString(),
      freshForMs: 1,
      stale: false,
    });
    expect(board.computations).toBe(1);
  });

  test("the latest answer is the same object for as long as its age in seconds is true", async () => {
    const { reader } = boardOf();
    expect(reader.latest("7d")).toBeUndefined();
    await reader.get("7d");
    vi.advanceTimersByTime(500);
    expect(reader.latest("7d")).toBeUndefined();
    await reader.get("7d");
    const latest = reader.latest("7d");
    expect(latest).toMatchObject({ freshForMs: 59_000, stale: false });
    vi.advanceTimersByTime(500);
    await reader.get("7d");
    expect(reader.latest("7d")).toBe(latest);
    vi.advanceTimersByTime(1);
    expect(reader.latest("7d")).toBeUndefined();
    vi.setSystemTime(start);
    expect(reader.latest("7d")).toBeUndefined();
  });

  test("an answer that is old is never the latest", async () => {
    const { board, reader } = boardOf();
    await reader.get("7d");
    board.failure = new Error("gone");
    vi.advanceTimersByTime(60_000);
    expect((await reader.get("7d")).stale).toBe(true);
    expect(reader.latest("7d")).toBeUndefined();
  });

  test("misses at exactly 60 000 ms", async () => {
    const { board, reader } = boardOf();
    await reader.get("7d");
    vi.advanceTimersByTime(60_000);
    expect(agesOf(await reader.get("7d"))).toEqual({
      generatedAt: "2026-03-10T12:01:00.000Z",
      freshForMs: 60_000,
      stale: false,
    });
    expect(board.computations).toBe(2);
  });

  test("is over where the clock is set back: what is kept would be fresh until that time comes again", async () => {
    const { board, reader } = boardOf();
    await reader.get("7d");
    board.runs = 2;
    vi.setSystemTime(start.getTime() - 86_400_000);
    expect(await reader.get("7d")).toMatchObject({ freshForMs: 60_000, stale: false, summary: { runs: 2 } });
    board.runs = 3;
    vi.setSystemTime(start.getTime() - 86_400_000 + 60_000);
    expect(await reader.get("7d")).toMatchObject({ stale: false, summary: { runs: 3 } });
  });

  test("begins before the queries, however long they take", async () => {
    const { board, reader } = boardOf();
    board.tookMs = 900;
    const first = reader.get("7d");
    await vi.advanceTimersByTimeAsync(900);
    expect(agesOf(await first)).toEqual({
      generatedAt: start.toISOString(),
      freshForMs: 59_100,
      stale: false,
    });
    vi.advanceTimersByTime(59_099);
    expect((await reader.get("7d")).freshForMs).toBe(1);
    vi.advanceTimersByTime(1);
    const second = reader.get("7d");
    await vi.advanceTimersByTimeAsync(900);
    expect((await second).generatedAt).toBe("2026-03-10T12:01:00.000Z");
  });

  test("is each period's own", async () => {
    const { board, reader } = boardOf();
    for (const period of NamedPeriod.options) expect((await reader.get(period)).period).toBe(period);
    vi.advanceTimersByTime(30_000);
    await Promise.all(
      Array.from({ length: 1_000 }, (_, index) => reader.get(NamedPeriod.options[index % 5]!)),
    );
    expect(board.computations).toBe(5);
  });
});

describe("a thousand asks at once", () => {
  const thousand = (reader: { get(period: Period): Promise<StatsReport> }) =>
    Promise.allSettled(Array.from({ length: 1_000 }, () => reader.get("7d")));

  test("make one computation when cold and one when just expired", async () => {
    const { board, reader } = boardOf();
    await thousand(reader);
    expect(board.computations).toBe(1);
    vi.advanceTimersByTime(60_000);
    const answers = await thousand(reader);
    expect(board.computations).toBe(2);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set(["fulfilled"]));
  });

  test("make one computation when it fails, and all hear of it", async () => {
    const { board, reader, errors } = boardOf();
    board.failure = new Error("no database");
    const answers = await thousand(reader);
    expect(board.computations).toBe(1);
    expect(
      answers.filter((answer) => answer.status === "rejected" && answer.reason === board.failure),
    ).toHaveLength(1_000);
    expect(errors).toEqual([board.failure]);
  });
});

describe("a computation that fails", () => {
  test("rejects with what it threw when there is no answer yet, and is not cached", async () => {
    const { board, reader } = boardOf();
    board.failure = new Error("no database");
    await expect(reader.get("7d")).rejects.toBe(board.failure);
    board.failure = null;
    expect((await reader.get("7d")).summary.runs).toBe(1);
    expect(board.computations).toBe(2);
  });

  test("leaves the last answer, stale, until one succeeds", async () => {
    const { board, reader, errors } = boardOf();
    await reader.get("7d");
    board.failure = new Error("no database");
    board.runs = 2;
    vi.advanceTimersByTime(60_000);
    const stale = await reader.get("7d");
    expect({ ...agesOf(stale), runs: stale.summary.runs }).toEqual({
      generatedAt: start.toISOString(),
      freshForMs: 0,
      stale: true,
      runs: 1,
    });
    expect(errors).toEqual([board.failure]);
    board.failure = null;
    const recovered = await reader.get("7d");
    expect({ ...agesOf(recovered), runs: recovered.summary.runs }).toEqual({
      generatedAt: "2026-03-10T12:01:00.000Z",
      freshForMs: 60_000,
      stale: false,
      runs: 2,
    });
  });

  test("leaves the last answer for ten minutes and no longer", async () => {
    const { board, reader } = boardOf();
    await reader.get("7d");
    board.failure = new Error("no database");
    vi.advanceTimersByTime(300_000);
    expect((await reader.get("7d")).stale).toBe(true);
    vi.advanceTimersByTime(299_999);
    expect((await reader.get("7d")).stale).toBe(true);
    vi.advanceTimersByTime(1);
    await expect(reader.get("7d")).rejects.toBe(board.failure);
  });
});

describe("a computation that is slow", () => {
  test("keeps nobody waiting for more than its first second who can have the last answer", async () => {
    const { board, reader } = boardOf();
    await reader.get("7d");
    board.runs = 2;
    board.tookMs = 5_000;
    vi.advanceTimersByTime(60_000);
    const waiting = reader.get("7d");
    await vi.advanceTimersByTimeAsync(600);
    const later = reader.get("7d");
    await vi.advanceTimersByTimeAsync(400);
    for (const answer of [waiting, later]) {
      expect(await answer).toMatchObject({ stale: true, summary: { runs: 1 } });
    }
    for (const waitedMs of [0, 2_000]) {
      await vi.advanceTimersByTimeAsync(waitedMs);
      const settled = vi.fn();
      void reader.get("7d").then(settled);
      await vi.advanceTimersByTimeAsync(1);
      expect(settled).toHaveBeenCalledWith(expect.objectContaining({ stale: true }));
    }
    await vi.advanceTimersByTimeAsync(1_998);
    expect(await reader.get("7d")).toMatchObject({ stale: false, freshForMs: 55_000, summary: { runs: 2 } });
    expect(board.computations).toBe(2);
  });

  test("that fails in the end hurts nobody", async () => {
    const { board, reader, errors } = boardOf();
    await reader.get("7d");
    Object.assign(board, { tookMs: 5_000, failure: new Error("too slow") });
    vi.advanceTimersByTime(60_000);
    const waiting = reader.get("7d");
    await vi.advanceTimersByTimeAsync(6_000);
    expect((await waiting).stale).toBe(true);
    expect(errors).toEqual([board.failure]);
    Object.assign(board, { tookMs: 0, failure: null });
    expect((await reader.get("7d")).stale).toBe(false);
  });
});

describe("a layer beside the memory", () => {
  test("has what another process computed, as old as it is", async () => {
    const { layer } = layerOf();
    const { board, reader } = boardOf(layer);
    await reader.get("7d");
    vi.advanceTimersByTime(20_000);
    const other = boardOf(layer);
    expect(agesOf(await other.reader.get("7d"))).toEqual({
      generatedAt: start.toISOString(),
      freshForMs: 40_000,
      stale: false,
    });
    vi.advanceTimersByTime(40_000);
    expect((await other.reader.get("7d")).stale).toBe(false);
    expect((await reader.get("7d")).generatedAt).toBe("2026-03-10T12:01:00.000Z");
    expect([board.computations, other.board.computations]).toEqual([1, 1]);
  });

  test("leaves the last answer, stale, to one that never computed it, for ten minutes", async () => {
    const { layer } = layerOf();
    await boardOf(layer).reader.get("7d");
    const { board, reader } = boardOf(layer);
    board.failure = new Error("no database");
    vi.advanceTimersByTime(599_999);
    expect(await reader.isKept()).toBe(true);
    expect(agesOf(await reader.get("7d"))).toEqual({
      generatedAt: start.toISOString(),
      freshForMs: 0,
      stale: true,
    });
    vi.advanceTimersByTime(1);
    expect(await reader.isKept()).toBe(false);
    await expect(reader.get("7d")).rejects.toBe(board.failure);
  });

  test("keeps nobody waiting for more than a second who can have the last answer of another process", async () => {
    const { layer } = layerOf();
    await boardOf(layer).reader.get("7d");
    vi.advanceTimersByTime(60_000);
    const { board, reader } = boardOf(layer);
    board.tookMs = 5_000;
    const waiting = reader.get("7d");
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await waiting).stale).toBe(true);
    await vi.advanceTimersByTimeAsync(4_000);
    expect((await reader.get("7d")).stale).toBe(false);
  });

  test("is not gone by where it has an older one than the memory, as a Redis that was started again", async () => {
    const { entries, layer } = layerOf();
    const { board, reader } = boardOf(layer);
    await reader.get("7d");
    const before = new Map(entries);
    board.runs = 2;
    vi.advanceTimersByTime(60_000);
    await reader.get("7d");
    for (const [key, report] of before) entries.set(key, report);
    board.failure = new Error("no database");
    vi.advanceTimersByTime(60_000);
    expect(await reader.get("7d")).toMatchObject({ stale: true, summary: { runs: 2 } });
  });

  test("keeps a newer one of another process that came while an older one was computed, from a replica", async () => {
    const { entries, layer } = layerOf();
    const { board, reader } = boardOf(layer);
    Object.assign(board, { tookMs: 5_000, behindMs: 25_000 });
    const slow = reader.get("7d");
    await vi.advanceTimersByTimeAsync(1_000);
    const other = boardOf(layer);
    other.board.runs = 2;
    await other.reader.get("7d");
    await vi.advanceTimersByTimeAsync(4_000);
    expect((await slow).summary.runs).toBe(2);
    expect([...entries.values()]).toMatchObject([{ summary: { runs: 2 } }]);
    expect(board.computations).toBe(1);
  });

  test("forgets a subject that is gone, and is not asked within the minute", async () => {
    const { entries, layer } = layerOf();
    const find = vi.spyOn(layer, "find");
    const { board, reader } = boardOf(layer);
    await reader.get("7d");
    await reader.get("7d");
    expect([find.mock.calls.length, entries.size]).toEqual([1, 1]);
    board.failure = new SubjectNotFound("modelId", "m1");
    vi.advanceTimersByTime(60_000);
    await expect(reader.get("7d")).rejects.toBe(board.failure);
    expect(entries.size).toBe(0);
  });
});

describe("a narrowed board", () => {
  const modelId = "00000000-0000-4000-8000-100000000000";

  test("is computed once however it is asked for", async () => {
    const { board, reader } = boardOf();
    const asked: StatsQuery[] = [
      { period: "7d", where: { label: "main", modelId, tags: { branch: "main", host: "a" } } },
      { period: "7d", where: { tags: { host: "a", branch: "main" }, modelId, label: "main" } },
      {
        where: { modelId, datasetId: undefined, label: "main", tags: { branch: "main", host: "a" } },
        period: "7d",
      },
    ];
    const reports = await Promise.all(asked.map((query) => reader.get(query)));
    expect(board.computations).toBe(1);
    for (const { where } of reports) {
      expect(where).toEqual({ label: "main", modelId, tags: { branch: "main", host: "a" } });
    }
    await reader.get({ period: "7d", where: { label: "main", modelId, tags: { branch: "main" } } });
    await reader.get({
      period: "30d",
      where: { label: "main", modelId, tags: { branch: "main", host: "a" } },
    });
    expect(board.computations).toBe(3);
  });

  test("by nothing is the whole board, and the latest of it", async () => {
    const { board, reader } = boardOf();
    const [first] = await Promise.all([
      reader.get({ period: "7d", where: {} }),
      reader.get("7d"),
      reader.get({ period: "7d", where: { tags: {} } }),
      reader.get({ period: "7d", where: { label: undefined, tags: undefined } }),
    ]);
    expect([board.computations, first.where]).toEqual([1, {}]);
    expect(reader.latest("7d")?.generatedAt).toBe(first.generatedAt);
  });

  test("never is the latest of the whole one", async () => {
    const { reader } = boardOf();
    await reader.get({ period: "7d", where: { label: "main" } });
    expect(reader.latest("7d")).toBeUndefined();
  });

  test("is among the 200 asked for last, and takes no place from a whole one", async () => {
    const { board, reader } = boardOf();
    const ask = (label: number) => reader.get({ period: "7d", where: { label: `${label}` } });
    for (const period of NamedPeriod.options) await reader.get(period);
    for (let label = 0; label < 300; label++) await ask(label);
    expect(board.computations).toBe(305);
    for (const period of NamedPeriod.options) await reader.get(period);
    for (let label = 100; label < 300; label++) await ask(label);
    expect(board.computations).toBe(305);
    await ask(99);
    expect(board.computations).toBe(306);
  });

  test("of a range is one too, kept by what was asked, and of what is yet to come goes to nobody's log", async () => {
    const { board, reader, errors } = boardOf();
    const days = "2026-11-01/2026-11-14";
    expect((await reader.get(days)).period).toBe(days);
    await reader.get({ period: days, where: {} });
    expect(board.computations).toBe(1);
    for (const period of NamedPeriod.options) await reader.get(period);
    for (let day = 10; day < 30; day++) {
      for (let hour = 10; hour < 24; hour++)
        await reader.get(`2025-01-${day}T${hour}:00:00Z/2025-02-01T00:00:00Z`);
    }
    const computed = board.computations;
    for (const period of NamedPeriod.options) await reader.get(period);
    expect(board.computations).toBe(computed);
    await reader.get(days);
    expect(board.computations).toBe(computed + 1);
    board.failure = new InvalidPeriod("period: must end a day ahead at most");
    await expect(reader.get("2030-01-01/2030-01-02")).rejects.toBe(board.failure);
    expect(errors).toEqual([]);
  });

  test("of what is not there is not kept, and goes to nobody's log", async () => {
    const { board, reader, errors } = boardOf();
    board.failure = new SubjectNotFound("datasetId", modelId);
    const ask = () => reader.get({ period: "7d", where: { datasetId: modelId } });
    await expect(ask()).rejects.toBe(board.failure);
    board.failure = null;
    expect((await ask()).summary.runs).toBe(1);
    expect(errors).toEqual([]);
  });
});

test("nobody sees a count older than a minute, whenever runs complete and however long computing takes", async () => {
  const step = fc.oneof(
    fc.constant("complete" as const),
    fc.constant("ask" as const),
    fc.integer({ min: 1, max: 70_000 }),
  );
  const expectFresh = async (answer: Promise<StatsReport>, completions: { at: number; runs: number }[]) => {
    const { stale, summary } = await answer;
    const aMinuteOld = completions.findLast(({ at }) => at <= Date.now() - 60_000);
    expect(stale).toBe(false);
    expect(summary.runs).toBeGreaterThanOrEqual(aMinuteOld?.runs ?? 0);
  };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), fc.nat(900), async (steps, tookMs) => {
      vi.setSystemTime(start);
      const { board, reader } = boardOf();
      board.tookMs = tookMs;
      const completions = [{ at: Date.now(), runs: 1 }];
      const answers: Promise<void>[] = [];
      for (const doing of steps) {
        if (doing === "complete") completions.push({ at: Date.now(), runs: ++board.runs });
        else if (doing === "ask") answers.push(expectFresh(reader.get("7d"), completions));
        else await vi.advanceTimersByTimeAsync(doing);
      }
      await vi.advanceTimersByTimeAsync(1_000);
      await Promise.all(answers);
    }),
    { numRuns: 200 },
  );
});

test("what a caller does to an answer reaches no other", async () => {
  const { reader } = boardOf();
  const [first, second] = await Promise.all([reader.get("7d"), reader.get("7d")]);
  first.stale = true;
  expect(second.stale).toBe(false);
  expect(() => first.runsOverTime.pop()).toThrow(TypeError);
  expect(() => Object.assign(first.summary, { runs: 99 })).toThrow(TypeError);
  expect((await reader.get("7d")).summary.runs).toBe(1);
});

describe("reports on subjects", () => {
  const period = "7d";
  const head = (now: Date) => ReportHead.parse(reportOf(period, now, 0));
  const summary = { ...reportOf(period, start, 0).summary, previous: null };
  const matrixOf = (now: Date) => referenceMatrix({ board: [], request: { period, now, timeZone: "UTC" } });
  const modelOf = (modelId: string, now: Date) => ({
    ...head(now),
    summary,
    overTime: [],
    metrics: [],
    model: { modelId, provider: "acme", name: "model" },
    datasets: [],
    promptVersions: [],
  });

  test("are kept for their minute, each subject and period its own", async () => {
    const computed: string[] = [];
    const reader = cachedStatsReader({
      ...noComputations,
      model: async ({ modelId, period: asked }, now) => {
        computed.push(`${modelId} ${asked}`);
        return modelOf(modelId, now);
      },
      matrix: async (asked, now) => {
        computed.push(`matrix ${asked}`);
        return matrixOf(now);
      },
    });
    const askAll = async () => {
      for (const asked of ["7d", "30d"] as const) {
        await Promise.all(["a", "b", "a"].map((modelId) => reader.model({ modelId, period: asked })));
        await reader.matrix(asked);
      }
    };
    await askAll();
    vi.advanceTimersByTime(59_999);
    await askAll();
    const once = ["a 7d", "b 7d", "matrix 7d", "a 30d", "b 30d", "matrix 30d"];
    expect(computed).toEqual(once);
    vi.advanceTimersByTime(1);
    await askAll();
    expect(computed).toEqual([...once, ...once]);
    await reader.close();
  });

  test("are the 200 asked for last, of each kind", async () => {
    let computations = 0;
    const reader = cachedStatsReader({
      ...noComputations,
      model: async ({ modelId }, now) => {
        computations++;
        return modelOf(modelId, now);
      },
    });
    const ask = (index: number) => reader.model({ modelId: `${index}`, period });
    for (let index = 0; index <= 200; index++) await ask(index);
    await ask(1);
    expect(computations).toBe(201);
    await ask(0);
    expect(computations).toBe(202);
  });

  test("do not keep that there is no such subject, and say so to nobody's log", async () => {
    const errors: unknown[] = [];
    const board = { hasModel: false };
    const model = async ({ modelId }: { modelId: string }, now: Date) => {
      if (!board.hasModel) throw new SubjectNotFound("modelId", modelId);
      return modelOf(modelId, now);
    };
    const reader = cachedStatsReader(
      { ...noComputations, model },
      { onError: (error) => errors.push(error) },
    );
    const ask = () => reader.model({ modelId: "a", period });
    await expect(ask()).rejects.toBeInstanceOf(SubjectNotFound);
    board.hasModel = true;
    expect((await ask()).model.modelId).toBe("a");
    board.hasModel = false;
    vi.advanceTimersByTime(60_000);
    // Deleted since: the last answer is not served on.
    await expect(ask()).rejects.toBeInstanceOf(SubjectNotFound);
    await expect(ask()).rejects.toBeInstanceOf(SubjectNotFound);
    expect(errors).toEqual([]);
  });

  test("leave the last answer, stale, when they cannot be computed", async () => {
    const failures: Error[] = [];
    const model = async ({ modelId }: { modelId: string }, now: Date) => {
      if (failures[0]) throw failures[0];
      return modelOf(modelId, now);
    };
    const reader = cachedStatsReader({ ...noComputations, model });
    await reader.model({ modelId: "a", period });
    failures.push(new Error("no database"));
    vi.advanceTimersByTime(60_000);
    expect(await reader.model({ modelId: "a", period })).toMatchObject({ stale: true, freshForMs: 0 });
    await expect(reader.model({ modelId: "b", period })).rejects.toBe(failures[0]);
  });
});

describe("many questions", () => {
  /** In full 100 000. */
  const questions = Number(process.env["CACHE_KEYS"] ?? 3_000);
  const heapBytes = () => {
    setFlagsFromString("--expose-gc");
    (runInNewContext("gc") as () => void)();
    return process.memoryUsage().heapUsed;
  };

  test("push out those that nobody asked for the longest, and take no more room than so many reports", async () => {
    vi.useRealTimers();
    let computations = 0;
    const report = reportOf("7d", start, 1);
    const board = async ({ where }: { where: BoardFilter }, now: Date) => {
      computations += 1;
      return { ...structuredClone(report), where, generatedAt: now.toISOString() };
    };
    const reader = cachedStatsReader({ ...noComputations, board });
    const ask = (index: number) => reader.get({ period: "7d", where: { label: `team ${index}` } });
    for (let index = 0; index < 1_000; index++) await ask(index);
    const before = heapBytes();
    for (let index = 1_000; index < questions; index++) await ask(index);
    const grownMb = (heapBytes() - before) / 1e6;
    if (questions > 3_000) console.log({ questions, grownMb });
    expect(grownMb).toBeLessThan(50);
    expect(computations).toBe(questions);
    await ask(questions - 1);
    expect(computations).toBe(questions);
    await ask(0);
    expect(computations).toBe(questions + 1);
  });
});
