import { PromptVersion, type Em } from "@evalboard/db";
import type { StratumRow } from "../rows.ts";

/** A prompt version that was run in a window, with its strata there. */
export interface VersionInWindow {
  readonly promptVersionId: string;
  readonly promptId: string;
  readonly promptName: string;
  readonly number: number;
  readonly createdAt: Date;
  readonly strata: readonly StratumRow[];
}

/** The versions that these strata are of, in no order. */
export async function versionsInWindow(em: Em, strata: readonly StratumRow[]): Promise<VersionInWindow[]> {
  const byVersion = Map.groupBy(strata, ({ promptVersionId }) => promptVersionId);
  const versions = await em.find(
    PromptVersion,
    { id: { $in: [...byVersion.keys()] } },
    { populate: ["prompt"], fields: ["number", "createdAt", "prompt.name"] },
  );
  return versions.map(({ id, prompt, number, createdAt }) => ({
    promptVersionId: id,
    promptId: prompt.id,
    promptName: prompt.$.name,
    number,
    createdAt,
    strata: byVersion.get(id) ?? [],
  }));
}
