import { currentGeneration } from "@evalboard/facts";
import { openMemory } from "../aggregations/kept-figures.ts";
import { isKnownToFacts } from "../aggregations/rows.ts";
import { factsOrRuns, factsSource, type SourceOf } from "../aggregations/source.ts";

/**
 * The facts, and an error where they cannot tell what is asked; but where labels or tags are, or the hours of a range, what a reader
 * has then.
 */
export const onlyFacts: SourceOf = async (em, asked) => {
  if (!isKnownToFacts(asked.where)) return factsOrRuns(em, asked);
  const generation = await currentGeneration(em, asked.timeZone);
  const { unit, edges, from, previous } = asked.window;
  const isOfOldHours = (previous?.from ?? from) < generation!.hoursFrom;
  if (unit === "hour" && (edges.length !== 25 || isOfOldHours)) return factsOrRuns(em, asked);
  return factsSource(em, asked, openMemory(em, generation!, asked.kept ?? null))!;
};
