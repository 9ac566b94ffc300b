import { Run, type Em } from "@evalboard/db";
import { firstCompletedMs } from "./fragments.ts";
import { FirstCompletionRow } from "../rows.ts";

/** When the first run of all completed; null on a board without completed runs. */
export async function firstCompletion(em: Em): Promise<Date | null> {
  const row = await em
    .createQueryBuilder(Run, "run")
    .select(firstCompletedMs)
    .where({ status: "completed" })
    .execute("get", false);
  return FirstCompletionRow.parse(row).firstCompletedMs;
}
