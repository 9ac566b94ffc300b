import type { ComparedSummary } from "@evalboard/contract";
import type { FigureSource, Subject } from "./figure-source.ts";
import { summaryFigures } from "./report/figures.ts";

/** A window's figures beside those of the window before. */
export async function comparedSummary(source: FigureSource, subject?: Subject): Promise<ComparedSummary> {
  const { current, previous } = await source.summary(subject);
  return { ...summaryFigures(current), previous: previous && summaryFigures(previous) };
}
