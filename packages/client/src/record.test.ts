import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RecordingClient, StartRun } from "./client.ts";
import { recordRun, recordRuns } from "./record.ts";

const start = (externalId = "nightly-1"): StartRun => ({
  externalId,
  model: { provider: "openai", name: "gpt-4o" },
  dataset: { name: "capitals" },
  prompt: { name: "capitals", text: "Name it" },
});
const result = (index: number) => ({ itemKey: `item ${index}`, score: 1 });
const many = (count: number) => Array.from({ length: count }, (_, index) => result(index));
const lost = new Error("fetch failed");
const answer = (httpStatus: number) =>
  Object.assign(new Error(`status ${httpStatus}`), { data: { httpStatus } });

interface Sent {
  readonly itemKey: string;
  readonly score: number | null;
}

/** A run, and of each item whether it is scored. */
interface Stored {
  ended: boolean;
  label?: string | undefined;
  readonly items: Map<string, boolean>;
}

/** A server that keeps what it was told, and whose answers fail as `faults` says, after the work was done. */
function fakeServer(faults: Record<number, Error> = {}) {
  const calls: string[] = [];
  const stored = new Map<string, Stored>();
  const answered = <Answer>(call: string, value: Answer) => {
    calls.push(call);
    const fault = faults[calls.length];
    return fault ? Promise.reject(fault) : Promise.resolve(value);
  };
  const of = (runId: string): Stored => stored.get(runId) ?? { ended: false, items: new Map() };
  const client = {
    runs: {
      record: {
        start: {
          mutate: ({ externalId, label }: StartRun) => {
            const created = !stored.has(externalId);
            if (created) stored.set(externalId, { ended: false, label, items: new Map() });
            const run = of(externalId);
            const described = !created && label !== undefined && run.label !== label;
            if (described) run.label = label;
            const status = run.ended ? ("completed" as const) : ("running" as const);
            const unscored = [...run.items.values()].filter((isScored) => !isScored).length;
            const waiting = run.ended && unscored > 0 ? { unscored } : {};
            return answered("start", { runId: externalId, status, created, described, ...waiting });
          },
        },
        addResults: {
          mutate: ({ runId, results }: { runId: string; results: readonly Sent[] }) => {
            const { items } = of(runId);
            const counts = { added: 0, alreadyThere: 0, scored: 0 };
            for (const { itemKey, score } of results) {
              const before = items.get(itemKey);
              if (before === undefined) counts.added += 1;
              else counts[!before && score !== null ? "scored" : "alreadyThere"] += 1;
              items.set(itemKey, before === true || score !== null);
            }
            return answered(`add ${results.length}`, counts);
          },
        },
        complete: {
          mutate: ({ runId }: { runId: string }) => {
            of(runId).ended = true;
            return answered("complete", {});
          },
        },
        fail: { mutate: () => answered("fail", {}) },
      },
    },
  };
  // oxlint-disable-next-line no-unsafe-type-assertion -- of the answers only what is read
  return { client: client as unknown as RecordingClient, calls, stored };
}
/** Time passes as soon as somebody waits for it; gives how long each wait was, ms. */
function waits() {
  const timers = vi.spyOn(globalThis, "setTimeout");
  return () => timers.mock.calls.map(([, ms]) => ms);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }).setTimerTickMode("nextTimerAsync");
  return () => vi.useRealTimers();
});

describe("recordRun", () => {
  it("starts a run, adds its results in batches and completes it", async () => {
    const { client, calls } = fakeServer();
    async function* slowly() {
      yield* many(2_500);
    }
    expect(await recordRun(client, { start: start(), results: slowly() })).toEqual({
      runId: "nightly-1",
      status: "recorded",
      described: false,
      scored: 0,
    });
    expect(calls).toEqual(["start", "add 1000", "add 1000", "add 500", "complete"]);
  });

  it("keeps a call to 4 MB, and sends a larger result alone", async () => {
    const { client, calls } = fakeServer();
    const results = [1, 1, 1, 5, 1].map((mb, index) => ({
      ...result(index),
      output: "é".repeat(mb * 650_000),
    }));
    await recordRun(client, { start: start(), results });
    expect(calls).toEqual(["start", "add 3", "add 1", "add 1", "complete"]);
  });

  it("ends a run as failed that was one, and sends nothing of one that has ended", async () => {
    const { client, calls } = fakeServer();
    await recordRun(client, {
      start: start("a"),
      results: many(1),
      end: { status: "failed", error: "no money" },
    });
    await recordRun(client, { start: start("b"), results: many(1) });
    calls.length = 0;
    expect((await recordRun(client, { start: start("b"), results: many(1) })).status).toBe("already there");
    expect(calls).toEqual(["start"]);
  });

  it("gives a run that had ended its label, and the scores that its answers lacked, and sends no more", async () => {
    const { client, calls, stored } = fakeServer();
    const answers = [1, null, null].map((score, index) => ({ ...result(index), score }));
    await recordRun(client, { start: start(), results: answers });
    calls.length = 0;
    const later = [1, 0.5, null].map((score, index) => ({ ...result(index), score }));
    const again = { start: { ...start(), label: "main" }, results: later };
    expect(await recordRun(client, again)).toEqual({
      runId: "nightly-1",
      status: "already there",
      described: true,
      scored: 1,
    });
    expect(calls).toEqual(["start", "add 2"]);
    expect(stored.get("nightly-1")).toMatchObject({ label: "main" });
  });

  it.each([1, 2, 3, 4, 5])("goes on where answer %i was lost, and nothing is there twice", async (at) => {
    const { client, stored } = fakeServer({ [at]: lost });
    const waited = waits();
    await recordRun(client, { start: start(), results: many(2_500) });
    expect(stored.get("nightly-1")).toMatchObject({ ended: true });
    expect(stored.get("nightly-1")?.items.size).toBe(2_500);
    expect(waited()).toEqual([250]);
  });

  it("waits longer each time while the server is busy, and gives up in the end", async () => {
    const busy = { 1: answer(503), 2: answer(429), 3: lost, 4: answer(503), 5: answer(503) };
    const { client, calls } = fakeServer(busy);
    const waited = waits();
    await expect(recordRun(client, { start: start(), results: [] })).rejects.toThrow("status 503");
    expect(calls).toHaveLength(5);
    expect(waited()).toEqual([250, 500, 1_000, 2_000]);
  });

  it.each([400, 409, 500])("does not try again what the server answered with %i", async (status) => {
    const { client, calls } = fakeServer({ 1: answer(status) });
    await expect(recordRun(client, { start: start(), results: [] })).rejects.toThrow(`status ${status}`);
    expect(calls).toHaveLength(1);
  });

  it("stops when it is told", async () => {
    const { client, calls } = fakeServer();
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(recordRun(client, { start: start(), results: [] }, { signal })).rejects.toThrow("enough");
    expect(calls).toEqual([]);
  });
});

describe("recordRuns", () => {
  const runs = ["a", "b"].map((id) => ({
    start: start(id),
    results: 2,
    end: { status: "completed" as const },
  }));
  async function* results() {
    for (const index of [0, 1]) for (const run of [0, 1]) yield { run, results: [result(index)] };
  }

  it("completes each run with its last result, whatever the order", async () => {
    const { client, calls, stored } = fakeServer();
    const outcomes: unknown[] = [];
    await recordRuns(client, { runs, results }, { onRun: (run, { status }) => outcomes.push([run, status]) });
    expect(calls).toEqual(["start", "start", "add 1", "add 1", "add 1", "complete", "add 1", "complete"]);
    expect([...stored.values()].map(({ ended }) => ended)).toEqual([true, true]);
    expect(outcomes).toEqual([
      [0, "recorded"],
      [1, "recorded"],
    ]);
  });

  it("sends the scores that a run lacks, unless the file lacks as many", async () => {
    const { client, calls } = fakeServer();
    const told: unknown[] = [];
    const onRun = (run: number, outcome: object) => told.push([run, outcome]);
    const withScores = (...scores: (number | null)[]) => ({
      runs: [{ ...start("a"), unscored: scores.filter((score) => score === null).length }].map(
        ({ unscored, ...run }) => ({
          start: run,
          results: 2,
          unscored,
          end: { status: "completed" as const },
        }),
      ),
      async *results() {
        for (const [index, score] of scores.entries())
          yield { run: 0, results: [{ ...result(index), score }] };
      },
    });
    await recordRuns(client, withScores(1, null));
    calls.length = 0;
    await recordRuns(client, withScores(1, null), { onRun });
    expect(calls).toEqual(["start"]);
    await recordRuns(client, withScores(1, 0), { onRun });
    expect(calls).toEqual(["start", "start", "add 1", "add 1"]);
    expect(told).toEqual([
      [0, { runId: "a", status: "already there", described: false, scored: 0 }],
      [0, { runId: "a", status: "already there", described: false, scored: 1 }],
    ]);
    await recordRuns(client, withScores(1, 0), { onRun });
    expect(calls).toEqual(["start", "start", "add 1", "add 1", "start"]);
  });

  it("goes on with the others where the server refuses one, and does not read a file whose runs are all there", async () => {
    const { client } = fakeServer({ 3: answer(409) });
    const outcomes = new Map<number, string>();
    const onRun = (run: number, { status }: { status: string }) => outcomes.set(run, status);
    await recordRuns(client, { runs, results }, { onRun });
    expect([...outcomes]).toEqual([
      [0, "refused"],
      [1, "recorded"],
    ]);
    let read = 0;
    const again = { runs: runs.slice(1), results: () => ((read += 1), results()) };
    await recordRuns(client, again, { onRun });
    expect(read).toBe(0);
  });
});
