import { type FoundTags, gatherTags, generationSettings } from "../tags.ts";
import type { LogHeader } from "./log.ts";

/** The tags of a log's run: Inspect's own, its metadata, the task's arguments and what the answers were generated with. */
export function tagsOf({ eval: evaluation, plan }: LogHeader): FoundTags {
  const { tags, metadata, task_args, model_generate_config, model_args, config } = evaluation;
  const limit = config?.limit;
  return gatherTags(
    Object.fromEntries((tags ?? []).map(pairOf)),
    metadata,
    task_args,
    generationSettings(plan?.config),
    generationSettings(model_generate_config),
    model_args,
    { limit },
  );
}

/**
 * Inspect's tags are words. Each is a tag of its own, with the value `true`, so that runs can be filtered by one of
 * several: as one tag with a list for a value they could be by the whole list alone. `team=search` is a pair already.
 */
function pairOf(tag: string): [string, string] {
  const [, name, value] = /^([^=]*[^=\s][^=]*)=(.*\S.*)$/s.exec(tag) ?? [];
  return name && value ? [name, value] : [tag, "true"];
}
