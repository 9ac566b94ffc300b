import type { NewResult } from "@evalboard/contract";
import { batchResults, type ResultBatch, type RunResult } from "@evalboard/contract/batches";
import { checkResult } from "../check.ts";
import { ImportError } from "../importer.ts";
import { fileName } from "../names.ts";
import { toText, withoutStack } from "../text.ts";
import type { AnsweredRow, Assertion, BrokenRow, Row, TokenUsage } from "./file.ts";
import { itemKeyOf, type PlacedRow, RowGroups } from "./rows.ts";

/** Checks every row and groups them; keeps none. Throws `ImportError`. */
export async function groupRows(rows: AsyncIterable<PlacedRow>): Promise<RowGroups> {
  const groups = new RowGroups();
  for await (const { row, where } of rows) {
    checkResult(resultOf(row, itemKeyOf(row), 1), where);
    groups.add(row, where);
  }
  if (groups.inOrder().length === 0) throw new ImportError("results.results: holds no results");
  return groups;
}

/** The results of a file's rows, in batches. */
export function resultsOf(rows: AsyncIterable<PlacedRow>, groups: RowGroups): AsyncIterable<ResultBatch> {
  return batchResults(placedResults(rows, groups));
}

async function* placedResults(rows: AsyncIterable<PlacedRow>, groups: RowGroups): AsyncGenerator<RunResult> {
  const placeOf = groups.places();
  for await (const { row } of rows) {
    const { run, itemKey, repeat } = placeOf(row);
    yield { run, result: resultOf(row, itemKey, repeat) };
  }
}

/** One row as the result of an item. */
function resultOf(row: Row, itemKey: string, repeat: number): NewResult {
  return {
    itemKey,
    repeat,
    input: toText(row.prompt?.raw),
    expected: expectedOf(row),
    output: toText(row.response?.output),
    // The row's own cost is 0 where nobody knows it; the response's is there only where the provider gave one.
    costUsd: row.response?.cost ?? null,
    ...tokensOf(row.response?.tokenUsage),
    ...(row.failureReason === 2 ? broken(row) : answered(row)),
  };
}

/** `error` holds a failed assertion's words too: it is a reason, the call went well. */
function answered(row: AnsweredRow) {
  const words = row.error ?? row.gradingResult?.reason;
  return {
    score: row.score,
    reason: toText(words && withoutStack(words)),
    latencyMs: row.response?.cached ? null : (row.latencyMs ?? null),
  };
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
export function expectedOf({ testCase, vars }: Row): string | null {
  const assertions = (testCase?.assert ?? []).flatMap(leaves);
  const [only] = assertions;
  if (only?.type === "equals" && assertions.length === 1) return toText(valueOf(only, vars));
  const lines = assertions.map((assertion) => {
    const value = valueOf(assertion, vars);
    return value === null ? assertion.type : `${assertion.type}: ${value}`;
  });
  return toText(lines.length > 0 ? lines.join("\n") : null);
}

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
