import type { FactGeneration, Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareFacts } from "./build.ts";
import { currentGeneration } from "./generations.ts";
import { latencyQuantile } from "./histograms.ts";
import { arbitraryHistory } from "./testing/arbitrary-history.ts";
import { insertCatalogue, type RunOfTest } from "./testing/board.ts";
import { playHistory } from "./testing/play-history.ts";
import {
  referenceFacts,
  referenceHistograms,
  referenceItemFacts,
  referenceMetricFacts,
  type ReferenceRow,
} from "./testing/reference-facts.ts";
import { storedFacts, storedHistograms, storedItemFacts, storedMetricFacts } from "./testing/stored-facts.ts";
import { verifyFacts } from "./verify.ts";

// The day after the clocks of Berlin changed.
const now = new Date("2026-03-30T09:30:00.000Z");
/** Thousands on a machine with time. */
const numRuns = Number(process.env["FACT_HISTORIES"] ?? 8);
const limitMs = numRuns * 20_000;

describe.each(engines)("facts on %s", (engine) => {
  let orm: Orm;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCatalogue(orm);
  });
  afterAll(() => orm.close());

  test(
    "are what the runs say, whatever was completed, deleted and rebuilt before",
    async () => {
      const zones = fc.constantFrom("UTC", "Europe/Berlin", "Australia/Lord_Howe");
      await fc.assert(
        fc.asyncProperty(arbitraryHistory(now), zones, async (events, timeZone) => {
          const runs = (await playHistory(orm, events, now)).filter(({ limited }) => limited !== true);
          await prepareFacts({ orm, timeZone, now });
          const generation = (await currentGeneration(orm.em.fork(), timeZone))!;
          expectSame(await storedFacts(orm, generation), referenceFacts(runs, generation));
          expectSame(await storedMetricFacts(orm, generation), referenceMetricFacts(runs, generation));
          expectSame(await storedItemFacts(orm, generation), referenceItemFacts(runs));
          await expectHistograms(orm, generation, runs);
          expect(await verifyFacts({ orm, timeZone })).toEqual([]);
        }),
        // What fails is made smaller as long as there is time.
        { numRuns, interruptAfterTimeLimit: limitMs, markInterruptAsFailure: true },
      );
    },
    limitMs + 60_000,
  );
});

function expectSame(stored: Map<string, ReferenceRow>, expected: Map<string, ReferenceRow>): void {
  expect([...stored.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
  for (const [key, row] of expected) {
    expect(Object.keys(stored.get(key)!).toSorted()).toEqual(Object.keys(row).toSorted());
    for (const [measure, value] of Object.entries(row)) {
      const kept = stored.get(key)![measure]!;
      // Values are rounded to decimals as they are added, and the reference adds in floating point.
      const tolerance = 1e-9 * Math.max(1, value);
      expect(Math.abs(kept - value), `${measure} of ${key}: ${kept}, not ${value}`).toBeLessThanOrEqual(
        tolerance,
      );
    }
  }
}

async function expectHistograms(
  orm: Orm,
  generation: FactGeneration,
  runs: readonly RunOfTest[],
): Promise<void> {
  const stored = await storedHistograms(orm, generation);
  for (const [key, { scores, latencies }] of referenceHistograms(runs, generation)) {
    const { score, latency } = stored.get(key) ?? { score: [], latency: [] };
    expect(scores.map((_, index) => score[index] ?? 0)).toEqual(scores);
    expect(latency.reduce((sum, count) => sum + count, 0)).toBe(latencies.length);
    for (const share of [0.01, 0.5, 0.95, 0.99, 1]) {
      const exact = latencies.toSorted((a, b) => a - b)[Math.ceil(share * latencies.length) - 1];
      const bounded = exact === undefined ? undefined : Math.min(86_400_000, Math.max(1, exact));
      const quantile = latencyQuantile(latency, share);
      if (bounded === undefined) expect(quantile).toBeNull();
      else expect(Math.abs(quantile! / bounded - 1)).toBeLessThanOrEqual(0.011);
    }
  }
}
