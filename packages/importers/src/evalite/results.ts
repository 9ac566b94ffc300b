import type { NewResult } from "@evalboard/contract";
import { hash } from "../hash.ts";
import { isRecord } from "../json.ts";
import type { RunMetrics } from "../metrics.ts";
import { fileName, itemNameOf } from "../names.ts";
import { canonicalJson, sumKnown, toText, withoutStack } from "../text.ts";
import type { Result } from "./file.ts";

/**
 * One eval's results in the order of its data. evalite has no name for an item: its key is the hash of its input.
 * A trial is the same input again, a repeat of the item.
 */
export function resultsOf(results: readonly Result[], metrics: RunMetrics): NewResult[] {
  const seen = new Map<string, number>();
  return results
    .toSorted((a, b) => (a.colOrder ?? 0) - (b.colOrder ?? 0) || (a.id ?? 0) - (b.id ?? 0))
    .map((result) => {
      const itemKey = hash(canonicalJson(withoutFolder(result.input)), 32);
      const repeat = (seen.get(itemKey) ?? 0) + 1;
      seen.set(itemKey, repeat);
      return resultOf(result, { itemKey, repeat, metrics });
    });
}

/** Which item a result is of, and the metrics of its run. */
interface Item {
  readonly itemKey: string;
  readonly repeat: number;
  readonly metrics: RunMetrics;
}

/** One result as the contract has it. */
function resultOf(result: Result, { itemKey, repeat, metrics }: Item): NewResult {
  const { input, expected, traces } = result;
  return {
    itemKey,
    repeat,
    itemName: itemNameOf(withoutFolder(input)),
    input: toText(withoutFolder(input)),
    expected: toText(withoutFolder(expected)),
    inputTokens: sumKnown(traces?.map((trace) => trace.inputTokens)),
    outputTokens: sumKnown(traces?.map((trace) => trace.outputTokens)),
    ...(result.status === "success" ? answered(result, metrics) : broken(result)),
  };
}

/** A file that was given as input or came as output is a path on the machine that ran it. */
function withoutFolder(value: unknown): unknown {
  if (!isRecord(value) || value.__EvaliteFile !== true) return value;
  return `file ${fileName(toText(value.path) ?? "")}`;
}

/** Where nothing scored an answer evalite writes an average of 0. It knows no verdict of a single answer. */
function answered({ output, averageScore, scores, duration }: Result, metrics: RunMetrics) {
  const reasons = scores.map(({ name, score, description }) =>
    [`${name}: ${score ?? "no score"}`, description].filter(Boolean).join(", "),
  );
  return {
    output: toText(withoutFolder(output)),
    score: scores.length > 0 ? averageScore : null,
    metrics: metrics.take(scores.map(({ name, score }) => ({ name, value: score }))),
    reason: toText(reasons.join("\n") || null),
    latencyMs: duration ?? null,
  };
}

/** The output of a task that threw is what it threw; how long that took is no latency. */
function broken({ output, status }: Result) {
  if (status === "running") return { score: null, error: "The task had not ended" };
  const words = isRecord(output) ? output.message : output;
  const message = typeof words === "string" ? withoutStack(words) : "";
  return { score: null, error: toText(message) || "The task failed and did not say why" };
}
