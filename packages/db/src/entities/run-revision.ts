import { defineEntity, p } from "@mikro-orm/core";
import { Run } from "./run.ts";

const RunRevisionSchema = defineEntity({
  name: "RunRevision",
  tableName: "run_revisions",
  uniques: [{ name: "run_revisions_run_number_unique", properties: ["run", "number"] }],
  checks: [{ name: "run_revisions_number_check", expression: "number >= 1" }],
  properties: {
    id: p.uuid().primary(),
    /** Null only while its row is replaced, within one transaction: ended runs are never changed, so it goes and comes again. */
    run: () => p.manyToOne(Run).ref().strictNullable().deleteRule("cascade"),
    /** 1, 2, 3 …, the earliest first. */
    number: p.integer(),
    replacedAt: p.datetime(3),
    /** The run as the contract shows it on its page. */
    held: p.json().$type<object>(),
  },
});

/** What a run held before a later import replaced it. */
export class RunRevision extends RunRevisionSchema.class {}
RunRevisionSchema.setClass(RunRevision);

const RunRevisionResultSchema = defineEntity({
  name: "RunRevisionResult",
  tableName: "run_revision_results",
  properties: {
    revision: () => p.manyToOne(RunRevision).ref().primary().deleteRule("cascade"),
    position: p.integer().primary(),
    /** The row of `run_results`, but for its run. */
    result: p.json().$type<object>(),
  },
});

/** A result that a run had before it was replaced. */
export class RunRevisionResult extends RunRevisionResultSchema.class {}
RunRevisionResultSchema.setClass(RunRevisionResult);
