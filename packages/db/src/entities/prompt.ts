import { defineEntity, p } from "@mikro-orm/core";

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
