import { AddResults, CompareRuns, JudgedChange, JudgeTogether, StartRun } from "@evalboard/contract";
import { FactGeneration, type Orm, Run } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { prepareFacts } from "@evalboard/facts";
import { createRunStore } from "@evalboard/runs";
import { createStatsReader } from "@evalboard/stats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectClose } from "./expect-close.ts";

const timeZone = "Europe/Berlin";
const dayMs = 86_400_000;

/** The scores of one run by its items' keys; null is a call that broke. */
type Scores = Readonly<Record<string, number | null>>;

/** Items from the first to the one before the last, each scored by what is given. */
function items(from: number, to: number, score: (item: number) => number | null): Scores {
  return Object.fromEntries(
    Array.from({ length: to - from }, (_, index) => [`item ${from + index}`, score(from + index)]),
  );
}

/** Passes so often, the same way each time: runs of one seed are alike. */
const chance = (seed: number, share: number) => (item: number) =>
  ((Math.imul(seed * 7919 + item * 104729 + 12345, 2654435761) >>> 0) % 1_000) / 1_000 < share ? 1 : 0;
/** The first ten are easy, the last eight hard. */
const shareOf = (item: number) => (item < 10 ? 0.95 : item < 42 ? 0.6 : 0.1);
const answered = (seed: number) => (item: number) => chance(seed, shareOf(item))(item);
const runs = (count: number, scores: (seed: number) => Scores) =>
  Array.from({ length: count }, (_, seed) => scores(seed));

interface Case {
  readonly older: readonly Scores[];
  readonly newer: readonly Scores[];
}

/** Beside some what was said of them when every run counted by its average score, whatever items that was over. */
const cases = {
  /** Improved by 0.25: the newer one ran ten easy items of fifty. */
  smoke: {
    older: runs(10, (seed) => items(0, 50, answered(seed))),
    newer: runs(3, (seed) => items(0, 10, answered(seed + 20))),
  },
  /** Improved by 0.12: the newer one broke off at the hard items. */
  "broken calls": {
    older: runs(4, (seed) => items(0, 50, answered(seed))),
    newer: runs(4, (seed) => items(0, 50, (item) => (item < 42 ? answered(seed + 20)(item) : null))),
  },
  /** Too few runs, and improved on the page of the comparison. */
  "twelve gained": {
    older: [items(0, 60, (item) => (item < 32 ? 1 : 0))],
    newer: [items(0, 60, (item) => (item > 1 && item < 44 ? 1 : 0))],
  },
  /** Too few items, beside an interval without 0. */
  "five gained": {
    older: [items(0, 20, (item) => (item < 10 ? 1 : 0))],
    newer: [items(0, 20, (item) => (item < 15 ? 1 : 0))],
  },
  "smoke runs of five": {
    older: [items(0, 1_000, (item) => (item < 5 ? 1 : chance(1, 0.8)(item)))],
    newer: runs(9, () => items(0, 5, () => 1)),
  },
  better: {
    older: runs(4, (seed) => items(0, 80, chance(seed, 0.3))),
    newer: runs(4, (seed) => items(0, 80, chance(seed + 20, 0.9))),
  },
  alike: {
    older: runs(4, () => items(0, 100, (item) => (item < 70 ? 1 : 0))),
    newer: runs(4, () => items(0, 100, (item) => (item < 70 ? 1 : 0))),
  },
  "no shared item": {
    older: runs(4, (seed) => items(0, 20, answered(seed))),
    newer: runs(4, (seed) => items(20, 40, answered(seed))),
  },
} as const satisfies Record<string, Case>;

describe.each(engines)("on %s", (engine) => {
  const now = new Date("2026-11-23T12:00:00Z");
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
  });
  afterAll(() => orm.close());

  const store = () => createRunStore({ orm, now: () => now, timeZone });
  const record = async ({ older, newer }: Case) => {
    const em = orm.em.fork();
    await em.nativeDelete(Run, {});
    await em.nativeDelete(FactGeneration, {});
    await prepareFacts({ orm, timeZone, now });
    const recordAll = async (text: string, all: readonly Scores[], agoMs: number) => {
      for (const [index, scores] of all.entries()) {
        const at = new Date(now.getTime() - agoMs + index * 60_000).toISOString();
        const started = await store().start(
          StartRun.parse({
            externalId: `${text} ${index}`,
            model: { provider: "openai", name: "gpt-4o" },
            dataset: { name: "questions" },
            prompt: { name: "answer", text },
            startedAt: at,
          }),
        );
        const results = Object.entries(scores).map(([itemKey, score]) => ({
          itemKey,
          score,
          error: score === null ? "timed out" : null,
        }));
        for (let sent = 0; sent < results.length; sent += 1_000) {
          const batch = { runId: started.runId, results: results.slice(sent, sent + 1_000) };
          await store().addResults(AddResults.parse(batch));
        }
        await store().complete({ runId: started.runId, completedAt: at });
      }
    };
    await recordAll("first text", older, 2 * dayMs);
    await recordAll("second text", newer, dayMs / 4);
  };

  /** What each page says of the change from the first version to the second one, and what is said of it alone. */
  const said = async () => {
    const stats = createStatsReader({ orm, timeZone });
    const { promptChanges } = await stats.get("30d");
    const [change] = promptChanges;
    if (!change) throw new Error("no change is on the board");
    const page = await stats.prompt({ promptId: change.promptId, period: "30d" });
    await stats.close();
    const asked = {
      baseline: { promptVersionId: change.older.promptVersionId },
      candidate: { promptVersionId: change.newer.promptVersionId },
    };
    const comparison = await store().compare(CompareRuns.parse(asked));
    const judged = await store().judge(JudgeTogether.parse({ changes: [comparison.change] }));
    return { board: change, page: page.versions[0]!.change!, comparison, gate: judged[0]! };
  };

  test.each([
    ["smoke", "too little to say"],
    ["broken calls", "too little to say"],
    ["twelve gained", "too little to say"],
    ["five gained", "too little to say"],
    ["smoke runs of five", "too little to say"],
    ["no shared item", null],
    ["better", "improved"],
    ["alike", "no clear change"],
  ] as const)("%s: board, page, comparison and gate say the same, %s", async (name, verdict) => {
    await record(cases[name]);
    const { board, page, comparison, gate } = await said();
    expect([board, page, comparison.change, gate].map((each) => each.verdict)).toEqual(
      Array(4).fill(verdict),
    );
    expect(page).toEqual(board);
    expect(gate.adjustedPValue).toBe(board.adjustedPValue);
    if (verdict !== null) expectClose(JudgedChange.parse(board), comparison.change);
  });
});
