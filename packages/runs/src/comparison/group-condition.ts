import type { Em, Run } from "@evalboard/db";
import type { FilterQuery } from "@mikro-orm/core";
import type { z } from "zod";
import type { RunGroup } from "../contract/index.ts";
import { runCondition } from "../run-filter.ts";

/** The group's completed runs, as a condition on runs. */
export async function groupCondition(
  em: Em,
  { runId, ...common }: z.output<typeof RunGroup>,
): Promise<FilterQuery<Run>> {
  const completed = await runCondition(em, { ...common, status: "completed" });
  return runId === undefined ? completed : { $and: [{ id: runId }, completed] };
}
