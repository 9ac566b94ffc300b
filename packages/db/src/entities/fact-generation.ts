import { defineEntity, p } from "@mikro-orm/core";

/** What a generation is for; there is at most one of each. */
const factStages = ["current", "building", "checking"] as const;

const FactGenerationSchema = defineEntity({
  name: "FactGeneration",
  tableName: "fact_generations",
  checks: [
    { name: "fact_generations_stage_check", expression: "stage in ('current', 'building', 'checking')" },
    {
      name: "fact_generations_scanned_check",
      expression: "(scanned_at is null) = (scanned_id is null)",
    },
  ],
  properties: {
    id: p.integer().primary().autoincrement(),
    stage: p.text().$type<(typeof factStages)[number]>().unique("fact_generations_stage_unique"),
    /** The reporting zone that its buckets are cut in, an IANA name. */
    timeZone: p.text(),
    /** The version of the rows' layout and of the measures' definitions. */
    layout: p.integer(),
    /** Facts of hours are kept of buckets from this instant on; no report asks for older hours. */
    hoursFrom: p.datetime(3),
    /** Whether every completed run is in it; until then those are that come no later than `scannedAt`, `scannedId`. */
    complete: p.boolean(),
    scannedAt: p.datetime(3).strictNullable(),
    scannedId: p.uuid().strictNullable(),
  },
});

/** A whole set of facts, cut in one time zone. A new one is built beside the current one and then takes its place. */
export class FactGeneration extends FactGenerationSchema.class {}
FactGenerationSchema.setClass(FactGeneration);
