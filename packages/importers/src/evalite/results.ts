import type { NewResult } from "@evalboard/contract";
import { hash } from "../hash.ts";
import { isRecord } from "../json.ts";
import { fileName } from "../names.ts";
import { canonicalJson, sumKnown, toText, withoutStack } from "../text.ts";
import type { Result } from "./file.ts";

/**
 * One eval's results in the order of its data. evalite has no name for an item: its key is the hash of its input.
 * A trial is the same input again, a repeat of the item.
 */
export function resultsOf(results: readonly Result[]): NewResult[] {
  const seen = new Map<string, number>();
  return results
    .toSorted((a, b) => (a.colOrder ?? 0) - (b.colOrder ?? 0) || (a.id ?? 0) - (b.id ?? 0))
    .map((result) => {
      const itemKey = hash(canonicalJson(withoutFolder(result.input)), 32);
      const repeat = (seen.get(itemKey) ?? 0) + 1;
      seen.set(itemKey, repeat);
      return resultOf(result, itemKey, repeat);
    });
}

/** One result as the contract has it. */
function resultOf(result: Result, itemKey: string, repeat: number): NewResult {
  const { input, expected, traces } = result;
  return {
    itemKey,
    repeat,
    input: toText(withoutFolder(input)),
    expected: toText(withoutFolder(expected)),
    inputTokens: sumKnown(traces?.map((trace) => trace.inputTokens)),
    outputTokens: sumKnown(traces?.map((trace) => trace.outputTokens)),
    ...(result.status === "success" && result.scores.length > 0 ? answered(result) : broken(result)),
  };
}

/** A file that was given as input or came as output is a path on the machine that ran it. */
function withoutFolder(value: unknown): unknown {
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
