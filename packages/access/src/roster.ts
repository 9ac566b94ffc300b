import type { Scope } from "@evalboard/contract";
import { ApiKey, isDatabaseUnavailable, type Orm, Session } from "@evalboard/db";
import { setTimeout } from "node:timers/promises";
import type { Binding } from "./caller.ts";
import { worksAt } from "./keys.ts";

/** How long what was read is true, ms: so long a key that another process has revoked may go on. */
const FRESH_MS = 2_000;

/** How long it is good for reading while the database is away, ms: as long as a board is. */
const GRACE_MS = 10 * 60_000;

/** How long a request waits for the database before it counts as away, and how long nobody asks it again then, ms. */
const PATIENCE_MS = 1_500;
const PAUSE_MS = 1_000;

/** A key that works, but for its end, which may be reached. */
export interface KnownKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly hash: string;
  readonly scopes: readonly Scope[];
  readonly binding: Binding | undefined;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** Everybody who may come in. They are few: to have all of them costs less than to ask for one at each request. */
export interface Roster {
  readonly keys: ReadonlyMap<string, KnownKey>;
  readonly keysByPrefix: ReadonlyMap<string, KnownKey>;
  readonly sessionsByHash: ReadonlyMap<string, { readonly keyId: string; readonly expiresAt: Date }>;
}

/** A roster, and the fault for which it could not be read again where it could not. */
export interface Reading {
  readonly roster: Roster;
  readonly fault?: unknown;
}

export interface RosterReader {
  /** What is true now: at once where it was read within `FRESH_MS`. Rejects while the database is away and nothing is known. */
  read(): Reading | Promise<Reading>;
  /** Has what is known read again, and leaves a key and its sessions out of it at once. */
  drop(keyId?: string): void;
}

interface Known {
  readonly roster: Roster;
  readonly readAtMs: number;
}

/** `now` is the server's clock in ms. */
export function createRosterReader(load: () => Promise<Roster>, now: () => number): RosterReader {
  let known: Known | undefined;
  let isDropped = false;
  /** What was read before a key was dropped is not true after it. */
  let generation = 0;
  let loading: { readonly done: Promise<void>; readonly sinceMs: number } | undefined;
  let failed: { readonly fault: unknown; readonly atMs: number } | undefined;

  const loadAnew = async () => {
    for (;;) {
      const [started, readAtMs] = [generation, now()];
      const roster = await load();
      if (started !== generation) continue;
      known = { roster, readAtMs };
      isDropped = false;
      failed = undefined;
      return;
    }
  };
  const begin = () => {
    const done = loadAnew()
      .catch((fault: unknown) => {
        failed = { fault, atMs: now() };
        throw fault;
      })
      .finally(() => (loading = undefined));
    loading = { done, sinceMs: now() };
    return loading;
  };
  const graceful = (fault: unknown): Reading => {
    if (!known || now() - known.readAtMs > GRACE_MS || !isDatabaseUnavailable(fault)) throw fault;
    return { roster: known.roster, fault };
  };
  const wait = async (): Promise<Reading> => {
    if (failed && now() - failed.atMs < PAUSE_MS) return graceful(failed.fault);
    const { done, sinceMs } = loading ?? begin();
    const patience = known ? Math.max(0, sinceMs + PATIENCE_MS - now()) : undefined;
    try {
      await (patience === undefined ? done : Promise.race([done, giveUp(patience)]));
    } catch (fault) {
      return graceful(fault);
    }
    return known ? { roster: known.roster } : wait();
  };
  return {
    read: () =>
      known && !isDropped && now() - known.readAtMs < FRESH_MS ? { roster: known.roster } : wait(),
    drop: (keyId) => {
      generation += 1;
      isDropped = true;
      if (known && keyId !== undefined) known = { ...known, roster: without(known.roster, keyId) };
    },
  };
}

/** The database takes too long: it counts as one that is away. */
async function giveUp(afterMs: number): Promise<never> {
  await setTimeout(afterMs, undefined, { ref: false });
  throw Object.assign(new Error("the keys could not be read in time"), { code: "ETIMEDOUT" });
}

function without({ keys, keysByPrefix, sessionsByHash }: Roster, keyId: string): Roster {
  const others = [...keys.values()].filter(({ id }) => id !== keyId);
  return {
    keys: new Map(others.map((key) => [key.id, key])),
    keysByPrefix: new Map([...keysByPrefix].filter(([, key]) => key.id !== keyId)),
    sessionsByHash: new Map([...sessionsByHash].filter(([, session]) => session.keyId !== keyId)),
  };
}

/** Reads the keys that work, and the sessions that go on. */
export async function loadRoster(orm: Pick<Orm, "em">, now: Date): Promise<Roster> {
  const em = orm.em.fork();
  const keys = (await em.find(ApiKey, worksAt(now))).map(knownKey);
  const sessions = await em.find(Session, { expiresAt: { $gt: now } });
  const ended = sessions.map(({ key, hash, expiresAt }) => [hash, { keyId: key.id, expiresAt }] as const);
  return {
    keys: new Map(keys.map((key) => [key.id, key])),
    keysByPrefix: new Map(keys.map((key) => [key.prefix, key])),
    sessionsByHash: new Map(ended),
  };
}

function knownKey({ label, tags, ...key }: ApiKey): KnownKey {
  const { id, name, prefix, hash, scopes, expiresAt, lastUsedAt } = key;
  const binding = label === null && Object.keys(tags).length === 0 ? undefined : { label, tags };
  return { id, name, prefix, hash, scopes, binding, expiresAt, lastUsedAt };
}
