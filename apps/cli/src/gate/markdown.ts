import type { ComparedItem } from "@evalboard/contract";
import { formatScore, sentenceOf } from "@evalboard/format";
import { cut, printable } from "../output.ts";
import { describeDecision } from "./describe.ts";
import type { GatedRun, GateReport } from "./gate.ts";
import { wordPassRate } from "./rules.ts";
import { FLIPS_MEAN, namePrompts, nameRun, wordComparison, wordMetric, wordPair } from "./words.ts";

const HEADINGS = [
  "gate",
  "run",
  "pass rate",
  "change of the score, 95 % interval",
  "p, corrected",
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
    ...(baseline === null
      ? []
      : [
          `Compared with ${codeSpan(baseline)}, by the items that both runs have. ${sentenceOf(FLIPS_MEAN)}`,
          "",
        ]),
    ...markdownTable(HEADINGS, runs.map(cellsOf)),
    "",
    ...runs.flatMap(notes),
    ...report.notes.flatMap((note) => [`- ${codeSpan(note, 300)}`, ""]),
    ...runs.flatMap(flippedItems),
    ...runs.flatMap(metricTable),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function cellsOf(run: GatedRun): string[] {
  const { decision, reason, candidate, baseline, comparison, url } = run;
  const about = [nameRun(candidate, baseline), namePrompts(candidate, baseline)]
    .map((text) => codeSpan(text))
    .join("<br>");
  if (comparison === null || baseline === null) {
    return [`**${decision}**: ${codeSpan(reason)}`, about, wordPassRate(candidate), "", "", "", "", ""];
  }
  const words = wordComparison(comparison);
  const pair = wordPair(candidate, baseline, comparison);
  const errored = words.errored && `errored: ${words.errored}`;
  const unscored = words.unscored && `not scored: ${words.unscored}`;
  return [
    `**${decision}**: [${escapeMarkdown(reason)}](${url})`,
    about,
    [pair.passRates, words.flips && escapeHtml(words.flips)].filter((text) => text !== null).join("<br>"),
    `${words.change} (${words.scores})<br>${words.interval}`,
    // A p-value may begin with the sign that HTML begins with.
    escapeHtml(words.p),
    [words.items, pair.asked, errored, unscored].filter((text) => text !== null).join("<br>"),
    words.latency,
    words.cost,
  ];
}

function notes({ candidate, baseline, comparison }: GatedRun): string[] {
  if (comparison === null || baseline === null) return [];
  const { tags, scoredBy } = wordPair(candidate, baseline, comparison);
  const { power, remarks, plan } = wordComparison(comparison);
  const said = [
    power,
    ...remarks,
    plan,
    tags && `tags differ: ${codeSpan(tags)}`,
    scoredBy && `scored by ${codeSpan(scoredBy)}`,
  ];
  const named = codeSpan(nameRun(candidate, baseline));
  return said.flatMap((text) => (text === null ? [] : [`- ${named}: ${text}.`, ""]));
}

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
    `${escapeHtml(wordComparison(comparison).flips ?? "")}${rows.length < flips(comparison.change.passes) ? `; ${rows.length} of them here` : ""}`,
    "",
    ...markdownTable(["", "item", "score", "expected", "answer of the baseline", "answer now"], rows),
    "",
    "</details>",
    "",
  ];
}

/** The metrics that both runs have, each on its own scale; folded. */
function metricTable({ candidate, baseline, comparison }: GatedRun): string[] {
  if (comparison === null || comparison.metrics.length === 0) return [];
  const rows = comparison.metrics.map((metric) => {
    const { name, means, change, p, items, better } = wordMetric(metric);
    return [codeSpan(name), means, change, escapeHtml(p), items, better];
  });
  const of = `${nameRun(candidate, baseline)}, ${namePrompts(candidate, baseline)}`;
  return [
    "<details>",
    `<summary>Metrics: <code>${escapeHtml(of)}</code></summary>`,
    "",
    ...markdownTable(["metric", "mean", "change, 95 % interval", "p", "items", "better"], rows),
    "",
    "</details>",
    "",
  ];
}

const flips = (passes: { lost: number; gained: number } | null) => (passes ? passes.lost + passes.gained : 0);

function itemCells({ itemKey, itemName, input, expected, baseline, candidate }: ComparedItem): string[] {
  const scores = `${formatScore(baseline.score)} → ${formatScore(candidate.score)}`;
  const texts = [expected, baseline.output, candidate.output].map((text) => codeSpan(text ?? ""));
  return [codeSpan(itemName ?? input ?? itemKey, 80), scores, ...texts];
}

/** Text in which somebody may have put a metric's name, as a link's text in a cell. */
function escapeMarkdown(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]()#+!|<>@~&]/g, (sign) => `\\${sign}`);
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
