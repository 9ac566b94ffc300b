import { describe, expect, it } from "vitest";
import { ResultsFile } from "./results-file.ts";
import { runTimes } from "./run-times.ts";
import cached from "../../fixtures/promptfoo/cached.json" with { type: "json" };

interface Given {
  createdAt?: string;
  timestamp?: string;
  durationMs?: number;
  exportedAt?: string;
}

function times({ createdAt, timestamp = "2026-01-31T09:00:00.000Z", durationMs, exportedAt }: Given) {
  const { results } = ResultsFile.parse(cached);
  const metadata = { evaluationCreatedAt: createdAt, exportedAt };
  return Object.values(runTimes({ metadata, results: { ...results, timestamp, stats: { durationMs } } }));
}

describe("runTimes", () => {
  it("ends the run after its measured duration, however late the file was exported", () => {
    expect(times({ durationMs: 1_500, exportedAt: "2026-03-01T00:00:00Z" })).toEqual([
      "2026-01-31T09:00:00.000Z",
      "2026-01-31T09:00:01.500Z",
    ]);
  });

  it("begins when the evaluation was created, in whatever zone that is written", () => {
    expect(times({ createdAt: "2026-01-31T09:00:00+01:00", durationMs: 0 })).toEqual([
      "2026-01-31T08:00:00.000Z",
      "2026-01-31T08:00:00.000Z",
    ]);
  });

  it("ends the run with the export where no duration was measured, or a longer one than there was time for", () => {
    const exportedAt = "2026-01-31T09:01:00.000Z";
    expect(times({ exportedAt })[1]).toBe(exportedAt);
    expect(times({ exportedAt, durationMs: 3_600_000 })[1]).toBe(exportedAt);
  });

  it("never ends a run before its begin", () => {
    expect(times({ exportedAt: "2026-01-30T00:00:00Z" })[1]).toBe("2026-01-31T09:00:00.000Z");
    expect(times({})[1]).toBe("2026-01-31T09:00:00.000Z");
  });
});
