import type { ComparedItem } from "@evalboard/contract";
import { cut } from "../result-row.ts";
import { outcomeOf } from "../run-row.ts";
import type { AnswerRow, ComparedRow } from "./rows.ts";

/** An item as the contract has it, shown by an answer of each side. */
export function comparedItem(
  row: ComparedRow,
  datasetName: string,
  baseline: AnswerRow,
  candidate: AnswerRow,
): ComparedItem {
  return {
    dataset: { id: row.datasetId, name: datasetName },
    itemKey: row.itemKey,
    input: cut(candidate.input ?? baseline.input),
    expected: cut(candidate.expected ?? baseline.expected),
    baseline: sideOf(row.baseline, row.baselineResults, baseline),
    candidate: sideOf(row.candidate, row.candidateResults, candidate),
    difference: row.difference,
  };
}

function sideOf(score: number, results: number, answer: AnswerRow): ComparedItem["baseline"] {
  return {
    score,
    results,
    runId: answer.runId,
    position: answer.position,
    outcome: outcomeOf(answer.score),
    output: cut(answer.output),
    reason: cut(answer.reason),
  };
}
