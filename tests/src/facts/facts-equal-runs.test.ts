import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { verifyFacts } from "@evalboard/facts";
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
          expectClose(await wholeBoard(orm, history), await wholeBoard(orm, history, runsSource));
          expect(await verifyFacts({ orm, timeZone })).toEqual([]);
        }),
        { numRuns },
      );
    },
    60_000 + numRuns * 20_000,
  );
});
