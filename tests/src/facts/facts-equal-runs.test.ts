import type { Orm } from "@evalboard/db";
import { CompareRuns } from "@evalboard/contract";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { verifyFacts } from "@evalboard/facts";
import { createRunStore } from "@evalboard/runs";
import { runsSource } from "@evalboard/stats";
import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { arbitraryHistory } from "./arbitrary-history.ts";
import { expectClose } from "./expect-close.ts";
import { playHistory } from "./play-history.ts";
import { wholeBoard } from "./whole-board.ts";

/** Thousands on a machine with time. */
const numRuns = Number(process.env["HISTORIES"] ?? 4);

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  afterAll(() => orm.close());

  test(
    "every report from facts equals that from the runs, whatever was recorded, deleted and rebuilt",
    async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryHistory, async (history) => {
          const { now, timeZone } = history;
          vi.useFakeTimers({ now, toFake: ["Date"] });
          await playHistory(orm, history);
          const fromFacts = await wholeBoard(orm, history);
          expectClose(withoutHistory(fromFacts), withoutHistory(await wholeBoard(orm, history, runsSource)));
          await expectCompared(orm, history, fromFacts);
          expect(await verifyFacts({ orm, timeZone })).toEqual([]);
        }),
        { numRuns },
      );
    },
    60_000 + numRuns * 20_000,
  );
});

type Board = Awaited<ReturnType<typeof wholeBoard>>;

/** Without what is known of a change by how other runs vary: only facts know them. */
function withoutHistory(board: Board): unknown {
  const figures = new Set([
    "interval",
    "pValue",
    "adjustedPValue",
    "oneLook",
    "detectableChange",
    "plan",
    "remarks",
    "verdict",
  ]);
  return JSON.parse(
    JSON.stringify(board, function (this: Record<string, unknown>, key, value: unknown) {
      const isOfChange = figures.has(key) && "baselineOnlyItems" in this;
      return isOfChange || (key === "prompts" && "latency" in this) ? undefined : value;
    }),
  );
}

/** Expects that a comparison of two versions is judged as on the board, but for what else is judged there. */
async function expectCompared(
  orm: Orm,
  { timeZone }: { timeZone: string },
  { boards }: Board,
): Promise<void> {
  const store = createRunStore({ orm, timeZone });
  for (const change of boards.at(-1)?.promptChanges ?? []) {
    const {
      promptId: _prompt,
      name: _name,
      newer,
      older,
      adjustedPValue: _adjusted,
      verdict: _verdict,
      ...figures
    } = change;
    const asked = {
      baseline: { promptVersionId: older.promptVersionId },
      candidate: { promptVersionId: newer.promptVersionId },
    };
    const { change: compared, baseline, candidate, score } = await store.compare(CompareRuns.parse(asked));
    // Versions that no model ran alike are compared across models there, and limited runs are on no board.
    if (change.strata === 0 || baseline.limitedRuns + candidate.limitedRuns > 0) continue;
    const { adjustedPValue, verdict: _own, ...said } = compared;
    expectClose(said, figures);
    expectClose(score, { baseline: older.averageScore, candidate: newer.averageScore });
    expect(adjustedPValue).toBe(compared.pValue);
  }
}
