import type { NewResult } from "@evalboard/runs/contract";
import type { WholeRun } from "../import/send-run.ts";

/** A completed run of `count` results. */
export function fixtureRun(count: number): WholeRun {
  return {
    start: {
      externalId: "nightly-1",
      model: { provider: "openai", name: "gpt-4o" },
      dataset: { name: "capitals" },
      prompt: { name: "capitals", text: "Name it" },
    },
    results: Array.from({ length: count }, (_, index) => fixtureResult(index)),
    end: { status: "completed", at: "2026-01-31T09:00:00.000Z" },
  };
}

/** The `index`th of a run's results. */
export function fixtureResult(index: number, output = "Paris"): NewResult {
  return { itemKey: `item ${index}`, repeat: 1, output, score: 1 };
}
