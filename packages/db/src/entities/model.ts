import { defineEntity, p } from "@mikro-orm/core";

const ModelSchema = defineEntity({
  name: "Model",
  tableName: "models",
  uniques: [{ name: "models_provider_name_unique", properties: ["provider", "name"] }],
  properties: {
    id: p.uuid().primary(),
    provider: p.text(),
    name: p.text(),
    /** The model that this name stands for: itself, or the one that it was renamed to or merged into. Never a chain. */
    canonical: () => p.manyToOne(Model).ref(),
  },
});

/** A provider and a name (`anthropic`, `claude-…`) as runs were recorded with it: one row, unique as a pair. */
export class Model extends ModelSchema.class {}
ModelSchema.setClass(Model);
