import { currentGeneration } from "@evalboard/facts";
import { factsSource } from "../facts-source/facts-source.ts";
import { windowFacts } from "../facts-source/window-facts.ts";
import type { SourceOf } from "../figure-source.ts";

/** The facts, and an error where they cannot tell what is asked. */
export const onlyFacts: SourceOf = async (em, asked) => {
  const generation = await currentGeneration(em, asked.timeZone);
  return factsSource(windowFacts(em, asked, generation!)!);
};
