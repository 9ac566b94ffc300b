import { defineEntity, p } from "@mikro-orm/core";

const MetricSchema = defineEntity({
  name: "Metric",
  tableName: "metrics",
  properties: {
    name: p.text().primary(),
    /** Null where nobody said it: it is never guessed. */
    higherIsBetter: p.boolean().strictNullable(),
  },
});

/** A named figure of results beside the score, such as `faithfulness`. */
export class Metric extends MetricSchema.class {}
MetricSchema.setClass(Metric);
