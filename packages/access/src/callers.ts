import { ApiKey, type Orm } from "@evalboard/db";
import type { Caller } from "./caller.ts";
import type { KnownKey, Reading, RosterReader } from "./roster.ts";
import { hashOf, isSameHash, prefixOf } from "./secrets.ts";

/** The last use of a key is stored at most so often, ms. */
const USE_MS = 60_000;

/** Secrets whose hash was compared; more than there can be of keys and sessions. */
const MAX_COMPARED = 4_000;

/** Who a secret or a cookie stands for; undefined where it stands for nobody, at once where that is known. Rejects while the database is away and nothing is known. */
export interface Callers {
  ofKey(secret: string): Answer;
  ofSession(token: string): Answer;
}

type Answer = Caller | undefined | Promise<Caller | undefined>;

interface CallersOptions {
  readonly orm: Pick<Orm, "em">;
  readonly roster: RosterReader;
  /** The server's clock, ms. */
  readonly now: () => number;
}

export function createCallers({ orm, roster, now }: CallersOptions): Callers {
  /** The id of the key whose secret this is, the hash of a cookie: what was compared once need not be again. */
  const keyIds = new Map<string, string>();
  const cookies = new Map<string, string>();
  const noteUse = createUseNotes(orm, now);

  const findKey = ({ roster: { keys, keysByPrefix } }: Reading, secret: string): KnownKey | undefined => {
    const id = keyIds.get(secret);
    if (id !== undefined) return keys.get(id);
    const prefix = prefixOf(secret);
    const key = prefix === undefined ? undefined : keysByPrefix.get(prefix);
    if (!key || !isSameHash(key.hash, hashOf(secret))) return undefined;
    remember(keyIds, secret, key.id);
    return key;
  };
  const keyCaller = (reading: Reading, secret: string) => {
    const key = findKey(reading, secret);
    return key && callerOf("key", key, key.expiresAt, reading);
  };
  const sessionCaller = (reading: Reading, token: string) => {
    const hash = cookies.get(token) ?? hashOf(token);
    const session = reading.roster.sessionsByHash.get(hash);
    const key = session && reading.roster.keys.get(session.keyId);
    if (!key) return undefined;
    remember(cookies, token, hash);
    return callerOf("session", key, session.expiresAt, reading);
  };
  const callerOf = (kind: Caller["kind"], key: KnownKey, expiresAt: Date | null, { fault }: Reading) => {
    const ends = [key.expiresAt, expiresAt].some((end) => end !== null && end.getTime() <= now());
    if (ends) return undefined;
    if (fault === undefined) noteUse(key);
    const { id: keyId, name, scopes, binding } = key;
    return { kind, name, scopes, binding, keyId, expiresAt, isUnverified: fault !== undefined };
  };
  const ask = (find: (reading: Reading) => Caller | undefined): Answer => {
    const found = (reading: Reading) => {
      const caller = find(reading);
      // It may be of a key that was made since.
      if (!caller && reading.fault !== undefined) throw reading.fault;
      return caller;
    };
    const reading = roster.read();
    return reading instanceof Promise ? reading.then(found) : found(reading);
  };
  return {
    ofKey: (secret) => ask((reading) => keyCaller(reading, secret)),
    ofSession: (token) => ask((reading) => sessionCaller(reading, token)),
  };
}

function remember(compared: Map<string, string>, secret: string, found: string): void {
  if (compared.size >= MAX_COMPARED) compared.clear();
  compared.set(secret, found);
}

/** Stores when a key was used, beside the request that uses it: what cannot be stored is stored at a later use. */
function createUseNotes(orm: Pick<Orm, "em">, now: () => number): (key: KnownKey) => void {
  const noted = new Map<string, number>();
  return ({ id, lastUsedAt }) => {
    const last = Math.max(noted.get(id) ?? 0, lastUsedAt?.getTime() ?? 0);
    if (now() - last < USE_MS) return;
    if (noted.size >= MAX_COMPARED) noted.clear();
    noted.set(id, now());
    orm.em
      .fork()
      .nativeUpdate(ApiKey, id, { lastUsedAt: new Date(now()) })
      .catch(() => {});
  };
}
