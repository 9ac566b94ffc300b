import { setTimeout } from "node:timers/promises";
import { IsolationLevel } from "@mikro-orm/core";
import { z } from "zod";
import { isDatabaseUnavailable, isPoolBusy } from "../database-unavailable.ts";
import { hasCode } from "../error-code.ts";
import { migrations } from "../migrations/index.ts";
import type { Em, Orm } from "../orm.ts";
import { placeOf, serversOf } from "./database-url.ts";
import { openPostgresql, type PostgresqlOptions } from "./open-postgresql.ts";

/** Servers that follow the one of a database, and are read in its place. */
export interface Replicas {
  /**
   * What `read` finds in a snapshot of one of them, which shows all that was committed `behindMs` ago; the next one is asked where
   * one fails. Undefined where none can tell, and the primary is to be asked: what a replica does not know may be new. Rejects
   * where a statement took too long, as it would there.
   */
  readonly read: <Found>(
    read: (em: Em, behindMs: number) => Promise<Found>,
  ) => Promise<{ readonly found: Found } | undefined>;
  /** Whether one of them can be read, as far as is known. */
  readonly isReadable: () => boolean;
  /** As each was when it was last looked at. */
  readonly states: () => readonly ReplicaState[];
  /** What is to be done once a second, each by itself, so that it is known of each how far behind it is. Never rejects. */
  readonly watches: readonly (() => Promise<unknown>)[];
  close(): Promise<void>;
}

export interface ReplicaState {
  /** `host:port` */
  readonly name: string;
  /** How old what it shows is, ms; null where it does not say, or what it says counts for nothing. */
  readonly behindMs: number | null;
  /** Why it is not read; null while it is. */
  readonly reason: string | null;
}

interface ReplicasOptions extends Omit<PostgresqlOptions, "databaseUrl" | "contextName"> {
  readonly primary: Pick<Orm, "em">;
  readonly urls: readonly string[];
  /** How far behind one may be and is read all the same. Default 30 000. */
  readonly maxBehindMs?: number;
  /** Hears when one is left out, also from the beginning, and when it is back. */
  readonly onChange: (state: ReplicaState) => void;
}

/**
 * Opens replicas for reading, of streaming replication; the first query asks them first. MikroORM's own read connections would not do: a
 * transaction always goes to its write connection, and of several replicas any one is asked, whatever state it is in.
 *
 * How old the data of one are is told by `pg_last_xact_replay_timestamp`, when on the primary the last transaction ended that it shows.
 * Where nothing happens on the primary that would be long ago: so it is given a transaction each second, one without any change
 * but with a number, of which no more than its end is replicated. Both times are by the primary's clock, and what
 * passed since by this process's.
 * @throws an Error that says what is wrong with a URL
 */
export async function createReplicas({ primary, urls, ...options }: ReplicasOptions): Promise<Replicas> {
  let last: Beat | undefined;
  let fault: string | undefined;
  const clock: PrimaryClock = { last: () => last, fault: () => fault };
  const replicas = await Promise.all(urls.map((url) => openReplica(url, { ...options, clock })));
  let turn = 0;
  const readable = () => replicas.filter(({ state }) => state().reason === null);
  return {
    read: async (read) => {
      const all = readable();
      const first = turn++ % Math.max(1, all.length);
      for (const { look, leaveOut, em } of [...all.slice(first), ...all.slice(0, first)]) {
        // Before the snapshot, which then shows that much and more.
        const behindMs = await look();
        if (behindMs === null) continue;
        try {
          const snapshot = { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true };
          return { found: await em().transactional((within) => read(within, behindMs), snapshot) };
        } catch (error) {
          if (hasCode(error, "57014")) throw error;
          if (isPoolBusy(error)) continue;
          if (isDatabaseUnavailable(error)) leaveOut(error);
          // What is applied meanwhile has taken away what the snapshot shows.
          else if (!hasCode(error, "40001", "40P01")) return undefined;
        }
      }
      return undefined;
    },
    isReadable: () => readable().length > 0,
    states: () => replicas.map(({ state }) => state()),
    watches: [
      async () => {
        try {
          last = await beat(primary.em.fork());
          fault = undefined;
        } catch (error) {
          // While it is away, time passes by this process's clock.
          if (!isDatabaseUnavailable(error)) fault = messageOf(error);
        }
      },
      ...replicas.map(({ look }) => look),
    ],
    close: async () => {
      await Promise.all(replicas.map(({ close }) => close()));
    },
  };
}

/** SQL: which database it is, of all that there are; a replica has it in common with its primary, a copy by rows is another one. */
export const databaseIdentity = `(select system_identifier from pg_control_system()) || '-' ||
  (select oid from pg_database where datname = current_database())`;

const Beat = z.object({ identity: z.string(), nowMs: z.number() });

/** The primary's clock at a moment of this process's. */
interface Beat extends z.infer<typeof Beat> {
  readonly atMs: number;
}

/** What is known of it. */
interface PrimaryClock {
  readonly last: () => Beat | undefined;
  /** Why it cannot be asked for, where that is not since the primary is away. */
  readonly fault: () => string | undefined;
}

async function beat(em: Em): Promise<Beat> {
  const atMs = performance.now();
  const rows = await em.execute<unknown[]>(
    `select pg_current_xact_id(), ${databaseIdentity} as identity, extract(epoch from clock_timestamp())::float8 * 1000 as "nowMs"`,
  );
  return { ...Beat.parse(rows[0]), atMs };
}

interface OpenReplica {
  readonly em: () => Em;
  readonly state: () => ReplicaState;
  /** How far behind it is now, ms; null where it is not to be read. */
  readonly look: () => Promise<number | null>;
  readonly leaveOut: (error: unknown) => void;
  readonly close: () => Promise<void>;
}

interface ReplicaOptions extends Omit<ReplicasOptions, "primary" | "urls"> {
  readonly clock: PrimaryClock;
}

async function openReplica(
  url: string,
  { clock, onChange, maxBehindMs = 30_000, ...limits }: ReplicaOptions,
): Promise<OpenReplica> {
  if (serversOf(url).length > 1) throw new Error("The URL of a replica names one server.");
  const name = placeOf(url);
  // Its transactions lie within ones of the primary: by its name MikroORM tells one database's from the other's.
  const orm = await openPostgresql({ ...limits, databaseUrl: url, contextName: `replica ${name}` });
  let state: ReplicaState = { name, behindMs: null, reason: "it was not yet asked" };
  let isToldOf = true;
  let isMigrated = false;
  const set = (behindMs: number | null, reason: string | null) => {
    state = { name, behindMs, reason };
    const isReadable = reason === null;
    if (isReadable !== isToldOf) onChange(state);
    isToldOf = isReadable;
    return isReadable ? behindMs : null;
  };
  const leaveOut = (error: unknown) => set(null, messageOf(error));
  const ask = async () => {
    const said = await saidBy(orm.em.fork());
    const beaten = clock.last();
    if (!beaten) {
      return {
        behindMs: null,
        reason: `the primary does not tell its clock: ${clock.fault() ?? "not asked yet"}`,
      };
    }
    if (said.identity !== beaten.identity) {
      isMigrated = false;
      return { behindMs: null, reason: "it is no replica of this database" };
    }
    if (!said.isFollowing) return { behindMs: null, reason: "it follows no primary" };
    if (said.shownMs === null)
      return { behindMs: null, reason: "nothing was applied yet since it was started" };
    const passedMs = beaten.nowMs + performance.now() - beaten.atMs - said.shownMs;
    // What it shows is of a later time than the primary's: this process stood still, or the primary is another one.
    if (passedMs < -1_000) return { behindMs: null, reason: "the primary was not asked lately" };
    const behindMs = Math.max(0, passedMs);
    isMigrated ||= await hasSchema(orm.em.fork());
    if (!isMigrated) return { behindMs, reason: "its schema is an older one yet" };
    const seconds = Math.floor(behindMs / 1_000);
    return { behindMs, reason: behindMs > maxBehindMs ? `it is ${seconds} s behind` : null };
  };
  return {
    em: () => orm.em.fork(),
    state: () => state,
    look: async () => {
      const { connections, idleConnections } = orm.load();
      // All of them are in use, which says nothing of it.
      if (connections >= limits.maxConnections && idleConnections === 0) return null;
      try {
        const { behindMs, reason } = await inTime(ask(), limits.connectionTimeoutMs);
        // Before the primary was asked nothing is known, of which nobody need be told.
        if (!clock.last() && clock.fault() === undefined) return null;
        return set(behindMs, reason);
      } catch (error) {
        if (!isPoolBusy(error)) leaveOut(error);
        return null;
      }
    },
    leaveOut,
    close: () => orm.close(),
  };
}

const Said = z.object({ identity: z.string(), isFollowing: z.boolean(), shownMs: z.number().nullable() });

async function saidBy(em: Em): Promise<z.infer<typeof Said>> {
  const rows = await em.execute<unknown[]>(
    `select ${databaseIdentity} as identity, pg_is_in_recovery() as "isFollowing",
      extract(epoch from pg_last_xact_replay_timestamp())::float8 * 1000 as "shownMs"`,
  );
  return Said.parse(rows[0]);
}

/** Whether the migrations that this build knows have reached it. */
async function hasSchema(em: Em): Promise<boolean> {
  const [table] = await em.execute<unknown[]>(
    "select 1 where to_regclass('mikro_orm_migrations') is not null",
  );
  if (table === undefined) return false;
  const last = migrations.at(-1)?.name;
  return (
    (await em.execute<unknown[]>("select 1 from mikro_orm_migrations where name = ?", [last])).length > 0
  );
}

async function inTime<Found>(asked: Promise<Found>, ms: number): Promise<Found> {
  const over = new AbortController();
  const tooLate = setTimeout(ms, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new Error(`it did not answer within ${ms} ms`);
  });
  return Promise.race([asked, tooLate]).finally(() => over.abort());
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
