import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { type ReportHead, STATS_TTL_MS } from "@evalboard/contract";
import { type Em, hasCode, isDatabaseUnavailable, KeptReport, type Orm, type Replicas } from "@evalboard/db";
import { IsolationLevel, LockMode, sql } from "@mikro-orm/core";
import { z } from "zod";

/** A report that a server was asked for and does not have. */
interface AskedReport<Report extends ReportHead> {
  /** What tells it from other reports: which of them it is, and of what. It is compared as JSON. */
  readonly question: unknown;
  readonly schema: z.ZodType<Report>;
  /** Computes it at `now`, in the transaction of `em` where there is one, a snapshot of the database, or on a replica. */
  readonly compute: (now: Date, em?: Em) => Promise<Report>;
}

/** The reports of the servers that have one database open. */
export interface SharedReports {
  /**
   * What one of them has computed within the last minute, or computes now; where none does, it is computed for all. Rejects with what
   * `compute` throws, or the database.
   */
  answer<Report extends ReportHead>(asked: AskedReport<Report>): Promise<Report>;
}

/**
 * What became of a report: `taken` from another server, `kept` for others, `refused` where it is too large, or is not what a report
 * is, `alone` where it was computed beside another server's computation or without the database's help.
 */
export type Sharing = "taken" | "kept" | "refused" | "alone";

interface SharedReportsOptions {
  readonly orm: Pick<Orm, "em">;
  /** Where `compute` reads, if not in the transaction that it is given. */
  readonly replicas?: Pick<Replicas, "isReadable"> | undefined;
  /** Of all that a report depends on and that is not in the question: the build and the zone. Others' reports are not seen. */
  readonly version: string;
  /** Hears of what kept reports from being shared; they are computed all the same. */
  readonly onError: (error: unknown) => void;
  readonly onSharing?: ((sharing: Sharing) => void) | undefined;
}

/** How often to look whether another server's computation has ended, ms. */
const LOOK_EVERY_MS = 25;

/** How long to wait for it, ms: longer than a database lets it be idle. */
const PATIENCE_MS = 12_000;

/** By how much another server's clock may be ahead, ms. */
export const CLOCKS_APART_MS = 1_000;

/** Reports that are kept at most, and how long one may be, characters. */
const MAX_REPORTS = 500;
const MAX_LENGTH = 1_000_000;

/** How long after its minute a report that nobody asks for again is removed, and how often it is looked for such, ms. */
const KEPT_FOR_MS = 600_000;
const SWEEP_EVERY_MS = 60_000;

/**
 * Keeps reports in the database, by a row for each question. Whoever computes holds the row's lock for the transaction in which it reads,
 * and ends that by writing the report: so the lock is one that a pooler of transactions keeps, that ends with its holder, and
 * that needs no second connection. A snapshot from before another's report cannot take the lock: that is an error
 * of serialization, on which the report is read.
 */
export function createSharedReports(options: SharedReportsOptions): SharedReports {
  const { orm, replicas, version, onError, onSharing = () => {} } = options;
  let sweptMs = 0;
  const sweep = async () => {
    if (Date.now() - sweptMs < SWEEP_EVERY_MS) return;
    sweptMs = Date.now();
    await removeOld(orm.em.fork()).catch(onError);
  };
  const inTurn = async <Report extends ReportHead>(key: string, asked: AskedReport<Report>) => {
    let computed: Report | undefined;
    // Before the snapshot begins: what is completed from now on may be missing in it.
    const now = new Date();
    try {
      await orm.em.fork().transactional(
        async (em) => {
          if (!(await lock(em, key))) return;
          // While a replica is read it has nothing to do, for as long as others wait for it.
          if (replicas) await em.execute(`set local idle_in_transaction_session_timeout = ${PATIENCE_MS}`);
          computed = await asked.compute(now, em).catch((cause: unknown) => {
            throw new ComputationFailed(cause);
          });
          onSharing((await keep(em, key, computed)) ? "kept" : "refused");
        },
        { isolationLevel: IsolationLevel.REPEATABLE_READ },
      );
    } catch (error) {
      // Another one has computed it since this transaction began.
      if (hasCode(error, "40001")) return undefined;
      if (!computed) throw error;
      // Who asked need not hear that nobody else can have it.
      onError(error);
    }
    return computed;
  };
  const together = async <Report extends ReportHead>(asked: AskedReport<Report>) => {
    const key = hashOf([version, asked.question]);
    const endMs = performance.now() + PATIENCE_MS;
    while (performance.now() < endMs) {
      const row = await look(orm.em.fork(), key);
      const report = row?.report && readReport(row.report, asked.schema);
      if (report) {
        onSharing("taken");
        return report;
      }
      if (row?.report) {
        onSharing("refused");
        await empty(orm.em.fork(), key, row.report);
      }
      if (!row && !(await addRow(orm.em.fork(), key))) return undefined;
      const computed = await inTurn(key, asked);
      if (computed) {
        await sweep();
        return computed;
      }
      await setTimeout(LOOK_EVERY_MS);
    }
  };
  return {
    answer: async (asked) => {
      try {
        const report = await together(asked);
        if (report) return report;
      } catch (error) {
        if (error instanceof ComputationFailed) throw error.cause;
        // On a full disk there is reading, and on replicas.
        const isAway = isDatabaseUnavailable(error) && !hasCode(error, "53100");
        if (isAway && !replicas?.isReadable()) throw error;
        onError(error);
      }
      onSharing("alone");
      return asked.compute(new Date());
    },
  };
}

/** Not the sharing broke. */
class ComputationFailed extends Error {
  override readonly name = "ComputationFailed";

  constructor(cause: unknown) {
    super("the report could not be computed", { cause });
  }
}

function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

const Row = z.object({ report: z.string().nullable() });

/** The row of a question; its report where that is of the last minute. */
async function look(em: Em, key: string): Promise<z.infer<typeof Row> | undefined> {
  const row = await em
    .createQueryBuilder(KeptReport, "kept")
    .select(sql`case when ${ofLastMinute()} then kept.report end`.as("report"))
    .where({ key })
    .execute("get", false);
  return Row.optional().parse(row ?? undefined);
}

const ofLastMinute = () => {
  const now = Date.now();
  const [after, until] = [new Date(now - STATS_TTL_MS), new Date(now + CLOCKS_APART_MS)];
  return sql`(kept.computed_at > ${after} and kept.computed_at <= ${until})`;
};

/** What another process wrote, if it is a report. */
function readReport<Report extends ReportHead>(text: string, schema: z.ZodType<Report>): Report | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Takes away what is no report, where it still is what is there. */
async function empty(em: Em, key: string, report: string): Promise<void> {
  await em.nativeUpdate(KeptReport, { key, report }, { report: null, computedAt: null });
}

/** Makes room for the report of a question; false where there are too many already. */
async function addRow(em: Em, key: string): Promise<boolean> {
  if ((await em.count(KeptReport)) >= MAX_REPORTS) await removeOld(em);
  if ((await em.count(KeptReport)) >= MAX_REPORTS) return false;
  const row = { key, report: null, computedAt: null, expiresAt: expiry(Date.now()) };
  await em.createQueryBuilder(KeptReport).insert(row).onConflict().ignore().execute("run");
  return true;
}

const expiry = (fromMs: number) => new Date(fromMs + STATS_TTL_MS + KEPT_FOR_MS);

/**
 * Whether it is this transaction's turn to compute: no other one does, nor has done so lately. Throws where one has since this one began,
 * so that this one cannot see it.
 */
async function lock(em: Em, key: string): Promise<boolean> {
  const row: unknown = await em
    .createQueryBuilder(KeptReport, "kept")
    .select("key")
    .where({ key })
    .andWhere(sql`${ofLastMinute()} is not true`)
    .setLockMode(LockMode.PESSIMISTIC_PARTIAL_WRITE)
    .execute("get", false);
  return row !== undefined && row !== null;
}

/** Keeps a report where it is not too long. */
async function keep(em: Em, key: string, computed: ReportHead): Promise<boolean> {
  const report = JSON.stringify(computed);
  if (report.length > MAX_LENGTH) return false;
  const computedAt = new Date(computed.generatedAt);
  await em.nativeUpdate(KeptReport, key, { report, computedAt, expiresAt: expiry(computedAt.getTime()) });
  return true;
}

/** Those that are being computed now stay. */
async function removeOld(em: Em): Promise<void> {
  const old = sql`array(select key from kept_reports where expires_at < ${new Date()} for update skip locked)`;
  await em
    .createQueryBuilder(KeptReport)
    .delete()
    .where(sql`key = any(${old})`)
    .execute("run");
}
