import { factFigures } from "@evalboard/facts";
import type { Subject } from "../figure-source.ts";
import { DatasetRow } from "../rows.ts";
import { models } from "./fragments.ts";
import { rowsOf, type WindowFacts } from "./window-facts.ts";

/** Every dataset with a run in the window, in no order: from strata, for those know which models ran it. */
export async function datasets(facts: WindowFacts, subject?: Subject): Promise<DatasetRow[]> {
  const rows = await rowsOf(facts, "stratum", subject)
    .join("fact.dataset", "dataset")
    .select(["dataset.id", "dataset.name", models, ...factFigures])
    .groupBy("dataset.id")
    .execute("all", false);
  return DatasetRow.array().parse(rows);
}
