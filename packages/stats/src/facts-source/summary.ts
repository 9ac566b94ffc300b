import { factFigures } from "@evalboard/facts";
import type { Subject } from "../figure-source.ts";
import { SummaryRow } from "../rows.ts";
import { rowsIn, scopeOf, type WindowFacts } from "./window-facts.ts";

/** The figures of the whole window, and of the one before it. */
export async function summary(
  facts: WindowFacts,
  subject?: Subject,
): Promise<{ current: SummaryRow; previous: SummaryRow | null }> {
  const figuresIn = async (spans: WindowFacts["current"]) => {
    const row = await rowsIn(facts, spans, scopeOf(subject), subject)
      .select(factFigures)
      .execute("get", false);
    return SummaryRow.parse(row);
  };
  const { current, previous } = facts;
  return { current: await figuresIn(current), previous: previous && (await figuresIn(previous)) };
}
