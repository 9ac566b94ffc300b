import type { Em } from "@evalboard/db";
import type { Subject } from "../figure-source.ts";
import { ModelRow } from "../rows.ts";
import type { Interval } from "../window.ts";
import { completedRuns } from "./completed-runs.ts";
import { figures } from "./fragments.ts";

/** Every model with a run in the interval, in no order: SQL knows no t quantile to rank them by. */
export async function models(em: Em, interval: Interval, subject?: Subject): Promise<ModelRow[]> {
  const rows = await completedRuns(em, interval, subject)
    .join("run.model", "model")
    .select(["model.id", "model.provider", "model.name", ...figures])
    .groupBy("model.id")
    .execute("all", false);
  return ModelRow.array().parse(rows);
}
