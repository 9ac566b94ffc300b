import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOrm, type Orm } from "../orm.ts";
import { createTestOrm, engines } from "../testing/create-test-orm.ts";
import { openEmpty, schema } from "../testing/empty-database.ts";
import { insertCompletedRun, insertReferences, insertRows, otherId } from "../testing/sample-rows.ts";
import { BackupFileError, checkBackup } from "./check-backup.ts";
import { fillEmpty, NotEmptyError, readBoard } from "./fill-empty.ts";
import { FolderNotEmptyError, restoreFolder } from "./restore-folder.ts";
import { listSequences, listTables, readRows, readWhole } from "./tables.ts";
import { writeBackup } from "./write-backup.ts";

let root: string;
/** Of the board that is on PGlite. */
let whole: string;
const boards = new Map<string, Orm>();
const now = new Date("2026-03-30T10:00:00.000Z");

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "evalboard-backup-"));
  for (const engine of engines) {
    const orm = await createTestOrm(engine);
    await fillWithEverything(orm);
    boards.set(engine, orm);
  }
  whole = join(root, "whole.evalboard");
  await writeBackup(boards.get("pglite")!, whole, now);
});
afterAll(async () => {
  await Promise.all([...boards.values()].map((orm) => orm.close()));
  await rm(root, { recursive: true });
});

/** Values that a detour through JavaScript's numbers and strings, or a wrong split into lines, would change. */
async function fillWithEverything(orm: Orm): Promise<void> {
  const execute = (sql: string) => orm.em.getConnection().execute(sql);
  await insertReferences(orm);
  await insertCompletedRun(orm);
  await execute(`insert into runs (id, external_id, status, model_id, dataset_id, prompt_version_id, started_at, tags)
    select '${otherId}', 'other ' || chr(8232) || E'\\r\\n\\t"\\\\' || chr(127850), 'running', model_id, dataset_id,
      prompt_version_id, '2026-03-29 00:59:59.999+00', '{"b": "1", "a": "[\\"rows\\"]"}' from runs`);
  await execute(`insert into run_results (run_id, position, item_key, repeat, score, passed, metrics, output, latency_ms,
      input_tokens, cost_usd, text_replaced)
    select '${otherId}', n, 'item ' || n, 1, case n when 1 then 5e-324 when 2 then 0.1::float8 + 0.2::float8 else n / 2000.0 end,
      false, '{"tone": 0.30000000000000004, "long": 123456789012345678901234567890.5}', repeat('[é' || chr(8233), n % 7),
      1e-300, 9007199254740993, 1.7976931348623157e308, true from generate_series(1, 1500) n`);
  await execute(`insert into fact_generations (stage, time_zone, layout, hours_from, complete)
    values ('checking', 'UTC', 4, now(), false), ('current', 'UTC', 4, '2026-03-29 00:59:59.999+00', true)`);
  await execute("delete from fact_generations where stage = 'checking'");
  await execute("insert into fact_histograms values (2, 'day', '2026-03-03', 'score', '{0,1,7}')");
  await insertRows(orm, "item_facts", {
    generation: 2,
    prompt_version_id: otherId,
    model_id: otherId,
    dataset_id: otherId,
    item_key: "q",
    n: 3,
    score_sum: "1.000000000000000000000000000000000001",
    score_squares: "12345678901234567890.123456789",
    passes: 2,
  });
}

/** All that a database holds, whatever the order of its rows. */
function contents(orm: Orm) {
  return readWhole(orm, async (em) => {
    const rows: string[] = [];
    for (const table of await listTables(em)) {
      for await (const chunk of readRows(em, table)) rows.push(...chunk.map((row) => `${table.name} ${row}`));
    }
    return { rows: rows.toSorted(), sequences: await listSequences(em) };
  });
}

test.each([
  ["pglite", "postgresql"],
  ["postgresql", "pglite"],
] as const)("a backup of %s restored to %s is the same board, guards and all", async (from, to) => {
  const path = join(root, `${from}-${to}.evalboard`);
  const summary = await writeBackup(boards.get(from)!, path, now);
  expect(summary).toEqual({ madeAt: now.toISOString(), runs: 2, results: 1_501 });
  const backup = await checkBackup(path);
  expect(backup.summary).toEqual(summary);
  const { orm, close } = await openEmpty(to);
  await fillEmpty(orm, backup);
  expect(await contents(orm)).toEqual(await contents(boards.get(from)!));
  const execute = (sql: string): Promise<unknown> => orm.em.getConnection().execute(sql);
  expect(await execute(schema)).toEqual(await boards.get(to)!.em.getConnection().execute(schema));
  await expect(execute("update runs set average_score = 1 where status = 'completed'")).rejects.toMatchObject(
    {
      code: "55000",
    },
  );
  await expect(execute("update runs set model_id = id where status = 'running'")).rejects.toMatchObject({
    code: "23503",
  });
  const [next] = await orm.em
    .execute(`insert into fact_generations (stage, time_zone, layout, hours_from, complete)
    values ('building', 'UTC', 4, now(), false) returning id`);
  expect(next).toEqual({ id: 3 });
  await expect(fillEmpty(orm, backup)).rejects.toThrow(NotEmptyError);
  await close();
});

test("both engines hold the same rows to the last digit", async () => {
  const [pglite, postgresql] = [
    await contents(boards.get("pglite")!),
    await contents(boards.get("postgresql")!),
  ];
  const apart = /"(created_at|first_run_at)":"[^"]*"/g; // each was made when it was
  expect(pglite.rows.map((row) => row.replaceAll(apart, ""))).toEqual(
    postgresql.rows.map((row) => row.replaceAll(apart, "")),
  );
});

test("a board goes from one database to another without a file, or not at all", async () => {
  const { orm, close } = await openEmpty("postgresql");
  const source = boards.get("pglite")!;
  // Another row than was read: what is read back is not what was sent.
  const changed = readBoard(source, (board) =>
    fillEmpty(orm, {
      ...board,
      async *rows() {
        for await (const { table, rows } of board.rows()) {
          yield { table, rows: rows.map((row) => row.replace('"n":3', '"n":4')) };
        }
      },
    }),
  );
  await expect(changed).rejects.toThrow(
    "the rows of item_facts hold something else after they were written; nothing was kept",
  );
  expect((await contents(orm)).rows).toEqual([]);
  await readBoard(source, (board) => fillEmpty(orm, board));
  expect(await contents(orm)).toEqual(await contents(source));
  await close();
});

test("a database that holds another program's tables is left alone", async () => {
  const { orm, close } = await openEmpty("postgresql");
  await orm.em.execute("create table invoices (id int)");
  await expect(fillEmpty(orm, await checkBackup(whole))).rejects.toThrow(
    "it holds invoices, which EvalBoard has not made",
  );
  expect(await readWhole(orm, listTables)).toEqual([{ name: "invoices", columns: ["id"] }]);
  await close();
});

describe("a file that is no whole backup", () => {
  const refused = async (bytes: Uint8Array) => {
    const path = join(root, "refused");
    await writeFile(path, bytes);
    const error: unknown = await checkBackup(path).then(
      () => "taken",
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(BackupFileError);
    return String(error);
  };

  test("is refused wherever it is cut off", async () => {
    const bytes = await readFile(whole);
    for (const share of [0.0001, 0.01, 0.5, 0.99]) {
      expect(await refused(bytes.subarray(0, Math.floor(bytes.length * share)))).toMatch(
        /is damaged|no backup/,
      );
    }
    expect(await refused(Buffer.alloc(0))).toContain("is no backup of an EvalBoard");
  });

  test("is refused wherever a bit is flipped, packed or not", async () => {
    const packed = await readFile(whole);
    for (const bytes of [packed, zstdDecompressSync(packed)]) {
      for (let n = 0; n < 6; n++) {
        const flipped = Buffer.from(bytes);
        const at = Math.floor(((n + 0.5) / 6) * bytes.length);
        flipped[at] = flipped[at]! ^ 4;
        expect(await refused(flipped), `byte ${at}`).toMatch(/is damaged|no backup/);
      }
    }
  });

  test("is refused where a row is missing, twice or of another file", async () => {
    const text = zstdDecompressSync(await readFile(whole)).toString();
    const row = /^\{.*"external_id".*\n/m.exec(text)![0];
    expect(await refused(Buffer.from(text.replace(row, "")))).toContain("its checksum is another");
    expect(await refused(zstdCompressSync(text.replace(row, row + row)))).toContain("is damaged");
    expect(await refused(Buffer.from(`${text}${row}`))).toContain("it goes on after its end");
    expect(await refused(Buffer.from('{"version": 4, "results": []}\n'))).toContain(
      "is no backup of an EvalBoard",
    );
    expect(await refused(Buffer.from('["evalboard backup",2,{}]\n'))).toContain("made by a newer EvalBoard");
  });

  test("is refused where it is of a schema that nobody knows yet, before anything is touched", async () => {
    const backup = await checkBackup(whole);
    const newer = { ...backup, migrations: [...backup.migrations, "Migration29990101000000_later"] };
    const folder = join(root, "newer");
    await expect(restoreFolder(newer, folder, { replace: false, now })).rejects.toThrow(
      "migrated by a newer EvalBoard",
    );
    expect(await readdir(root)).not.toContain("newer");
  });
});

describe("a folder", () => {
  test("is restored, refused while it holds a board, and put aside where that is said", async () => {
    const folder = join(root, "board");
    const backup = await checkBackup(whole);
    expect(await restoreFolder(backup, folder, { replace: false, now })).toBeNull();
    await expect(restoreFolder(backup, folder, { replace: false, now })).rejects.toThrow(
      "holds a board; --replace",
    );
    // What a restore that was killed has left is no obstacle.
    await mkdir(`${folder}.restoring/base`, { recursive: true });
    await writeFile(join(folder, "PG_VERSION"), "damaged");
    const aside = await restoreFolder(backup, folder, { replace: true, now });
    expect(aside).toBe(`${folder}.before-20260330T100000Z`);
    expect(await readFile(join(aside!, "PG_VERSION"), "utf8")).toBe("damaged");
    const orm = await createOrm({ dataDir: folder });
    expect(await contents(orm)).toEqual(await contents(boards.get("pglite")!));
    await orm.close();
    expect((await readdir(root)).filter((name) => name.startsWith("board")).toSorted()).toEqual([
      "board",
      "board.before-20260330T100000Z",
    ]);
  });

  test("whose restore was killed between putting the board aside and taking its place is not begun anew", async () => {
    const folder = join(root, "between");
    await mkdir(`${folder}.restoring`);
    await expect(createOrm({ dataDir: folder })).rejects.toThrow(
      /between cannot be opened \(a restore into it was broken off.*evalboard restore FILE/,
    );
    expect(await readdir(folder)).toEqual([]);
    expect(await restoreFolder(await checkBackup(whole), folder, { replace: false, now })).toBeNull();
    await (await createOrm({ dataDir: folder })).close();
  });

  test("that holds other files is never taken", async () => {
    const folder = join(root, "letters");
    await mkdir(folder);
    await writeFile(join(folder, "letter.txt"), "Dear");
    const restored = restoreFolder(await checkBackup(whole), folder, { replace: true, now });
    await expect(restored).rejects.toThrow(FolderNotEmptyError);
    expect(await readdir(folder)).toEqual(["letter.txt"]);
  });
});
