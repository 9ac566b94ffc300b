import { type BoardFilter, StartRun } from "@evalboard/contract";
import type { Command } from "commander";
import { parserOf } from "../command.ts";
import { type CatalogueClient, findSubject } from "../names/find-subject.ts";
import { addWantedTag, type Tags, wordTags } from "../tags.ts";

/** Which runs the board is narrowed to, by the names that people know. */
export interface NarrowingFlags {
  readonly label?: string;
  readonly tag?: Tags;
  /** `provider/name`. */
  readonly model?: string;
  readonly dataset?: string;
  readonly prompt?: string;
}

const name = parserOf(StartRun.shape.externalId);

/** The command with the options that narrow a board. */
export function addNarrowingOptions(command: Command): Command {
  return command
    .option("--label <label>", "only runs with this label", name)
    .option("--tag <name=value>", "only runs with this tag; several times for several", addWantedTag)
    .option("--model <provider/name>", "only runs of this model", name)
    .option("--dataset <name>", "only runs of this dataset", name)
    .option("--prompt <name>", "only runs of this prompt, in any version", name);
}

/** The board's filter that the flags mean. Throws `CommandFault` where nothing is called so, with what there is. */
export async function filterOf(flags: NarrowingFlags, { runs }: CatalogueClient): Promise<BoardFilter> {
  const { label, tag: tags, model, dataset, prompt } = flags;
  return {
    ...(label !== undefined && { label }),
    ...(tags !== undefined && { tags }),
    ...(model !== undefined && { modelId: await findSubject(runs, "model", model) }),
    ...(dataset !== undefined && { datasetId: await findSubject(runs, "dataset", dataset) }),
    ...(prompt !== undefined && { promptId: await findSubject(runs, "prompt", prompt) }),
  };
}

/** `label main, temperature=0.2, model openai/gpt-4o`; null where nothing narrows the board. */
export function wordNarrowing({ label, tag = {}, ...names }: NarrowingFlags): string | null {
  const words = [
    ...(label === undefined ? [] : [`label ${label}`]),
    ...wordTags(tag),
    ...(["model", "dataset", "prompt"] as const).flatMap((kind) => {
      const said = names[kind];
      return said === undefined ? [] : [`${kind} ${said}`];
    }),
  ];
  return words.length === 0 ? null : words.join(", ");
}
