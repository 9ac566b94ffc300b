import { factFigures } from "@evalboard/facts";
import type { Subject } from "../figure-source.ts";
import { ModelRow } from "../rows.ts";
import { rowsOf, type WindowFacts } from "./window-facts.ts";

/** Every model with a run in the window, in no order. */
export async function models(facts: WindowFacts, subject?: Subject): Promise<ModelRow[]> {
  const rows = await rowsOf(facts, subject ? "stratum" : "model", subject)
    .join("fact.model", "model")
    .select(["model.id", "model.provider", "model.name", ...factFigures])
    .groupBy("model.id")
    .execute("all", false);
  return ModelRow.array().parse(rows);
}
