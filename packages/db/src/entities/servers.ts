import { defineEntity, p } from "@mikro-orm/core";

const KeptReportSchema = defineEntity({
  name: "KeptReport",
  tableName: "kept_reports",
  checks: [{ name: "kept_reports_computed_check", expression: "(report is null) = (computed_at is null)" }],
  properties: {
    /** SHA-256 of what was asked and of who can read the answer, hex. */
    key: p.text().primary(),
    /** JSON; null until it was computed for the first time. */
    report: p.text().strictNullable(),
    /** Its `generatedAt`, by the clock of the server that computed it. */
    computedAt: p.datetime(3).strictNullable(),
    /** When nobody wants it any more. */
    expiresAt: p.datetime(3),
  },
});

/** A finished report, for the servers of one database that are asked the same within its minute. Unlogged: a crash empties it. */
export class KeptReport extends KeptReportSchema.class {}
KeptReportSchema.setClass(KeptReport);

const DutySchema = defineEntity({
  name: "Duty",
  tableName: "duties",
  properties: {
    name: p.text().primary(),
    /** Which doing of it; another process has another one. */
    holder: p.uuid(),
    /** By the database's clock. Who is alive puts it off. */
    heldUntil: p.datetime(3),
  },
});

/** Work that one process at a time does, while one does it. Unlogged: a crash of the database ends it. */
export class Duty extends DutySchema.class {}
DutySchema.setClass(Duty);
