import { STATS_TTL_MS } from "@evalboard/contract";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cachedReports } from "./cache.ts";
import { reportOf } from "./testing/report-of.ts";

const interleavings = Number(process.env["INTERLEAVINGS"] ?? 50);

beforeEach(() => void vi.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

test("whenever runs complete while the board's queries go on, and whoever asks meanwhile, after its minute nobody sees the old count", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 6 }), async (scheduler, completions) => {
      vi.setSystemTime(0);
      let runs = 1;
      let computations = 0;
      const cache = cachedReports({
        maxReports: 5,
        compute: async (_period: "7d", now) => {
          computations++;
          // The query goes out, reads at some moment, and its answer comes back.
          await scheduler.schedule(Promise.resolve(), "sent");
          const read = runs;
          await scheduler.schedule(Promise.resolve(), "answered");
          return reportOf("7d", now, read);
        },
      });
      const seen: number[] = [];
      const ask = async () => void seen.push((await cache.get("7d")).summary.runs);
      const completing = Array.from({ length: completions }, () =>
        scheduler.schedule(Promise.resolve(), "completed").then(() => void runs++),
      );
      const asking = Array.from({ length: 3 }, () =>
        scheduler.schedule(Promise.resolve(), "asked").then(ask),
      );
      await scheduler.waitFor(Promise.all([...asking, ...completing]));
      expect(computations).toBe(1);
      expect(new Set(seen).size).toBe(1);

      vi.setSystemTime(STATS_TTL_MS);
      await scheduler.waitFor(Promise.all([ask(), ask()]));
      expect([computations, seen.slice(-2)]).toEqual([2, [completions + 1, completions + 1]]);
      await cache.close();
    }),
    { numRuns: interleavings },
  );
});
