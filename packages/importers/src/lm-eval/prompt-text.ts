import { toText } from "../to-text.ts";
import type { ResultsFile } from "./results-file.ts";

/** What of a task's configuration the model gets to read. */
const ASKED = [
  "description",
  "doc_to_text",
  "doc_to_target",
  "doc_to_choice",
  "target_delimiter",
  "fewshot_delimiter",
  "fewshot_config",
  "fewshot_split",
  "use_prompt",
  "gen_prefix",
  "assistant_prefill",
];

/**
 * What tells one version of a task's prompt from another: the part of its configuration that makes the prompts, its
 * version and the system instruction. Not the set of `prompt_hash`: that has one per item and changes with `--limit`,
 * so that a trial with ten items would be a new version of the prompt.
 */
export function promptText(file: ResultsFile, task: string): string {
  const config = own(file.configs, task) ?? {};
  const asked = ASKED.flatMap((key) =>
    config[key] === undefined || config[key] === null ? [] : [[key, config[key]]],
  );
  const identity = {
    task,
    version: own(file.versions, task) ?? null,
    num_fewshot: own(file["n-shot"], task) ?? config.num_fewshot ?? null,
    ...Object.fromEntries(asked),
    system_instruction: file.system_instruction ?? null,
    chat_template_sha: file.chat_template_sha ?? null,
  };
  // A function that has no source is written with its place in memory, another each time.
  return (toText(identity) ?? task).replaceAll(/ at 0x[0-9a-f]+/gi, "");
}

function own<Value>(
  record: Readonly<Record<string, Value>> | null | undefined,
  key: string,
): Value | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}
