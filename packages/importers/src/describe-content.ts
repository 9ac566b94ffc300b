import { isRecord } from "./is-record.ts";

/** What a parsed file that no importer knows looks like, for its owner to know it by. */
export function describeContent(content: unknown): string {
  if (Array.isArray(content)) return `a list of ${content.length} values`;
  if (!isRecord(content)) return `a single ${content === null ? "null" : typeof content}`;
  const has = (...keys: string[]) => keys.every((key) => key in content);
  if (has("run", "evals")) return "an evalite export";
  if (has("eval", "samples") || has("eval", "status")) return "an Inspect AI log";
  if (has("results", "n-samples") || has("results", "task_hashes")) return "lm-evaluation-harness results";
  if (has("promptIdx", "testIdx")) return "one line of promptfoo's JSONL output";
  if (has("prompts", "providers") || has("prompts", "tests")) return "a promptfoo suite, not its results";
  const keys = Object.keys(content);
  if (keys.length === 0) return "an empty object";
  const more = keys.length > 5 ? ", …" : "";
  return `an object with ${keys
    .slice(0, 5)
    .map((key) => JSON.stringify(key.slice(0, 40)))
    .join(", ")}${more}`;
}
