import { ListMessages, Messages } from "@evalboard/contract";
import { Dataset, type Orm } from "@evalboard/db";
import { createTestOrm, engines, idOf } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NotFound, RunNotFound } from "../errors.ts";
import { type BoardResult, type BoardRun, runOf, storeBoard, storeReferences } from "../testing/board.ts";
import { createItemReader } from "./reader.ts";

const nobody = "00000000-0000-7000-8000-000000000000";

/** Results that say these texts, an item each; errored, or with a score of 0. */
const saying = (
  kind: "error" | "reason",
  texts: readonly string[],
  run: Partial<BoardRun> = {},
  told: Partial<BoardResult> = {},
): BoardRun => {
  const unmeasured = { score: kind === "error" ? null : 0, latencyMs: null, costUsd: null };
  const results = texts.map((text, index) => ({
    ...unmeasured,
    item: `item-${index}`,
    ...told,
    texts: { [kind]: text },
  }));
  return runOf({}, { ...run, results });
};

describe.each(engines)("messages on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await storeReferences(orm);
  });
  afterAll(() => orm.close());

  const messages = async (query: ListMessages) =>
    Messages.parse(await createItemReader({ orm, windowOf: () => null }).messages(ListMessages.parse(query)));
  const ofRun = (kind: "error" | "reason") => messages({ runId: idOf("run", 0), kind });
  const ofDataset = (kind: "error" | "reason", limit?: number) =>
    messages({ datasetId: idOf("dataset", 0), kind, ...(limit !== undefined && { limit }) });

  it.each([
    ["\r\n  Timeout after 30.5 s\nat fetch (client.ts:12)", "Timeout after … s"],
    ["429 rate limit of 10,000 tokens", "429 rate limit of … tokens"],
    ["Request failed with status code 503", "Request failed with status code 503"],
    ["Error: 500ms passed, 1429 left", "Error: …ms passed, … left"],
    ["no deployment 0191a2b3-c4d5-7e6f-8a9b-0123456789ab", "no deployment …"],
    [
      "Rate limit in organization org-A1b2C3d4E5f6G7 (request req_011CSdXyzABC)",
      "Rate limit in organization org-… (request …)",
    ],
    [`model "gpt-4o" has no tool 'search' nor \`browse\``, `model "…" has no tool '…' nor \`…\``],
    ["It doesn't parse, and can't be repaired", "It doesn't parse, and can't be repaired"],
    ["at 2026-03-02T10:00:00Z", "at …-…-…T…Z"],
    ["x".repeat(400), "x".repeat(300)],
  ])("take the first line of %j without its particulars", async (error, message) => {
    await storeBoard(orm, [saying("error", [error, error])]);
    const example = { runId: idOf("run", 0), position: 1 };
    expect(await ofRun("error")).toEqual({
      groups: [{ message, results: 2, example }],
      totalGroups: 1,
      results: 2,
    });
  });

  it("of reasons leave every number out: a status is none there", async () => {
    await storeBoard(orm, [saying("reason", ["Expected 450 words, got 512"])]);
    expect((await ofRun("reason")).groups).toMatchObject([{ message: "Expected … words, got …" }]);
  });

  it("of reasons are of results that did not pass, by the tool's own verdict", async () => {
    await storeBoard(orm, [
      saying("reason", ["too short", " "], {}, { score: 0.9, passed: false }),
      saying("reason", ["fine"], {}, { score: 0.1, passed: true }),
      saying("reason", ["not judged"], {}, { score: undefined }),
    ]);
    expect(await ofDataset("reason")).toMatchObject({
      groups: [{ message: "too short", results: 1 }],
      results: 1,
    });
    expect(await ofDataset("error")).toEqual({ groups: [], totalGroups: 0, results: 0 });
  });

  it("are counted over all completed runs of a dataset's names, the most frequent first, the example the latest", async () => {
    await storeBoard(orm, [
      saying("error", ["quota of 5", "overloaded"], { completedAt: 1 }),
      saying("error", ["timeout", "quota of 6"], { completedAt: 3, dataset: 1 }),
      saying("error", ["quota of 7"], { completedAt: 4, dataset: 2 }),
      saying("error", ["quota of 8"], { completedAt: 5, status: "running" }),
    ]);
    await orm.em.fork().nativeUpdate(Dataset, idOf("dataset", 0), { canonical: idOf("dataset", 1) });
    const quota = { message: "quota of …", results: 2, example: { runId: idOf("run", 1), position: 2 } };
    expect(await ofDataset("error")).toEqual({
      groups: [
        quota,
        { message: "overloaded", results: 1, example: { runId: idOf("run", 0), position: 2 } },
        { message: "timeout", results: 1, example: { runId: idOf("run", 1), position: 1 } },
      ],
      totalGroups: 3,
      results: 4,
    });
    expect(await ofDataset("error", 1)).toEqual({ groups: [quota], totalGroups: 3, results: 4 });
    // A run is asked for itself, also while it goes on.
    expect((await messages({ runId: idOf("run", 3), kind: "error" })).results).toBe(1);
    await orm.em.fork().nativeUpdate(Dataset, idOf("dataset", 0), { canonical: idOf("dataset", 0) });
  });

  it("of what is not there are not found", async () => {
    await expect(messages({ runId: nobody, kind: "error" })).rejects.toThrow(RunNotFound);
    await expect(messages({ datasetId: nobody, kind: "error" })).rejects.toThrow(NotFound);
  });
});
