import { type AskKnownItems, ITEM_RUNS, type KnownItems } from "@evalboard/contract";
import { Dataset, type Em, Run, RunResult } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { members } from "../fragments.ts";
import { filterOf, type RunOwner } from "../owner.ts";
import { runCondition } from "../run-filter.ts";
import { latestRuns, requireDataset } from "./dataset-runs.ts";

const Sets = z.array(z.object({ runId: z.uuid(), runs: z.int() }));
const Known = z.object({ known: z.int() });

/** Which of these items the dataset that this name stands for has been asked. */
export async function findKnownItems(
  em: Em,
  { dataset: name, itemKeys }: z.output<typeof AskKnownItems>,
  owner?: RunOwner,
): Promise<KnownItems> {
  const named = await em.findOne(Dataset, { name }, { fields: ["id"] });
  if (!named) return { exists: false, runs: 0, known: 0 };
  const asked = await requireDataset(em, named.id);
  const owned = await runCondition(em, owner ? filterOf(owner) : {});
  const asking = { $and: [{ dataset: { $in: [...asked.names] } }, owned] };
  const exists = (await em.find(Run, asking, { fields: ["id"], limit: 1 })).length > 0;
  // Of runs that asked the same items one will do.
  const rows = await em
    .createQueryBuilder(Run, "run")
    .with("members", latestRuns(em, asked, { window: null, runs: ITEM_RUNS, owned }))
    .join(members, "member", { "member.id": sql.ref("run.id") })
    .select([sql`min(run.id::text)`.as("runId"), sql`count(*)::int`.as("runs")])
    .groupBy("run.itemsHash")
    .execute<unknown>("all", false);
  const sets = Sets.parse(rows);
  const found = await em
    .createQueryBuilder(RunResult, "result")
    .select(sql`count(distinct result.item_key)::int`.as("known"))
    .where({ run: { $in: sets.map(({ runId }) => runId) }, itemKey: { $in: itemKeys } })
    .execute("get", false);
  return {
    exists,
    runs: sets.reduce((sum, { runs }) => sum + runs, 0),
    known: Known.parse(found).known,
  };
}
