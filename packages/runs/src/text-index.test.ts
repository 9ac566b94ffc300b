import { readFile } from "node:fs/promises";
import { ListResults } from "@evalboard/contract";
import { type Em, makeQuarters, type Orm } from "@evalboard/db";
import { createTestOrm } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listResults } from "./list-results.ts";
import { pruneQuarters } from "./prune-quarters.ts";
import { createRunStore } from "./store.ts";
import { startOf } from "./testing/runs-of-test.ts";

const RESULTS = 20_000;

/** What docs/scaling.md has an operator give to psql. */
async function documented(): Promise<string[]> {
  const text = await readFile(new URL("../../../docs/scaling.md", import.meta.url), "utf8");
  const [, block = ""] = /```sql\n(create extension if not exists pg_trgm;\n.*?)```/s.exec(text) ?? [];
  return block
    .split(/;\n|(?<=\\gexec)\n/)
    .map((statement) => statement.trim())
    .filter(Boolean);
}

describe("a run's texts, searched on a PostgreSQL whose operator has made an index of them,", () => {
  let orm: Orm;
  let runId: string;
  const execute = (sql: string): Promise<Record<string, unknown>[]> => orm.em.getConnection().execute(sql);

  /** The positions that a search gives, and whether PostgreSQL looked into the index of the quarter's texts for it. */
  const search = (text: string) =>
    orm.em.fork().transactional(async (em) => {
      const scansBefore = await scansOf(em);
      const { results } = await listResults(em, ListResults.parse({ runId, text }));
      const usesIndex = (await scansOf(em)) > scansBefore;
      return { positions: results.map(({ position }) => position), usesIndex };
    });
  const scansOf = async (em: Em) => {
    const [row] = await em.execute<{ scans: number }[]>(
      `select coalesce(sum(pg_stat_get_xact_numscans(indexrelid)), 0)::int as scans from pg_index
       where indrelid = 'run_results_first'::regclass and pg_get_indexdef(indexrelid) like '%gin_trgm_ops%'`,
    );
    return row!.scans;
  };
  const quarters = () =>
    execute(`select indrelid::regclass::text as quarter from pg_index join pg_inherits on inhrelid = indexrelid
      where inhparent = 'run_results_texts'::regclass and indisvalid order by 1`);

  beforeAll(async () => {
    orm = await createTestOrm("postgresql");
    ({ runId } = await createRunStore({ orm }).start(startOf()));
    await execute(`insert into run_results (run_id, position, item_key, repeat, input, output, score, passed, text_replaced)
      select '${runId}', n, 'item-' || n, 1, 'Question ' || md5(n::text), 'Answer ' || md5((-n)::text), 1, true, false
      from generate_series(1, ${RESULTS}) n`);
    await execute("analyze run_results");
  });
  afterAll(() => orm.close());

  const rare = "A87FF679"; // in the md5 of 4
  const short = "4a";

  it("are found without it", async () => {
    expect(await search(rare)).toEqual({ positions: [4], usesIndex: false });
    expect(await execute("select 1 from pg_extension where extname = 'pg_trgm'")).toEqual([]);
  });

  it("are found the same by it, which is made as the documentation says", async () => {
    const withoutIt = await search(short);
    for (const statement of await documented()) {
      const made = statement.endsWith("\\gexec")
        ? (await execute(statement.slice(0, -"\\gexec".length))).flatMap((row) => Object.values(row))
        : [statement];
      for (const sql of made) await execute(String(sql));
    }
    expect(await quarters()).toEqual([{ quarter: "run_results_default" }, { quarter: "run_results_first" }]);
    expect(
      await execute(
        "select indisvalid as whole from pg_index where indexrelid = 'run_results_texts'::regclass",
      ),
    ).toEqual([{ whole: true }]);
    expect(await search(rare)).toEqual({ positions: [4], usesIndex: true });
    expect(await search(short)).toEqual(withoutIt);
  });

  it("have it in the quarters that are made later", async () => {
    expect(await makeQuarters(orm, new Date("2040-08-01T00:00:00Z"))).toHaveLength(2);
    expect(await quarters()).toHaveLength(4);
  });

  it("have it in a quarter whose old texts were removed", async () => {
    const at = new Date("2040-06-30T10:00:00Z");
    const file = () => execute("select 'run_results_first'::regclass::oid::int as file");
    const fileBefore = await file();
    const { signal } = new AbortController();
    const errors: unknown[] = [];
    await pruneQuarters(orm, {
      completedBefore: at,
      now: at,
      signal,
      onError: (error) => errors.push(error),
    });
    expect(errors).toEqual([]);
    expect(await file()).not.toEqual(fileBefore);
    expect(await quarters()).toHaveLength(4);
    // As autovacuum does in its time: until then the index has a list of what is new, which takes longer to look through.
    await execute("vacuum run_results_first");
    expect(await search(rare)).toEqual({ positions: [4], usesIndex: true });
  });
});
