import type { NewResult } from "@evalboard/contract";
import { batchResults, type ResultBatch, type RunResult } from "@evalboard/contract/batches";
import { checkResult, isUnscored } from "../check.ts";
import { contentText } from "../content.ts";
import { ImportError } from "../importer.ts";
import type { GivenMetric } from "../metrics.ts";
import { fileName } from "../names.ts";
import type { ScoreRules } from "../scale.ts";
import { toText, withoutStack } from "../text.ts";
import type { AnsweredRow, Assertion, BrokenRow, Row, TokenUsage } from "./file.ts";
import { itemKeyOf, itemNameOfRow, type RowItem } from "./items.ts";
import { type PlacedRow, type RowGroup, RowGroups } from "./rows.ts";
import { keepsNumbers, readScore, Verdicts } from "./scores.ts";

/** The rows of a file by run, and what a person should know of them. */
export interface GroupedRows {
  readonly groups: RowGroups;
  readonly notes: readonly string[];
}

/** Checks every row and groups them; keeps none. Throws `ImportError`. */
export async function groupRows(rows: AsyncIterable<PlacedRow>, rules: ScoreRules): Promise<GroupedRows> {
  const groups = new RowGroups();
  const verdicts = new Verdicts();
  for await (const { row, where } of rows) {
    const group = groups.add(row, where);
    if (row.failureReason !== 2 && isJudged(row)) {
      const read = readScore(row, rules, where);
      verdicts.count(read, row.score ?? 0);
      group.keepsNumbers ||= keepsNumbers(rules) || read.byVerdict === "off scale";
    }
    const item = { itemKey: itemKeyOf(row), repeat: 1, apart: null };
    const result = resultOf(row, { item, group, rules, where });
    checkResult(result, where);
    if (isUnscored(result)) group.unscored += 1;
  }
  const inOrder = groups.inOrder();
  if (inOrder.length === 0) throw new ImportError("results.results: holds no results");
  const unscored = inOrder.reduce((sum, group) => sum + group.unscored, 0);
  return {
    groups,
    notes: [
      ...(unscored > 0 ? [`answers that no assertion judged are not scored: ${unscored}`] : []),
      ...verdicts.notes(),
      ...new Set(inOrder.flatMap(({ metrics }) => metrics.notes())),
    ],
  };
}

/** The results of a file's rows, in batches. */
export function resultsOf(
  rows: AsyncIterable<PlacedRow>,
  groups: RowGroups,
  rules: ScoreRules,
): AsyncIterable<ResultBatch> {
  return batchResults(placedResults(rows, groups, rules));
}

async function* placedResults(
  rows: AsyncIterable<PlacedRow>,
  groups: RowGroups,
  rules: ScoreRules,
): AsyncGenerator<RunResult> {
  const placeOf = groups.places();
  for await (const { row, where } of rows) {
    const { run, ...place } = placeOf(row);
    yield { run, result: resultOf(row, { ...place, rules, where }) };
  }
}

/** Which item a row is of, its run, and how its score is read. */
interface Place {
  readonly item: RowItem;
  readonly group: RowGroup;
  readonly rules: ScoreRules;
  readonly where: string;
}

/** One row as the result of an item. */
function resultOf(row: Row, place: Place): NewResult {
  const { itemKey, repeat, apart } = place.item;
  const expected = expectedOf(row);
  return {
    itemKey,
    itemName: itemNameOfRow(row, apart, expected),
    repeat,
    input: inputOf(row),
    expected,
    output: contentText(row.response?.output),
    // The response's is there only where the provider gave one; the row's own is 0 where nobody knows it.
    costUsd: row.response?.cost ?? (row.cost || null),
    cached: row.response?.cached ?? null,
    ...tokensOf(row.response?.tokenUsage),
    ...(row.failureReason === 2 ? broken(row) : answered(row, place)),
  };
}

/**
 * What the item itself asks: its variables. The prompt that they were put into is not the item's, or each of its versions
 * would be seen to ask other questions.
 */
function inputOf({ vars, prompt }: Row): string | null {
  const given = Object.entries(vars ?? {});
  const [only] = given;
  if (!only) return toText(prompt?.raw);
  if (given.length === 1) return contentText(only[1]);
  return toText(given.map(([name, value]) => `${name}: ${contentText(value) ?? ""}`).join("\n"));
}

/** `error` holds a failed assertion's words too: it is a reason, the call went well. */
function answered(row: AnsweredRow, { group, rules, where }: Place) {
  const { gradingResult, response } = row;
  const words = row.error ?? gradingResult?.reason;
  const reason = toText(words && withoutStack(words));
  const latencyMs = (response?.cached ? response.latencyMs : row.latencyMs) ?? null;
  if (!isJudged(row)) return { score: null, reason, latencyMs };
  const { score, passed } = readScore(row, rules, where);
  const number = group.keepsNumbers ? [{ name: SCORE, value: row.score }] : [];
  return { score, passed, metrics: group.metrics.take([...number, ...metricsOf(row)]), reason, latencyMs };
}

/** The metric that holds the number that promptfoo wrote, where the score is another. */
export const SCORE = "score";

/** Without assertions promptfoo says that the test passed, with a score of 1, for nobody looked at the answer. */
function isJudged({ success, gradingResult }: Row): boolean {
  return (
    success === false ||
    gradingResult?.reason !== "No assertions" ||
    (gradingResult.componentResults ?? []).length > 0
  );
}

/** The scores that assertions gave names to, each once: the mean of its assertions, weighted as they are. */
function metricsOf({ namedScores, gradingResult }: AnsweredRow): GivenMetric[] {
  const means = new Map<string, { sum: number; weighted: number; weight: number }>();
  for (const { score, assertion } of gradingResult?.componentResults ?? []) {
    if (!assertion?.metric || typeof score !== "number") continue;
    const mean = means.get(assertion.metric) ?? { sum: 0, weighted: 0, weight: 0 };
    const weight = assertion.weight ?? 1;
    mean.sum += score;
    mean.weighted += score * weight;
    mean.weight += weight;
    means.set(assertion.metric, mean);
  }
  const given = new Map(Object.entries(namedScores ?? {}));
  for (const [name, { sum, weighted, weight }] of means) {
    const value = given.get(name);
    // Older promptfoos add a metric's assertions up.
    const isSum = typeof value === "number" && Math.abs(value - sum) < 1e-9;
    if (weight > 0 && (value === undefined || isSum)) given.set(name, weighted / weight);
  }
  return [...given].map(([name, value]) => ({ name, value }));
}

/** No latency: promptfoo writes 0 for a call that threw, and its own limit for one that took too long. */
function broken(row: BrokenRow) {
  const words = row.error ?? toText(row.response?.error);
  return {
    score: null,
    error: toText(words && withoutStack(words)) || "The provider broke and did not say why",
    latencyMs: null,
  };
}

/**
 * What a test expects, for a person to read: the value alone where the answer has to equal it, else a line per
 * assertion (`contains: Paris`). Null where nothing is asserted.
 */
export function expectedOf({ testCase, gradingResult, vars }: Row): string | null {
  const assertions = testCase ? (testCase.assert ?? []).flatMap(leaves) : assertionsOf(gradingResult);
  const [only] = assertions;
  if (only?.type === "equals" && assertions.length === 1) return toText(valueOf(only, vars));
  const lines = assertions.map((assertion) => {
    const value = valueOf(assertion, vars);
    return value === null ? assertion.type : `${assertion.type}: ${value}`;
  });
  return toText(lines.length > 0 ? lines.join("\n") : null);
}

/** Rows before version 3 do not hold their test; what judged the answer says what it was held to. */
const assertionsOf = (gradingResult: Row["gradingResult"]): Assertion[] =>
  (gradingResult?.componentResults ?? []).flatMap(({ assertion }) =>
    assertion?.type ? [{ type: assertion.type, value: assertion.value }] : [],
  );

/** An `assert-set` is the assertions in it. */
const leaves = (assertion: Assertion): Assertion[] => assertion.assert?.flatMap(leaves) ?? [assertion];

function valueOf({ value }: Assertion, vars: Row["vars"]): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value))
    return value.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(", ");
  if (typeof value !== "string") return JSON.stringify(value);
  if (value.startsWith("file://")) return fileName(value);
  // The file has the template, `{{country}}`; the person wants the value.
  return value.replace(/\{\{\s*(\w+)\s*\}\}/g, (template, name: string) => scalar(vars, name) ?? template);
}

function scalar(vars: Row["vars"], name: string): string | null {
  const value = vars && Object.hasOwn(vars, name) ? vars[name] : null;
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

/**
 * The tokens of one answer, null where nobody counted them. promptfoo fills in 0: no prompt has 0 tokens, and an
 * answer has 0 only where the total says so too. A cached answer's total may stand alone.
 */
export function tokensOf(usage: TokenUsage | null | undefined): {
  inputTokens: number | null;
  outputTokens: number | null;
} {
  const prompt = usage?.prompt ?? 0;
  const completion = usage?.completion ?? 0;
  if (prompt === 0) return { inputTokens: null, outputTokens: completion || null };
  const answeredNothing = (usage?.total ?? 0) === prompt;
  return { inputTokens: prompt, outputTokens: completion || (answeredNothing ? 0 : null) };
}
