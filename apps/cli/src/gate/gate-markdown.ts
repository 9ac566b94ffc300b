import type { Comparison } from "@evalboard/contract";
import { codeSpan } from "./code-span.ts";
import { describeDecision } from "./describe-gate.ts";
import { flippedItems } from "./flipped-markdown.ts";
import type { GatedRun, GateReport } from "./gate-report.ts";
import { markdownTable } from "./markdown-table.ts";
import { namePrompts, nameRun } from "./name-run.ts";
import {
  FLIPS_MEAN,
  wordChange,
  wordCost,
  wordDetectable,
  wordErrored,
  wordFlips,
  wordInterval,
  wordItems,
  wordLatency,
  wordScores,
  wordTest,
} from "./word-comparison.ts";

const HEADINGS = [
  "gate",
  "run",
  "change of the score, 95 % interval",
  "p",
  "items",
  "latency",
  "cost a result",
];

/** The report for a pull request: a row a run, then the items that flipped. */
export function gateMarkdown(report: GateReport): string {
  const { runs, baseline } = report;
  const lines = [
    `### EvalBoard: ${describeDecision(report)}`,
    "",
    `Compared with ${codeSpan(baseline)}, by the items that both runs have. ${sentence(FLIPS_MEAN)}`,
    "",
    ...markdownTable(HEADINGS, runs.map(cellsOf)),
    "",
    ...runs.flatMap(notes),
    ...runs.flatMap(flippedItems),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function cellsOf(run: GatedRun): string[] {
  const { decision, reason, candidate, baseline, comparison, url } = run;
  const about = [nameRun(candidate, baseline), namePrompts(candidate, baseline)]
    .map((text) => codeSpan(text))
    .join("<br>");
  if (comparison === null) return [`**${decision}**: ${codeSpan(reason)}`, about, "", "", "", "", ""];
  return [
    `**${decision}**: [${reason}](${url})`,
    about,
    `${wordChange(comparison)} (${wordScores(comparison)})<br>${wordInterval(comparison)}`,
    // A p-value may begin with the sign that HTML begins with.
    wordTest(comparison).replace("<", "&lt;"),
    itemsCell(comparison),
    wordLatency(comparison),
    wordCost(comparison),
  ];
}

function itemsCell(comparison: Comparison): string {
  const errored = wordErrored(comparison);
  const words = [wordItems(comparison), wordFlips(comparison), errored && `errored: ${errored}`];
  return words.filter((text) => text !== null).join("<br>");
}

function notes({ candidate, baseline, comparison }: GatedRun): string[] {
  const detectable = comparison && wordDetectable(comparison);
  return detectable === null ? [] : [`- ${codeSpan(nameRun(candidate, baseline))}: ${detectable}.`, ""];
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
