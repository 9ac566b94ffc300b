import { factOutcomes } from "@evalboard/facts";
import { OutcomesRow } from "../rows.ts";
import { rowsOf, type WindowFacts } from "./window-facts.ts";

/** Runs by the outcome of their average score, items by the counts stored with their runs. */
export async function outcomes(facts: WindowFacts): Promise<OutcomesRow> {
  const row = await rowsOf(facts, "board").select(factOutcomes).execute("get", false);
  return OutcomesRow.parse(row);
}
