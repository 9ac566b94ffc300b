import type { PromptChange, StatsReport } from "@evalboard/contract";
import {
  formatCount,
  formatCounted,
  formatOrUnknown,
  formatScore,
  formatScoreChange,
} from "@evalboard/format";
import { align } from "./align.ts";

/** A line a prompt: what its newest version did to the score, and how sure that is. */
export function promptChangeLines({ promptChanges, testedPromptChanges }: StatsReport): string[] {
  if (promptChanges.length === 0) return ["no prompt was run in two versions"];
  const lines = align([
    ["", "verdict", "change", "95 % interval", "runs"],
    ...promptChanges.map((change) => [
      `${change.name} v${change.older.number} → v${change.newer.number}`,
      change.verdict,
      formatOrUnknown(change.difference, formatScoreChange),
      wordInterval(change),
      `${formatCount(change.older.comparedRuns)} → ${formatCount(change.newer.comparedRuns)}`,
    ]),
  ]);
  const tooFew = promptChanges.filter(({ verdict }) => verdict === "too few runs");
  return [
    ...lines,
    ...tooFew.flatMap(wordDetectable),
    `tested at 5 %, corrected for ${formatCounted(testedPromptChanges, "tested prompt")} (Holm)`,
  ];
}

function wordInterval({ differenceInterval: interval }: PromptChange): string {
  if (interval === null) return formatOrUnknown(null, formatScoreChange);
  return `${formatScoreChange(interval.low)} to ${formatScoreChange(interval.high)}`;
}

function wordDetectable({ name, detectableChange }: PromptChange): string[] {
  if (detectableChange === null) return [];
  return [`${name}: a change smaller than ${formatScore(detectableChange)} would likely not have shown`];
}
