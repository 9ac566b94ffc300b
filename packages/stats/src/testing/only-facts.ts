import { currentGeneration } from "@evalboard/facts";
import { factsSource, type SourceOf } from "../aggregations/source.ts";

/** The facts, and an error where they cannot tell what is asked. */
export const onlyFacts: SourceOf = async (em, asked) => {
  const generation = await currentGeneration(em, asked.timeZone);
  return factsSource(em, asked, generation!)!;
};
