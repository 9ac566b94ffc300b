import { ReportHead } from "@evalboard/contract";
import { createDuties, createOrm, type Orm } from "@evalboard/db";
import { createPostgresqlDatabase, providedDatabases } from "@evalboard/db/testing";
import { createSharedReports } from "@evalboard/stats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasPgbouncer, startPgbouncer } from "../harness/pgbouncer.ts";

/** Fewer than who asks at once, so that connections go from hand to hand. */
const pooled = 3;
const servers = 3;

describe.skipIf(!hasPgbouncer)(
  "servers behind a PgBouncer that lends a connection for each transaction (skipped where Debian's pgbouncer is not installed)",
  () => {
    let database: Awaited<ReturnType<typeof createPostgresqlDatabase>>;
    let pooler: Awaited<ReturnType<typeof startPgbouncer>>;
    const orms: Orm[] = [];

    beforeAll(async () => {
      const { postgresqlUrl, postgresqlTemplate } = providedDatabases();
      database = await createPostgresqlDatabase(postgresqlUrl, postgresqlTemplate);
      pooler = await startPgbouncer(database.url, pooled);
      const patience = { statementTimeoutMs: 60_000, connectionTimeoutMs: 60_000 };
      for (let server = 0; server < servers; server++) {
        orms.push(await createOrm({ databaseUrl: pooler.url, ...patience }));
      }
    });
    afterAll(async () => {
      for (const orm of orms) await orm.close();
      await pooler[Symbol.asyncDispose]();
      await database.drop();
    });

    test("compute each question once, however many ask", async () => {
      let computations = 0;
      const errors: unknown[] = [];
      const shared = orms.map((orm) =>
        createSharedReports({ orm, version: "1", onError: (error) => errors.push(error) }),
      );
      const compute = async (now: Date) => {
        computations += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return headOf(now);
      };
      const questions = 10;
      await Promise.all(
        Array.from({ length: questions * servers * 2 }, (_, n) =>
          shared[n % servers]!.answer({ question: n % questions, schema: ReportHead, compute }),
        ),
      );
      expect([computations, errors]).toEqual([questions, []]);
    });

    test("do a duty one at a time", async () => {
      let [doing, most] = [0, 0];
      const attempts = await Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          createDuties(orms[n % servers]!).attempt("alerts", async () => {
            doing += 1;
            most = Math.max(most, doing);
            // Statements of others take the connections meanwhile.
            await Promise.all(orms.map((orm) => orm.em.fork().execute("select pg_sleep(0.05)")));
            doing -= 1;
          }),
        ),
      );
      expect([most, attempts.includes(null)]).toEqual([1, true]);
    });
  },
);

function headOf(now: Date): ReportHead {
  return {
    period: "7d",
    where: {},
    window: { from: "2026-03-04T00:00:00.000Z", to: "2026-03-11T00:00:00.000Z", unit: "day" },
    timeZone: "UTC",
    generatedAt: now.toISOString(),
    freshForMs: 60_000,
    stale: false,
    firstCompletedAt: null,
  };
}
