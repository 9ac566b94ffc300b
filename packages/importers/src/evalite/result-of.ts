import type { NewResult } from "@evalboard/contract";
import { fileName } from "../file-name.ts";
import { isRecord } from "../is-record.ts";
import { toText } from "../to-text.ts";
import { withoutStack } from "../without-stack.ts";
import type { Result } from "./export-file.ts";

/** One result as the contract has it. */
export function resultOf(result: Result, itemKey: string, repeat: number): NewResult {
  const { input, expected, traces } = result;
  return {
    itemKey,
    repeat,
    input: toText(withoutFolder(input)),
    expected: toText(withoutFolder(expected)),
    inputTokens: sum(traces?.map((trace) => trace.inputTokens)),
    outputTokens: sum(traces?.map((trace) => trace.outputTokens)),
    ...(result.status === "success" && result.scores.length > 0 ? answered(result) : broken(result)),
  };
}

/** A file that was given as input or came as output is a path on the machine that ran it. */
export function withoutFolder(value: unknown): unknown {
  if (!isRecord(value) || value.__EvaliteFile !== true) return value;
  return `file ${fileName(String(value.path))}`;
}

function answered({ output, averageScore, scores, duration }: Result) {
  const reasons = scores.map(({ name, score, description }) =>
    [`${name}: ${score ?? "no score"}`, description].filter(Boolean).join(", "),
  );
  return {
    output: toText(withoutFolder(output)),
    score: averageScore,
    reason: toText(reasons.join("\n")),
    latencyMs: duration ?? null,
  };
}

/** The output of a task that threw is what it threw; how long that took is no latency. */
function broken({ output, status }: Result) {
  if (status === "success")
    return { output: toText(withoutFolder(output)), score: null, error: "No scorer gave a score" };
  if (status === "running") return { score: null, error: "The task had not ended" };
  const words = isRecord(output) ? output.message : output;
  const message = typeof words === "string" ? withoutStack(words) : "";
  return { score: null, error: toText(message) || "The task failed and did not say why" };
}

function sum(tokens: readonly (number | null | undefined)[] = []): number | null {
  const counted = tokens.filter((count) => typeof count === "number");
  return counted.length > 0 ? counted.reduce((total, count) => total + count, 0) : null;
}
