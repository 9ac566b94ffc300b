import { describe, expect, test } from "vitest";
import { engines } from "./testing/create-test-orm.ts";
import { insertRows } from "./testing/sample-rows.ts";
import { useUpgradedBoard } from "./testing/upgraded-board.ts";

const before = "Migration20261130000000_saved_views_and_settings";

describe.each(engines)("a board from before several servers shared one, on %s,", (engine) => {
  const board = useUpgradedBoard(engine, before, (orm) =>
    insertRows(orm, "settings", { name: "passMark", value: "0.7", changed_at: "2026-01-01Z" }),
  );
  const { execute } = board;

  test("keeps its runs and settings, and has no report and no duty", async () => {
    expect(await execute("select name, value::text from settings")).toEqual([
      { name: "passMark", value: "0.7" },
    ]);
    expect(await execute("select from kept_reports")).toEqual([]);
    expect(await execute("select from duties")).toEqual([]);
  });

  test("keeps what lasts a minute out of the log that is flushed and sent to replicas", async () => {
    expect(
      await execute(
        "select relname::text as name from pg_class where relpersistence = 'u' and relkind = 'r' order by 1",
      ),
    ).toEqual([{ name: "duties" }, { name: "kept_reports" }]);
  });

  test("has a report with the moment of it, or neither", async () => {
    const row = { key: "a", report: "{}", computed_at: null, expires_at: "2026-01-01Z" };
    await expect(insertRows(board.orm, "kept_reports", row)).rejects.toMatchObject({ code: "23514" });
    await insertRows(board.orm, "kept_reports", { ...row, computed_at: "2026-01-01Z" });
  });

  test("goes back to the schema before, and comes again", () => board.goBackAndCome());
});
