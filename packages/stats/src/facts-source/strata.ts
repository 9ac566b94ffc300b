import { factFigures } from "@evalboard/facts";
import type { Subject } from "../figure-source.ts";
import { StratumRow } from "../rows.ts";
import { datasetId, modelId, promptVersionId } from "./fragments.ts";
import { rowsOf, type WindowFacts } from "./window-facts.ts";

/** Every stratum with a run in the window: the runs of one prompt version, model and dataset. */
export async function strata(facts: WindowFacts, subject?: Subject): Promise<StratumRow[]> {
  const rows = await rowsOf(facts, "stratum", subject)
    .select([promptVersionId, modelId, datasetId, ...factFigures])
    .groupBy(["fact.promptVersion", "fact.model", "fact.dataset"])
    .execute("all", false);
  return StratumRow.array().parse(rows);
}
