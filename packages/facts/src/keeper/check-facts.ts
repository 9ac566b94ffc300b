import { DIFFERENCES_LIMIT, type FactsVerdict } from "@evalboard/contract";
import { currentGeneration } from "../generations.ts";
import { verifyFacts } from "../verify-facts.ts";
import type { Tally } from "./create-job.ts";
import { NoFactsError } from "./fault-of.ts";
import type { KeeperDeps } from "./keeper-deps.ts";
import { countRuns, rowsIn } from "./stored-facts.ts";

/** Compares the facts with the runs. Throws `NoFactsError` where there are none of this zone. */
export async function checkFacts({ orm, timeZone }: KeeperDeps, tally: Tally): Promise<FactsVerdict> {
  tally.totalRuns = await countRuns(orm.em.fork());
  const onProgress = ({ runs }: { readonly runs: number }) => (tally.runs += runs);
  const differences = await verifyFacts({ orm, timeZone, onProgress });
  const compared = await currentGeneration(orm.em.fork(), timeZone);
  if (!differences || !compared) throw new NoFactsError(timeZone);
  return {
    rows: await rowsIn(orm.em.fork(), compared),
    differingRows: differences.length,
    differences: differences.slice(0, DIFFERENCES_LIMIT),
  };
}
