import { Run, type Em } from "@evalboard/db";
import type { Dimension, Groups } from "./groups.ts";

const ids = { model: "modelId", promptVersion: "promptVersionId" } as const;

/**
 * What an item is paired within: that of which the groups have a value in common, and either also has another. A model
 * or prompt version that both have is compared with itself; where they have none in common, that is the question itself.
 */
export async function matchedDimensions(
  em: Em,
  { baseline, candidate }: Omit<Groups, "matchedBy">,
): Promise<Dimension[]> {
  const matched: Dimension[] = [];
  for (const dimension of ["model", "promptVersion"] as const) {
    const id = ids[dimension];
    if (baseline.row[id] !== null && candidate.row[id] !== null) continue;
    const values = em.createQueryBuilder(Run, "other").select(`other.${dimension}`).where(candidate.runs);
    const shared = { $and: [baseline.runs, { [dimension]: { $in: values } }] };
    if ((await em.find(Run, shared, { fields: ["id"], limit: 1 })).length > 0) matched.push(dimension);
  }
  return matched;
}
