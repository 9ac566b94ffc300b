import type { RetentionRule } from "@evalboard/contract";
import { expect, test } from "vitest";
import { removeOld } from "./retention.ts";

const now = new Date("2026-06-30T10:00:00.000Z");

/** A store of so many old runs of a dataset, or null for one that is gone; a call takes two. */
function storeOf(old: Record<string, number | null>) {
  const asked: string[] = [];
  const left = { ...old };
  return {
    asked,
    pruneQuarters: async (before: Date) => {
      asked.push(`quarters ${before.toISOString().slice(0, 10)}`);
      if (old["all"] === null) throw new Error("a quarter could not be locked");
      return { runs: 0, results: 0 };
    },
    prune: async ({
      completedBefore,
      dataset = "all",
    }: {
      completedBefore: string;
      dataset?: string | undefined;
    }) => {
      asked.push(`${dataset} ${completedBefore.slice(0, 10)}`);
      const runs = left[dataset];
      if (runs === null || runs === undefined) throw new Error(`no dataset is called "${dataset}"`);
      const taken = Math.min(2, runs);
      left[dataset] = runs - taken;
      return { runs: taken, results: taken * 10, remainingRuns: runs - taken, remainingResults: 0 };
    },
  };
}

async function look(rules: readonly RetentionRule[], old: Record<string, number | null>, isStopped = false) {
  const runs = storeOf(old);
  const [deeds, errors]: [unknown[], unknown[]] = [[], []];
  await removeOld(
    {
      rules: async () => rules,
      runs,
      pruneQuarters: runs.pruneQuarters,
      note: async (deed) => void deeds.push(deed),
      onError: (error) => errors.push(error),
      now: () => now,
    },
    isStopped ? AbortSignal.abort() : new AbortController().signal,
  );
  return { asked: runs.asked, deeds, errors };
}

const rules = [
  { dataset: "gone", olderThanDays: 1 },
  { dataset: "capitals", olderThanDays: 30 },
  { dataset: null, olderThanDays: 90 },
];

test("removes by each rule until none is left, notes what it removed, and goes on beside a rule that fails", async () => {
  const { asked, deeds, errors } = await look(rules, { gone: null, capitals: 5, all: 0 });
  expect(asked).toEqual([
    "gone 2026-06-29",
    "capitals 2026-05-31",
    "capitals 2026-05-31",
    "capitals 2026-05-31",
    "quarters 2026-04-01",
    "all 2026-04-01",
  ]);
  expect(deeds).toEqual([
    { action: "runs.pruned", subject: "capitals", detail: { runs: "5", results: "50" } },
  ]);
  expect(errors).toEqual([new Error('no dataset is called "gone"')]);
});

test("removes nothing without a rule, nor once the server stops", async () => {
  expect(await look([], { all: 5 })).toEqual({ asked: [], deeds: [], errors: [] });
  expect(await look(rules, { capitals: 5, all: 5 }, true)).toEqual({ asked: [], deeds: [], errors: [] });
});
