import { describe, expect, test } from "vitest";
import { engines } from "./testing/create-test-orm.ts";
import { id } from "./testing/sample-rows.ts";
import { useUpgradedBoard } from "./testing/upgraded-board.ts";

const before = "Migration20261130211000_results_by_quarter";

const items = (generation: number) => `insert into item_facts
  select ${generation}, '${id}', '${id}', '${id}', 'item-' || n, 1, 1, 1, 1 from generate_series(1, 300) n`;

describe.each(engines)("a board from before items' rows had room beside them, on %s,", (engine) => {
  const { execute, goBackAndCome } = useUpgradedBoard(engine, before, async (orm) => {
    await orm.em.getConnection().execute(items(1));
  });

  test("keeps its items", async () => {
    expect(await execute("select count(*)::int as items from item_facts")).toEqual([{ items: 300 }]);
  });

  test("changes those that come where they lie, so that no index is written", async () => {
    const pages = () =>
      execute(
        "select item_key, (ctid::text::point)[0] as page from item_facts where generation = 2 order by 1",
      );
    await execute(items(2));
    const lain = await pages();
    await execute("update item_facts set n = n + 1, score_sum = score_sum + 1 where generation = 2");
    expect(lain).toHaveLength(300);
    expect(await pages()).toEqual(lain);
  });

  test("goes back to the schema before, and comes again", () => goBackAndCome());
});
