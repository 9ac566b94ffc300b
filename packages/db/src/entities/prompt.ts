import { defineEntity, p } from "@mikro-orm/core";

const PromptVersionSchema = defineEntity({
  name: "PromptVersion",
  tableName: "prompt_versions",
  uniques: [
    { name: "prompt_versions_prompt_number_unique", properties: ["prompt", "number"] },
    { name: "prompt_versions_prompt_text_hash_unique", properties: ["prompt", "textHash"] },
  ],
  checks: [{ name: "prompt_versions_number_check", expression: "number >= 1" }],
  properties: {
    id: p.uuid().primary(),
    prompt: () => p.manyToOne(Prompt).ref(),
    number: p.integer(),
    text: p.text(),
    /** SHA-256 of `text` in UTF-8, lower-case hex. */
    textHash: p.string().length(64),
    createdAt: p.datetime(3),
  },
});

/** One text of a prompt, numbered 1, 2, 3 … in order of first appearance and never edited. */
export class PromptVersion extends PromptVersionSchema.class {}
PromptVersionSchema.setClass(PromptVersion);

const PromptSchema = defineEntity({
  name: "Prompt",
  tableName: "prompts",
  properties: {
    id: p.uuid().primary(),
    name: p.text().unique("prompts_name_unique"),
  },
});

/** A named prompt; its texts are its versions. */
export class Prompt extends PromptSchema.class {}
PromptSchema.setClass(Prompt);
