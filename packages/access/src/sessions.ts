import { type Em, type Orm, Session } from "@evalboard/db";
import { v7 as uuid } from "uuid";
import type { Caller } from "./caller.ts";
import { createToken, hashOf } from "./secrets.ts";

/** How long a browser stays signed in, where its key goes on as long. */
const SESSION_MS = 30 * 24 * 3_600_000;

/** Most browsers that are signed in at a time; beyond them the one that was first is signed out. */
const MAX_SESSIONS = 1_000;

/** Browsers that were signed in by a key. */
export interface SessionStore {
  /** Gives what the browser keeps in its cookie, and how long. */
  start(by: Pick<Caller, "expiresAt"> & { readonly keyId: string }): Promise<StartedSession>;
  /** Nothing happens where there is none of this cookie. */
  end(token: string): Promise<void>;
}

interface StartedSession {
  readonly token: string;
  readonly expiresAt: Date;
}

interface SessionStoreOptions {
  readonly orm: Pick<Orm, "em">;
  readonly now: () => Date;
  readonly onChange: () => void;
}

export function createSessionStore({ orm, now, onChange }: SessionStoreOptions): SessionStore {
  return {
    start: async ({ keyId, expiresAt: keyEnds }) => {
      const ends = Math.min(now().getTime() + SESSION_MS, keyEnds?.getTime() ?? Infinity);
      const session = { token: createToken(), expiresAt: new Date(ends) };
      await orm.em.fork().transactional((em) => insertSession(em, keyId, session, now()));
      onChange();
      return session;
    },
    end: async (token) => {
      await orm.em.fork().nativeDelete(Session, { hash: hashOf(token) });
      onChange();
    },
  };
}

async function insertSession(
  em: Em,
  keyId: string,
  { token, expiresAt }: StartedSession,
  now: Date,
): Promise<void> {
  await em.nativeDelete(Session, { expiresAt: { $lte: now } });
  const surplus = await em.find(
    Session,
    {},
    { orderBy: { id: "desc" }, offset: MAX_SESSIONS - 1, fields: ["id"] },
  );
  await em.nativeDelete(Session, { id: { $in: surplus.map(({ id }) => id) } });
  await em.insert(Session, { id: uuid(), key: keyId, hash: hashOf(token), createdAt: now, expiresAt });
}
