import type { Side } from "./compare-search.ts";

/** How a side is called and marked, everywhere on the page. */
export const sideWords: Readonly<Record<Side, { readonly title: string; readonly mark: string }>> = {
  baseline: { title: "Baseline", mark: "border-2 border-muted" },
  candidate: { title: "Candidate", mark: "bg-accent" },
};
