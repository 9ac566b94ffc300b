import { defineEntity, p } from "@mikro-orm/core";

const factUnits = ["hour", "day", "week", "month", "all"] as const;
const factMeasures = ["score", "latency"] as const;

const FactHistogramSchema = defineEntity({
  name: "FactHistogram",
  tableName: "fact_histograms",
  checks: [
    { name: "fact_histograms_unit_check", expression: "unit in ('hour', 'day', 'week', 'month', 'all')" },
    { name: "fact_histograms_measure_check", expression: "measure in ('score', 'latency')" },
  ],
  properties: {
    generation: p.integer().primary(),
    unit: p.text().$type<(typeof factUnits)[number]>().primary(),
    /** As of a fact. */
    bucket: p.datetime(3).primary(),
    /** `score`: of runs by their average score. `latency`: of results by their latency. */
    measure: p.text().$type<(typeof factMeasures)[number]>().primary(),
    /** How many fell into each bin, from the first on; bins after the last one written hold none. */
    bins: p
      .array((bin) => Number(bin))
      .columnType("int[]")
      .$type<number[]>(),
  },
});

/** How scores and latencies of one bucket of time are spread over the whole board. */
export class FactHistogram extends FactHistogramSchema.class {}
FactHistogramSchema.setClass(FactHistogram);
