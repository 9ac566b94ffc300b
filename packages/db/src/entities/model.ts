import { defineEntity, p } from "@mikro-orm/core";

const ModelSchema = defineEntity({
  name: "Model",
  tableName: "models",
  uniques: [{ name: "models_provider_name_unique", properties: ["provider", "name"] }],
  properties: {
    id: p.uuid().primary(),
    provider: p.text(),
    name: p.text(),
  },
});

/** A provider and a name (`anthropic`, `claude-…`): one row, unique as a pair. */
export class Model extends ModelSchema.class {}
ModelSchema.setClass(Model);
