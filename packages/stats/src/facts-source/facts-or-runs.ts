import type { Em } from "@evalboard/db";
import { currentGeneration } from "@evalboard/facts";
import type { AskedWindow, FigureSource } from "../figure-source.ts";
import { runsSource } from "../runs-source/runs-source.ts";
import { factsSource } from "./facts-source.ts";
import { windowFacts } from "./window-facts.ts";

/**
 * The facts, or the runs themselves for what no facts are kept of: while those of this zone are being built, such as after
 * the zone was changed, and for a day by hours that are no longer kept, or in which the zone's offset changed by less than
 * an hour. The figures are the same; such a report costs more, the more runs are in its window.
 */
export async function factsOrRuns(em: Em, asked: AskedWindow): Promise<FigureSource> {
  const generation = await currentGeneration(em, asked.timeZone);
  const facts = generation && windowFacts(em, asked, generation);
  return facts ? factsSource(facts) : runsSource(em, asked);
}
