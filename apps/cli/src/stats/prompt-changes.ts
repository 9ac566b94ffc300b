import type { PromptChange, StatsReport } from "@evalboard/contract";
import {
  formatCount,
  formatCounted,
  formatOrUnknown,
  formatScoreChange,
  planWords,
  powerWords,
  remarkWords,
  sharedWords,
  UNKNOWN,
} from "@evalboard/format";
import { wordInterval } from "./figures.ts";
import { align, wrap } from "./text.ts";

/** A line a prompt: what its newest version did to the score, and how sure that is; below it what else is to be said. */
export function promptChangeLines({ promptChanges, testedPromptChanges }: StatsReport): string[] {
  if (promptChanges.length === 0) return ["no prompt was run in two versions"];
  const compared = promptChanges.filter(({ verdict }) => verdict !== null);
  const [headings = "", ...lines] = align([
    ["", "verdict", "change", "95 % interval"],
    ...compared.map((change) => [
      nameOf(change),
      change.verdict ?? UNKNOWN,
      formatOrUnknown(change.difference, formatScoreChange),
      wordInterval(change.interval, formatScoreChange, " to "),
    ]),
  ]);
  const others = promptChanges.filter(({ verdict }) => verdict === null);
  return [
    ...(compared.length === 0 ? [] : [headings]),
    ...compared.flatMap((change, index) => [lines[index] ?? "", details(change)].flat()),
    ...(others.length === 0 ? [] : wrap(`nothing to compare: ${others.map(nameOf).join(", ")}`)),
    ...(testedPromptChanges === 0
      ? []
      : [
          `judged at 5 %, however often one looks; corrected for ${formatCounted(testedPromptChanges, "prompt")} (Holm)`,
        ]),
  ];
}

const nameOf = ({ name, older, newer }: PromptChange) => `${name} v${older.number} → v${newer.number}`;

function details(change: PromptChange): string[] {
  const runs = `${formatCount(change.older.comparedRuns)} → ${formatCounted(change.newer.comparedRuns, "run")}`;
  const said = [
    `${sharedWords(change)}, ${runs}`,
    powerWords(change),
    ...remarkWords(change),
    change.verdict === "too little to say" ? planWords(change.plan) : null,
  ];
  return said.flatMap((text) => (text === null ? [] : wrap(text, "  ")));
}
