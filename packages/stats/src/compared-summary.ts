import type { ComparedSummary } from "./contract/index.ts";
import type { FigureSource, Subject } from "./figure-source.ts";
import { summaryFigures } from "./report/figures.ts";
import type { Window } from "./window.ts";

/** A window's figures beside those of the window before. */
export async function comparedSummary(
  source: FigureSource,
  window: Window,
  subject?: Subject,
): Promise<ComparedSummary> {
  const current = await source.summary(window, subject);
  const previous = window.previous && (await source.summary(window.previous, subject));
  return { ...summaryFigures(current), previous: previous && summaryFigures(previous) };
}
