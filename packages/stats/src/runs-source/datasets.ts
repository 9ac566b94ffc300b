import type { Em } from "@evalboard/db";
import type { Subject } from "../figure-source.ts";
import { DatasetRow } from "../rows.ts";
import type { Interval } from "../window.ts";
import { completedRuns } from "./completed-runs.ts";
import { figures, models } from "./fragments.ts";

/** Every dataset with a run in the interval, in no order. */
export async function datasets(em: Em, interval: Interval, subject?: Subject): Promise<DatasetRow[]> {
  const rows = await completedRuns(em, interval, subject)
    .join("run.dataset", "dataset")
    .select(["dataset.id", "dataset.name", models, ...figures])
    .groupBy("dataset.id")
    .execute("all", false);
  return DatasetRow.array().parse(rows);
}
