import { type Em, Run } from "@evalboard/db";
import type { Subject } from "../figure-source.ts";
import { StratumRow } from "../rows.ts";
import { isOfNewest, ofRanked, versionRank } from "../version-rank.ts";
import type { Interval } from "../window.ts";
import { completedRuns } from "./completed-runs.ts";
import { datasetId, itemFigures, modelId, promptVersionId, runs, scoreFigures } from "./fragments.ts";

const columns = [promptVersionId, modelId, datasetId, runs, ...scoreFigures, ...itemFigures] as const;

/** Every stratum with a run in the interval: the runs of one prompt version, model and dataset. */
export async function strata(em: Em, interval: Interval, subject: Subject): Promise<StratumRow[]> {
  const rows = await completedRuns(em, interval, subject)
    .select(columns)
    .groupBy(["run.promptVersion", "run.model", "run.dataset"])
    .execute("all", false);
  return StratumRow.array().parse(rows);
}

/** Those of each prompt's two newest versions: others may be as many as the runs. */
export async function newestStrata(em: Em, interval: Interval): Promise<StratumRow[]> {
  const ranked = completedRuns(em, interval)
    .join("run.promptVersion", "version")
    .select([...columns, versionRank])
    .groupBy(["run.promptVersion", "run.model", "run.dataset", "version.id"]);
  const rows = await em
    .createQueryBuilder(Run)
    .from(ranked, "ranked")
    .select(ofRanked)
    .where(isOfNewest)
    .execute("all", false);
  return StratumRow.array().parse(rows);
}
