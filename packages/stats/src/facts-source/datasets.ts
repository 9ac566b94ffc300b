import { Fact } from "@evalboard/db";
import { factFigures } from "@evalboard/facts";
import { sql } from "@mikro-orm/core";
import type { Subject } from "../figure-source.ts";
import { DatasetRow } from "../rows.ts";
import {
  datasetId,
  datasetOfPair,
  firstColumn,
  modelId,
  models,
  modelsOfPairs,
  ofDataset,
  ranModels,
} from "./fragments.ts";
import { rowsOf, type WindowFacts } from "./window-facts.ts";

/** Every dataset with a run in the window, in no order. */
export async function datasets(facts: WindowFacts, subject?: Subject): Promise<DatasetRow[]> {
  const rows = await (subject ? datasetsOf(facts, subject) : allDatasets(facts)).execute("all", false);
  return DatasetRow.array().parse(rows);
}

function datasetsOf(facts: WindowFacts, subject: Subject) {
  return rowsOf(facts, "stratum", subject)
    .join("fact.dataset", "dataset")
    .select(["dataset.id", "dataset.name", models, ...factFigures])
    .groupBy("dataset.id");
}

/** Only strata know which models ran a dataset: they are many, so nothing else is read of them. */
function allDatasets(facts: WindowFacts) {
  const pairs = rowsOf(facts, "stratum").select([datasetId, modelId]).groupBy(["fact.dataset", "fact.model"]);
  const ran = facts.em
    .createQueryBuilder(Fact)
    .from(pairs, "pair")
    .select([datasetOfPair, modelsOfPairs])
    .groupBy(firstColumn);
  return rowsOf(facts, "dataset")
    .join("fact.dataset", "dataset")
    .innerJoin(ran, "ran", ofDataset)
    .select(["dataset.id", "dataset.name", ranModels, ...factFigures])
    .groupBy(["dataset.id", sql`ran.models`]);
}
