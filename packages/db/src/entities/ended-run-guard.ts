import type { TriggerDef } from "@mikro-orm/core";

/**
 * A trigger of `run_results` that refuses to insert or delete results of a run that has ended. It looks once per
 * statement and run, not per row. With a deleted run its results may go: by then there is no such run to look at.
 */
export function endedRunGuard(event: "insert" | "delete"): TriggerDef {
  const name = `immutable_on_${event}`;
  const fn = `"run_results_${name}_fn"`; // as MikroORM names them, so that it can drop it
  const rows = event === "insert" ? "new" : "old";
  const body =
    "if exists (select from (select distinct run_id from changed) touched " +
    "where (select status from runs where id = touched.run_id) <> 'running') then " +
    "raise exception 'results of a run that has ended cannot be changed' " +
    "using errcode = 'object_not_in_prerequisite_state'; end if; return null;";
  return {
    name,
    timing: "after",
    events: [event],
    forEach: "statement",
    // MikroORM's declaration knows no transition tables.
    expression:
      `create or replace function ${fn}() returns trigger as $$ begin ${body} end; $$ language plpgsql;\n` +
      `create trigger "${name}" after ${event} on "run_results" referencing ${rows} table as changed ` +
      `for each statement execute function ${fn}();`,
  };
}
