import { defineEntity, p } from "@mikro-orm/core";

const DatasetSchema = defineEntity({
  name: "Dataset",
  tableName: "datasets",
  properties: {
    id: p.uuid().primary(),
    name: p.text().unique("datasets_name_unique"),
    /** As of a model. */
    canonical: () => p.manyToOne(Dataset).ref(),
  },
});

/** A named set of items. */
export class Dataset extends DatasetSchema.class {}
DatasetSchema.setClass(Dataset);
