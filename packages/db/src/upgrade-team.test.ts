import { describe, expect, test } from "vitest";
import { engines } from "./testing/create-test-orm.ts";
import { id, insertRows, otherId } from "./testing/sample-rows.ts";
import { useUpgradedBoard } from "./testing/upgraded-board.ts";

const before = "Migration20261129210000_keys";

const view = { id, name: "nightly", address: "/", created_by: "ci", created_at: "2026-01-01Z" };

describe.each(engines)("a board from before there were saved views and settings, on %s,", (engine) => {
  const board = useUpgradedBoard(engine, before);
  const { execute } = board;

  test("keeps its runs, and has no view and no setting", async () => {
    expect(await execute("select from saved_views")).toEqual([]);
    expect(await execute("select from settings")).toEqual([]);
  });

  test("has one view of a name, and one row of a setting", async () => {
    await insertRows(board.orm, "saved_views", view);
    const unique = { code: "23505" };
    await expect(insertRows(board.orm, "saved_views", { ...view, id: otherId })).rejects.toMatchObject(
      unique,
    );
    const setting = { name: "passMark", value: "0.5", changed_at: "2026-01-01Z" };
    await insertRows(board.orm, "settings", setting);
    await expect(insertRows(board.orm, "settings", setting)).rejects.toMatchObject(unique);
  });

  test("goes back to the schema before, and comes again", () => board.goBackAndCome());
});
