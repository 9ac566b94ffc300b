import { factScores } from "@evalboard/facts";
import { CellRow } from "../rows.ts";
import { datasetId, modelId } from "./fragments.ts";
import { rowsOf, type WindowFacts } from "./window-facts.ts";

/** Every pair of these models and datasets that has a run in the window. */
export async function cells(
  facts: WindowFacts,
  modelIds: readonly string[],
  datasetIds: readonly string[],
): Promise<CellRow[]> {
  const rows = await rowsOf(facts, "stratum")
    .select([modelId, datasetId, ...factScores])
    .andWhere({ model: { $in: modelIds }, dataset: { $in: datasetIds } })
    .groupBy(["fact.model", "fact.dataset"])
    .execute("all", false);
  return CellRow.array().parse(rows);
}
