import { beforeEach, describe, expect, it, vi } from "vitest";
import type { StartRun } from "@evalboard/contract";
import type { RecordingClient } from "./recording-client.ts";
import type { Outcome, RecordRunsOptions } from "./outcomes.ts";
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
interface Content {
  readonly hash: string;
  readonly results: number;
}

/** A run, and the score of each item. */
interface Stored {
  ended: boolean;
  label?: string | undefined;
  model: string;
  contentHash?: string | undefined;
  readonly items: Map<string, number | null>;
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
  const nothing = (): Stored => ({ ended: false, model: "gpt-4o", items: new Map() });
  const of = (runId: string): Stored => stored.get(runId) ?? nothing();
  const client = {
    runs: {
      record: {
        start: {
          mutate: ({ externalId, label, model, replace }: StartRun) => {
            const created = !stored.has(externalId);
            if (created || replace) stored.set(externalId, { ...nothing(), label, model: model.name });
            const run = of(externalId);
            if (run.model !== model.name) {
              calls.push("start");
              return Promise.reject(answer(409));
            }
            const described = !created && label !== undefined && run.label !== label;
            if (described) run.label = label;
            const status = run.ended ? ("completed" as const) : ("running" as const);
            const unscored = [...run.items.values()].filter((score) => score === null).length;
            const ended = { ...(unscored > 0 && { unscored }), contentHash: run.contentHash };
            const call = replace ? "replace" : "start";
            return answered(call, { runId: externalId, status, created, described, ...(run.ended && ended) });
          },
        },
        addResults: {
          mutate: ({ runId, results }: { runId: string; results: readonly Sent[] }) => {
            const run = of(runId);
            const counts = { added: 0, alreadyThere: 0, scored: 0 };
            for (const { itemKey, score } of results) {
              const before = run.items.get(itemKey);
              if (before === undefined) counts.added += 1;
              else counts[before === null && score !== null ? "scored" : "alreadyThere"] += 1;
              if (before !== undefined && before !== null && before !== score) {
                return answered(`add ${results.length}`, counts).then(() => Promise.reject(answer(409)));
              }
              run.items.set(itemKey, score);
            }
            if (counts.scored > 0) run.contentHash = undefined;
            return answered(`add ${results.length}`, counts);
          },
        },
        complete: {
          mutate: ({ runId, content }: { runId: string; content?: Content }) => {
            const run = of(runId);
            run.ended = true;
            if (content?.results === run.items.size) run.contentHash = content.hash;
            return answered("complete", {});
          },
        },
        fail: { mutate: () => answered("fail", {}) },
        compare: {
          mutate: ({
            start: { externalId, model },
            results,
          }: {
            start: StartRun;
            results: readonly Sent[];
          }) => {
            const run = of(externalId);
            const counts = { same: 0, late: 0, added: 0, different: 0 };
            const scores = [];
            for (const { itemKey, score } of results) {
              const before = run.items.get(itemKey);
              if (before === undefined) counts.added += 1;
              else if (before === score) counts.same += 1;
              else if (before === null) counts.late += 1;
              else {
                counts.different += 1;
                scores.push({ itemKey, repeat: 1, stored: before, sent: score });
              }
            }
            const n = scores.length;
            return answered(`compare ${results.length}`, {
              runId: externalId,
              status: run.ended ? "completed" : "running",
              stored: run.items.size,
              facts:
                run.model === model.name ? [] : [{ field: "model", stored: run.model, sent: model.name }],
              ...counts,
              differing: n === 0 ? [] : [{ field: "score", n, example: scores[0] }],
            });
          },
        },
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
      externalId: "nightly-1",
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
      externalId: "nightly-1",
      status: "already there",
      described: true,
      scored: 1,
    });
    expect(calls).toEqual(["start", "compare 3", "add 2", "complete"]);
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

  it.each([400, 404, 500])("does not try again what the server answered with %i", async (status) => {
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
    await recordRuns(client, withScores(1, null));
    calls.length = 0;
    await recordRuns(client, withScores(1, null), { onRun });
    expect(calls).toEqual(["start"]);
    await recordRuns(client, withScores(1, 0), { onRun });
    expect(calls.splice(1)).toEqual(["start", "compare 1", "compare 1", "add 1", "add 1", "complete"]);
    const there = { runId: "a", externalId: "a", status: "already there", described: false };
    expect(told).toEqual([
      [0, { ...there, scored: 0 }],
      [0, { ...there, scored: 1 }],
    ]);
    await recordRuns(client, withScores(1, 0), { onRun });
    expect(calls.splice(1)).toEqual(["start"]);
  });

  it("goes on with the others where the server refuses one, and does not read a file of which it takes none", async () => {
    const { client } = fakeServer({ 3: answer(400) });
    const outcomes = new Map<number, string>();
    const onRun = (run: number, { status }: { status: string }) => outcomes.set(run, status);
    await recordRuns(client, { runs, results }, { onRun });
    expect([...outcomes]).toEqual([
      [0, "refused"],
      [1, "recorded"],
    ]);
    let read = 0;
    const refusing = fakeServer({ 1: answer(400) });
    const one = { runs: runs.slice(1), results: () => ((read += 1), results()) };
    await recordRuns(refusing.client, one, { onRun });
    expect(read).toBe(0);
  });

  /** A file of one run. */
  function withScores(...scores: (number | null)[]) {
    const unscored = scores.filter((score) => score === null).length;
    const end = { status: "completed" as const };
    return {
      runs: [{ start: start("a"), results: scores.length, unscored, end }],
      async *results() {
        for (const [index, score] of scores.entries()) {
          yield { run: 0, results: [{ ...result(index), score }] };
        }
      },
    };
  }
  const outcomesOf = async (
    { client }: Pick<ReturnType<typeof fakeServer>, "client">,
    file: ReturnType<typeof withScores>,
    options: RecordRunsOptions = {},
  ) => {
    const outcomes: Outcome[] = [];
    let sent = 0;
    const onSent = (count: number) => (sent += count);
    await recordRuns(client, file, { ...options, onSent, onRun: (_, outcome) => outcomes.push(outcome) });
    expect(sent).toBe(file.runs[0]!.results);
    return outcomes;
  };

  it("tells what differs, and changes nothing of it", async () => {
    const server = fakeServer();
    await recordRuns(server.client, withScores(0, 1));
    const before = structuredClone(server.stored);
    expect(await outcomesOf(server, withScores(1, 1, 1))).toEqual([
      {
        status: "differs",
        runId: "a",
        externalId: "a",
        described: false,
        differences: [
          "the run has 2 results, the file 3",
          '1 score differs (item "item 0", 0 here, 1 in the file)',
        ],
      },
    ]);
    expect(server.stored).toEqual(before);
  });

  it("compares a run whose hash nobody has kept, which is known by it from then on", async () => {
    const server = fakeServer();
    await recordRuns(server.client, withScores(0, 1));
    server.stored.get("a")!.contentHash = undefined;
    server.calls.length = 0;
    expect(await outcomesOf(server, withScores(0, 1))).toMatchObject([{ status: "already there" }]);
    expect(server.calls.splice(0)).toEqual(["start", "compare 1", "compare 1", "complete"]);
    expect(await outcomesOf(server, withScores(0, 1))).toMatchObject([{ status: "already there" }]);
    expect(server.calls).toEqual(["start"]);
  });

  it("replaces what differs where that is said, and what is equal never", async () => {
    const server = fakeServer();
    const replace = { onDifference: "replace" } as const;
    await recordRuns(server.client, withScores(0, 1));
    expect(await outcomesOf(server, withScores(0, 1), replace)).toMatchObject([{ status: "already there" }]);
    server.calls.length = 0;
    expect(await outcomesOf(server, withScores(1, 1, 1), replace)).toMatchObject([
      { status: "replaced", runId: "a" },
    ]);
    expect(server.calls.filter((call) => !call.startsWith("compare"))).toEqual([
      "start",
      "replace",
      "add 1",
      "add 1",
      "add 1",
      "complete",
    ]);
    expect([...server.stored.get("a")!.items.values()]).toEqual([1, 1, 1]);
    expect(await outcomesOf(server, withScores(1, 1, 1), replace)).toMatchObject([
      { status: "already there" },
    ]);
  });

  it("goes on where it was interrupted after it began to replace", async () => {
    const busy = answer(500);
    const server = fakeServer({ 8: busy });
    await recordRuns(server.client, withScores(0));
    const replace = { onDifference: "replace" } as const;
    await expect(recordRuns(server.client, withScores(1, 1, 1), replace)).rejects.toThrow("status 500");
    expect(await outcomesOf(server, withScores(1, 1, 1), replace)).toMatchObject([{ status: "recorded" }]);
    expect(server.calls.filter((call) => call === "replace")).toHaveLength(1);
    expect(server.stored.get("a")).toMatchObject({ ended: true, items: { size: 3 } });
  });

  it("sends what differs as a run of its own where that is said, once for each content", async () => {
    const server = fakeServer();
    const asNew = { onDifference: "as new" } as const;
    await recordRuns(server.client, withScores(0, 1));
    const [added] = await outcomesOf(server, withScores(1, 1), asNew);
    expect(added).toMatchObject({
      status: "recorded",
      externalId: expect.stringMatching(/^a \([0-9a-f]{8}\)$/),
    });
    expect(await outcomesOf(server, withScores(1, 1), asNew)).toEqual([
      { ...added, status: "already there" },
    ]);
    expect([...server.stored].map(([, { items }]) => [...items.values()])).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  it("tells of a run that is another here, or that holds other results half recorded, and replaces either", async () => {
    const server = fakeServer();
    await recordRuns(server.client, withScores(0));
    const [other] = withScores(0).runs;
    const of = {
      ...withScores(0),
      runs: [{ ...other!, start: { ...other!.start, model: { provider: "p", name: "m" } } }],
    };
    expect(await outcomesOf(server, of)).toMatchObject([
      { status: "differs", differences: ['the model is "gpt-4o" here, "m" in the file'] },
    ]);
    expect(await outcomesOf(server, of, { onDifference: "replace" })).toMatchObject([{ status: "replaced" }]);

    const half = server.stored.get("a")!;
    Object.assign(half, { ended: false, model: "gpt-4o", items: new Map([["item 1", 0]]) });
    expect(await outcomesOf(server, withScores(1, 1))).toMatchObject([
      { status: "differs", differences: ['1 score differs (item "item 1", 0 here, 1 in the file)'] },
    ]);
    expect(await outcomesOf(server, withScores(1, 1), { onDifference: "replace" })).toMatchObject([
      { status: "replaced" },
    ]);
  });
});

it("a harness's run is compared too, also where its results come once alone", async () => {
  const { client } = fakeServer();
  async function* once(...scores: number[]) {
    for (const [index, score] of scores.entries()) yield { ...result(index), score };
  }
  await recordRun(client, { start: start(), results: once(1, 0) });
  expect(await recordRun(client, { start: start(), results: once(1, 0) })).toMatchObject({
    status: "already there",
  });
  const differing = await recordRun(client, { start: { ...start(), label: "x" }, results: once(1) });
  expect(differing).toMatchObject({
    status: "differs",
    described: true,
    differences: ["the run has 2 results, the file 1"],
  });
  const replaced = await recordRun(client, { start: start(), results: once(1) }, { onDifference: "replace" });
  expect(replaced).toMatchObject({ status: "replaced", runId: "nightly-1" });
});
