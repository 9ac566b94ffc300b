import type { ComparedItem } from "@evalboard/contract";
import { formatScore } from "@evalboard/format";
import { codeSpan } from "./code-span.ts";
import type { GatedRun } from "./gate-report.ts";
import { markdownTable } from "./markdown-table.ts";
import { namePrompts, nameRun } from "./name-run.ts";
import { wordFlips } from "./word-comparison.ts";

/** The items that flipped, lost ones first, with both answers; folded. */
export function flippedItems({ candidate, baseline, lost, gained, comparison }: GatedRun): string[] {
  if (lost.length + gained.length === 0 || comparison === null) return [];
  const rows = [
    ...lost.map((item) => ["lost", ...itemCells(item)]),
    ...gained.map((item) => ["gained", ...itemCells(item)]),
  ];
  const of = `${nameRun(candidate, baseline)}, ${namePrompts(candidate, baseline)}`;
  return [
    "<details>",
    `<summary>Items that flipped: <code>${escapeHtml(of)}</code></summary>`,
    "",
    `${wordFlips(comparison)}${rows.length < flips(comparison.passes) ? `; ${rows.length} of them here` : ""}`,
    "",
    ...markdownTable(["", "item", "score", "expected", "answer of the baseline", "answer now"], rows),
    "",
    "</details>",
    "",
  ];
}

const flips = (passes: { lost: number; gained: number } | null) => (passes ? passes.lost + passes.gained : 0);

function itemCells({ itemKey, input, expected, baseline, candidate }: ComparedItem): string[] {
  const scores = `${formatScore(baseline.score)} → ${formatScore(candidate.score)}`;
  const texts = [expected, baseline.output, candidate.output].map((text) => codeSpan(text ?? ""));
  return [codeSpan(input ?? itemKey, 80), scores, ...texts];
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
