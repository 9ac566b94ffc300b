import { ReportHead } from "@evalboard/contract";
import { createOrm, type Em, KeptReport, type Orm } from "@evalboard/db";
import { createPostgresqlDatabase, providedDatabases } from "@evalboard/db/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { SubjectNotFound } from "./narrowing.ts";
import { createSharedReports, type Sharing } from "./shared-reports.ts";
import { createStatsReader } from "./stats.ts";
import { completedRun } from "./testing/board.ts";
import { insertCatalogue, insertRun } from "./testing/insert-board.ts";

const patience = { statementTimeoutMs: 60_000, connectionTimeoutMs: 60_000 };

describe("servers of one postgresql", () => {
  let database: Awaited<ReturnType<typeof createPostgresqlDatabase>>;
  const orms: Orm[] = [];
  const first = () => orms[0]!;
  const rows = () => first().em.fork().find(KeptReport, {});

  beforeAll(async () => {
    const { postgresqlUrl, postgresqlTemplate } = providedDatabases();
    database = await createPostgresqlDatabase(postgresqlUrl, postgresqlTemplate);
    for (let server = 0; server < 3; server++) {
      orms.push(await createOrm({ databaseUrl: database.url, maxConnections: 3, ...patience }));
    }
    await insertCatalogue(first());
    await insertRun(first(), completedRun({ at: new Date() }), 0);
  });
  beforeEach(() => first().em.fork().nativeDelete(KeptReport, {}));
  afterEach(() => void vi.useRealTimers());
  afterAll(async () => {
    for (const orm of orms) await orm.close();
    await database.drop();
  });

  /** Servers whose reports tell by their `timeZone` which computation they are of, and how each came to an answer. */
  function servers({ version = "1", tookMs = 20, failure = undefined as Error | undefined } = {}) {
    const state = { computations: 0, failure };
    const sharings: Sharing[] = [];
    const errors: unknown[] = [];
    const compute = async (now: Date): Promise<ReportHead> => {
      const computation = ++state.computations;
      await new Promise((resolve) => setTimeout(resolve, tookMs));
      if (state.failure) throw state.failure;
      return headOf(now, String(computation));
    };
    const shared = orms.map((orm) =>
      createSharedReports({
        orm,
        version,
        onError: (error) => errors.push(error),
        onSharing: (sharing) => sharings.push(sharing),
      }),
    );
    const ask = (server: number, question: unknown = "board") =>
      shared[server]!.answer({ question, schema: ReportHead, compute }).then(({ timeZone }) => timeZone);
    return { state, sharings, errors, ask };
  }

  test("compute once what all ask at once, round after round", async () => {
    for (let round = 0; round < 10; round++) {
      const { state, sharings, errors, ask } = servers();
      const answers = await Promise.all(Array.from({ length: 9 }, (_, n) => ask(n % 3, round)));
      expect([state.computations, new Set(answers), errors]).toEqual([1, new Set(["1"]), []]);
      expect(sharings.toSorted()).toEqual(["kept", ...Array.from({ length: 8 }, () => "taken")]);
    }
  });

  test("may read elsewhere for as long as others wait, and are asked to where the database is away", async () => {
    const replicas = { isReadable: () => true };
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    const limit = "select current_setting('idle_in_transaction_session_timeout') as limit";
    let limits: unknown;
    const compute = async (now: Date, em?: Em) => {
      limits = await em?.execute(limit);
      return headOf(now, "here");
    };
    const asked = { question: "elsewhere", schema: ReportHead, compute };
    await createSharedReports({ orm: first(), replicas, version: "1", onError }).answer(asked);
    expect(limits).toEqual([{ limit: "12s" }]);
    expect(await first().em.fork().execute(limit)).toEqual([{ limit: "10s" }]);
    const away = await createOrm({ databaseUrl: database.url.replace(/:\d+\//, ":1/"), ...patience });
    const alone = createSharedReports({ orm: away, replicas, version: "1", onError });
    expect(await alone.answer(asked)).toMatchObject({ timeZone: "here" });
    expect([limits, errors]).toEqual([undefined, [expect.objectContaining({ code: "ECONNREFUSED" })]]);
    await away.close();
  });

  test("compute each question by itself, in as many connections as there are", async () => {
    const { state, ask } = servers();
    await Promise.all(Array.from({ length: 30 }, (_, n) => ask(n % 3, Math.floor(n / 3))));
    expect(state.computations).toBe(10);
  });

  test("take what is of the last minute, and compute again at its end", async () => {
    vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
    const { ask } = servers();
    expect(await ask(0)).toBe("1");
    vi.advanceTimersByTime(59_999);
    expect(await ask(1)).toBe("1");
    vi.advanceTimersByTime(1);
    expect([await ask(2), await ask(0), await ask(1)]).toEqual(["2", "2", "2"]);
    expect(await rows()).toHaveLength(1);
  });

  test("do not take what is of a time that is yet to come", async () => {
    vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
    const { ask } = servers();
    await ask(0);
    vi.setSystemTime(Date.now() - 60_000);
    expect([await ask(1), await ask(0)]).toEqual(["2", "2"]);
  });

  test("of another build or zone do not see one another's", async () => {
    expect(await servers().ask(0)).toBe("1");
    const { state, ask } = servers({ version: "2" });
    await ask(1);
    expect(state.computations).toBe(1);
    expect(await rows()).toHaveLength(2);
  });

  test.each(["no JSON", "{}", "null"])("put a report in the place of what is none: %s", async (report) => {
    const { sharings, ask } = servers();
    await ask(0);
    await first().em.fork().nativeUpdate(KeptReport, {}, { report });
    expect([await ask(1), await ask(2)]).toEqual(["2", "2"]);
    expect(sharings).toEqual(["kept", "refused", "kept", "taken"]);
  });

  test("each hear that a computation failed, and the next one has its turn", async () => {
    const { state, errors, ask } = servers({ failure: new SubjectNotFound("modelId", "x") });
    const asked = await Promise.allSettled([ask(0), ask(1), ask(2)]);
    expect(asked.map((one) => one.status === "rejected" && one.reason)).toEqual([
      state.failure,
      state.failure,
      state.failure,
    ]);
    await expect(ask(1)).rejects.toBeInstanceOf(SubjectNotFound);
    state.failure = undefined;
    expect(await ask(2)).toBe(String(state.computations));
    expect(errors).toEqual([]);
  });

  test("compute once more where the one that computes is killed", async () => {
    const { state, ask } = servers({ tookMs: 2_000 });
    const killed = ask(0).catch((error: unknown) => error);
    await expect.poll(() => state.computations, { timeout: 30_000 }).toBe(1);
    const waiting = ask(1);
    // Who has locked the row has an id of a transaction; who looks has none.
    const ended = await orms[2]!.em
      .fork()
      .execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction' and backend_xid is not null",
      );
    expect(ended).toHaveLength(1);
    expect(await waiting).toBe("2");
    await killed;
  });

  test("answer by themselves where there are too many reports, or one is too long, and remove old ones", async () => {
    const { state, sharings, ask } = servers();
    const expiresAt = new Date(Date.now() + 60_000);
    const many = Array.from({ length: 500 }, (_, n) => ({
      key: String(n),
      report: null,
      computedAt: null,
      expiresAt,
    }));
    await first().em.fork().insertMany(KeptReport, many);
    await ask(0);
    await ask(1);
    expect([state.computations, sharings, (await rows()).length]).toEqual([2, ["alone", "alone"], 500]);
    await first()
      .em.fork()
      .nativeUpdate(KeptReport, {}, { expiresAt: new Date(Date.now() - 1) });
    await ask(0);
    expect([await ask(1), sharings.at(-1), (await rows()).length]).toEqual(["3", "taken", 1]);
  });

  test("answer by themselves where the table cannot be used, and say why", async () => {
    const { sharings, errors, ask } = servers();
    await first().em.fork().execute("alter table kept_reports rename to elsewhere");
    expect(await ask(0)).toBe("1");
    await first().em.fork().execute("alter table elsewhere rename to kept_reports");
    expect([sharings, errors.length]).toEqual([["alone"], 1]);
  });

  test("give the same board to the byte, computed once", async () => {
    const computed: string[] = [];
    const [one, other] = orms.map((orm) =>
      createStatsReader({
        orm,
        timeZone: "UTC",
        watch: {
          answered: () => {},
          computing: (kind, period, compute) => {
            computed.push(`${kind} of ${period}`);
            return compute();
          },
        },
        shared: createSharedReports({ orm, version: "1", onError: (error) => computed.push(String(error)) }),
      }),
    );
    const ages = { freshForMs: 0 };
    const board = await one!.get("7d");
    expect(board.summary.runs).toBe(1);
    expect(JSON.stringify({ ...(await other!.get("7d")), ...ages })).toBe(
      JSON.stringify({ ...board, ...ages }),
    );
    const matrix = await other!.matrix("7d");
    expect({ ...(await one!.matrix("7d")), ...ages }).toEqual({ ...matrix, ...ages });
    expect(computed).toEqual(["board of 7d", "matrix of 7d"]);
    await one!.close();
    await other!.close();
  });
});

function headOf(now: Date, timeZone: string): ReportHead {
  return {
    period: "7d",
    where: {},
    window: { from: "2026-03-04T00:00:00.000Z", to: "2026-03-11T00:00:00.000Z", unit: "day" },
    timeZone,
    generatedAt: now.toISOString(),
    freshForMs: 60_000,
    stale: false,
    firstCompletedAt: null,
  };
}
