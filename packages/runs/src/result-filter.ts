import type { ListResults, Outcome } from "@evalboard/contract";
import type { RunResult } from "@evalboard/db";
import type { FilterQuery } from "@mikro-orm/core";
import type { z } from "zod";
import { containing } from "./text.ts";

/** The run's results that the filter lets through. */
export function resultCondition({
  runId,
  outcome,
  text,
}: z.output<typeof ListResults>): FilterQuery<RunResult> {
  const conditions: FilterQuery<RunResult>[] = [{ run: runId }];
  if (outcome !== undefined) conditions.push(withOutcome(outcome));
  if (text !== undefined) conditions.push(withText(text));
  return { $and: conditions };
}

function withOutcome(outcome: Outcome): FilterQuery<RunResult> {
  switch (outcome) {
    case "perfect":
      return { score: 1 };
    case "partial":
      return { score: { $gt: 0, $lt: 1 } };
    case "failed":
      return { score: 0 };
    case "errored":
      return { score: null };
  }
}

function withText(text: string): FilterQuery<RunResult> {
  const holds = containing(text);
  return {
    $or: [
      { itemKey: holds },
      { input: holds },
      { expected: holds },
      { output: holds },
      { reason: holds },
      { error: holds },
    ],
  };
}
