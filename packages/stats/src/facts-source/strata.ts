import { Fact } from "@evalboard/db";
import { factScores } from "@evalboard/facts";
import type { Subject } from "../figure-source.ts";
import { StratumRow } from "../rows.ts";
import { isOfNewest, ofRanked, versionRank } from "../version-rank.ts";
import { datasetId, modelId, promptVersionId } from "./fragments.ts";
import { rowsOf, type WindowFacts } from "./window-facts.ts";

const ids = [promptVersionId, modelId, datasetId] as const;

/** Every stratum with a run in the window: the runs of one prompt version, model and dataset. */
export async function strata(facts: WindowFacts, subject: Subject): Promise<StratumRow[]> {
  const rows = await rowsOf(facts, "stratum", subject)
    .select([...ids, ...factScores])
    .groupBy(["fact.promptVersion", "fact.model", "fact.dataset"])
    .execute("all", false);
  return StratumRow.array().parse(rows);
}

/** Those of each prompt's two newest versions: others may be as many as the runs. */
export async function newestStrata(facts: WindowFacts): Promise<StratumRow[]> {
  const ranked = rowsOf(facts, "stratum")
    .join("fact.promptVersion", "version")
    .select([...ids, ...factScores, versionRank])
    .groupBy(["fact.promptVersion", "fact.model", "fact.dataset", "version.id"]);
  const rows = await facts.em
    .createQueryBuilder(Fact)
    .from(ranked, "ranked")
    .select(ofRanked)
    .where(isOfNewest)
    .execute("all", false);
  return StratumRow.array().parse(rows);
}
