import type { Em } from "@evalboard/db";
import { z } from "zod";
import { resultFigures, side } from "./fragments.ts";
import type { Groups } from "./groups.ts";
import { memberResults } from "./member-results.ts";
import { ResultsRow } from "./rows.ts";

/** What each group's results come to. */
export async function readResults(em: Em, groups: Groups) {
  const rows = await memberResults(em, groups)
    .select([side, ...resultFigures])
    .groupBy(side)
    .orderBy({ [side]: "asc" })
    .execute("all", false);
  const [baseline, candidate] = z.tuple([ResultsRow, ResultsRow]).parse(rows);
  return { baseline, candidate };
}
