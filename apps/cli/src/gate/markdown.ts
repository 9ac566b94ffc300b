import type { ComparedItem } from "@evalboard/contract";
import { formatScore } from "@evalboard/format";
import { cut, printable } from "../output.ts";
import { describeDecision } from "./describe.ts";
import type { GatedRun, GateReport } from "./gate.ts";
import { FLIPS_MEAN, namePrompts, nameRun, wordComparison } from "./words.ts";

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
  const words = wordComparison(comparison);
  const errored = words.errored && `errored: ${words.errored}`;
  return [
    `**${decision}**: [${reason}](${url})`,
    about,
    `${words.change} (${words.scores})<br>${words.interval}`,
    // A p-value may begin with the sign that HTML begins with.
    words.test.replace("<", "&lt;"),
    [words.items, words.flips, errored].filter((text) => text !== null).join("<br>"),
    words.latency,
    words.cost,
  ];
}

function notes({ candidate, baseline, comparison }: GatedRun): string[] {
  const detectable = comparison && wordComparison(comparison).detectable;
  return detectable === null ? [] : [`- ${codeSpan(nameRun(candidate, baseline))}: ${detectable}.`, ""];
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** The items that flipped, lost ones first, with both answers; folded. */
function flippedItems({ candidate, baseline, lost, gained, comparison }: GatedRun): string[] {
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
    `${wordComparison(comparison).flips}${rows.length < flips(comparison.passes) ? `; ${rows.length} of them here` : ""}`,
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

/**
 * Text of anybody as a code span of a Markdown table's cell, in one line of at most `max` characters: there it can name
 * nobody, link nowhere and end no cell.
 */
export function codeSpan(text: string, max = 160): string {
  const shown = cut(printable(text.replaceAll(/\s+/g, " ").trim()), max);
  if (shown === "") return "";
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${pad}${shown.replaceAll("|", String.raw`\|`)}${pad}${fence}`;
}

/** A table as GitHub reads it. Cells hold Markdown, in one line. */
function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)];
}
