import { defineEntity, p } from "@mikro-orm/core";

const PromptVersionSchema = defineEntity({
  name: "PromptVersion",
  tableName: "prompt_versions",
  uniques: [{ name: "prompt_versions_prompt_text_hash_unique", properties: ["prompt", "textHash"] }],
  indexes: [{ name: "prompt_versions_prompt_number_index", properties: ["prompt", "number"] }],
  checks: [{ name: "prompt_versions_number_check", expression: "number >= 1" }],
  properties: {
    id: p.uuid().primary(),
    prompt: () => p.manyToOne(Prompt).ref(),
    /** 1, 2, 3 … by `firstRunAt` among the versions of the canonical prompt; those of one text share it. */
    number: p.integer(),
    /** When the first of its runs started. */
    firstRunAt: p.datetime(3),
    /** As of a model: of prompts that are merged, the versions of one text are one, the first that was recorded. */
    canonical: () => p.manyToOne(PromptVersion).ref(),
    text: p.text(),
    /** SHA-256 of `text` in UTF-8, lower-case hex. */
    textHash: p.string().length(64),
    createdAt: p.datetime(3),
  },
});

/** One text of a prompt, numbered 1, 2, 3 … in the order of its first run and never edited. */
export class PromptVersion extends PromptVersionSchema.class {}
PromptVersionSchema.setClass(PromptVersion);

const PromptSchema = defineEntity({
  name: "Prompt",
  tableName: "prompts",
  properties: {
    id: p.uuid().primary(),
    name: p.text().unique("prompts_name_unique"),
    /** As of a model. */
    canonical: () => p.manyToOne(Prompt).ref(),
  },
});

/** A named prompt; its texts are its versions. */
export class Prompt extends PromptSchema.class {}
PromptSchema.setClass(Prompt);
