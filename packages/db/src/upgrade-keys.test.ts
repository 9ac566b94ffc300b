import { describe, expect, test } from "vitest";
import { engines } from "./testing/create-test-orm.ts";
import { id, insertRows, otherId } from "./testing/sample-rows.ts";
import { useUpgradedBoard } from "./testing/upgraded-board.ts";

const before = "Migration20261129200848_texts_removed";

const key = {
  id,
  name: "ci",
  prefix: "evb_aaaaaaaa",
  hash: "ab",
  scopes: '["ingest"]',
  tags: "{}",
  is_setting: false,
  created_at: "2026-01-01Z",
};

describe.each(engines)("a board from before there were keys, on %s,", (engine) => {
  const board = useUpgradedBoard(engine, before);
  const { execute } = board;

  test("keeps its runs and their texts, and has no key", async () => {
    expect(await execute("select from api_keys")).toEqual([]);
    expect(await execute("select from runs where texts_removed_at is not null")).toEqual([]);
  });

  test("has one key of a prefix, and loses a key's sessions with it", async () => {
    await insertRows(board.orm, "api_keys", key);
    await expect(insertRows(board.orm, "api_keys", { ...key, id: otherId })).rejects.toMatchObject({
      code: "23505",
    });
    const session = { id, key_id: id, hash: "cd", created_at: "2026-01-01Z", expires_at: "2026-01-31Z" };
    await insertRows(board.orm, "sessions", session);
    await execute("delete from api_keys");
    expect(await execute("select from sessions")).toEqual([]);
  });

  test("goes back to the schema before, and comes again", () => board.goBackAndCome());
});
