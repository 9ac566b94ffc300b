import { type Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createAccess } from "./access.ts";
import type { Actor } from "./caller.ts";

const by: Actor = { kind: "key", name: "ops", keyId: null };
const DAY_MS = 86_400_000;

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  let isAway: boolean;
  let nowMs: number;
  let loads: number;
  const execute = (sql: string): Promise<Record<string, unknown>[]> => orm.em.getConnection().execute(sql);
  beforeAll(async () => void (orm = await createTestOrm(engine)));
  afterAll(() => orm.close());
  beforeEach(async () => {
    await execute("delete from api_keys");
    await execute("delete from audit_entries");
    [isAway, nowMs, loads] = [false, Date.UTC(2026, 0, 31), 0];
  });

  const now = () => new Date(nowMs);
  /** A process of its own on the same database, which can be away. */
  const open = (keysAsked = true) => {
    const em = {
      fork: () => {
        loads += 1;
        if (isAway) throw Object.assign(new Error("gone"), { code: "ECONNREFUSED" });
        return orm.em.fork();
      },
    } as Orm["em"];
    return createAccess({ orm: { em }, keysAsked, now });
  };
  const admin = { name: "ops", scopes: ["admin" as const] };
  const reader = { name: "laptop", scopes: ["read" as const] };

  test("of a key its hash alone is stored, and no secret is listed or noted", async () => {
    const access = open();
    const { key, secret } = await access.keys.create({ ...reader, label: "main", tags: { team: "a" } }, by);
    expect(secret).toMatch(/^evb_[a-z0-9]{8}_[\w-]{43}$/);
    expect(secret.startsWith(key.prefix)).toBe(true);
    const rest = secret.slice(key.prefix.length + 1);
    const rows = [await execute("select * from api_keys"), await execute("select * from audit_entries")];
    const told = JSON.stringify([rows, await access.keys.list(), await access.audit.list({ limit: 9 })]);
    expect(told).not.toContain(rest);
    expect(await access.callers.ofKey(secret)).toMatchObject({
      kind: "key",
      name: "laptop",
      scopes: ["read"],
      binding: { label: "main", tags: { team: "a" } },
    });
    for (const other of [`${key.prefix}_${"a".repeat(43)}`, rest, "", secret.slice(0, -1), `${secret}a`])
      expect(await access.callers.ofKey(other)).toBeUndefined();
  });

  test("one that is revoked ends at once here, and in another process within two seconds", async () => {
    const [here, there] = [open(), open()];
    await here.keys.create(admin, by);
    const { key, secret } = await here.keys.create(reader, by);
    const session = await here.sessions.start({ keyId: key.id, expiresAt: null });
    for (const access of [here, there]) {
      expect(await access.callers.ofKey(secret)).toMatchObject({ keyId: key.id });
      expect(await access.callers.ofSession(session.token)).toMatchObject({ kind: "session" });
    }
    await here.keys.revoke({ keyId: key.id }, by);
    expect(await here.callers.ofKey(secret)).toBeUndefined();
    expect(await here.callers.ofSession(session.token)).toBeUndefined();
    nowMs += 1_999;
    expect(there.callers.ofKey(secret)).toMatchObject({ keyId: key.id });
    nowMs += 1;
    expect(await there.callers.ofKey(secret)).toBeUndefined();
    expect(await there.callers.ofSession(session.token)).toBeUndefined();
  });

  test("what is asked within two seconds costs no query, whoever asks", async () => {
    const access = open();
    const { secret } = await access.keys.create(reader, by);
    await access.callers.ofKey(secret);
    const before = loads;
    for (let asked = 0; asked < 1_000; asked += 1) {
      expect(access.callers.ofKey(secret)).toMatchObject({ name: "laptop" });
      expect(access.callers.ofKey(`evb_${"a".repeat(8)}_${"b".repeat(43)}`)).toBeUndefined();
    }
    expect(loads).toBe(before);
  });

  test("a key and its sessions end when it expires, to the millisecond", async () => {
    const access = open();
    const expiresAt = new Date(nowMs + 1_000).toISOString();
    const { key, secret } = await access.keys.create({ ...reader, expiresAt }, by);
    const session = await access.sessions.start({ keyId: key.id, expiresAt: new Date(expiresAt) });
    expect(session.expiresAt.toISOString()).toBe(expiresAt);
    await access.callers.ofKey(secret);
    nowMs += 999;
    expect(access.callers.ofKey(secret)).toMatchObject({ name: "laptop" });
    nowMs += 1;
    expect(access.callers.ofKey(secret)).toBeUndefined();
    expect(access.callers.ofSession(session.token)).toBeUndefined();
    await expect(access.keys.create({ ...reader, expiresAt }, by)).rejects.toThrow(
      /^expiresAt: must be in the future/,
    );
  });

  test("a sign-in lasts thirty days where its key goes on, and ends when it is signed out", async () => {
    const access = open();
    const { key } = await access.keys.create(reader, by);
    const session = await access.sessions.start({ keyId: key.id, expiresAt: null });
    expect(session.expiresAt.getTime() - nowMs).toBe(30 * DAY_MS);
    nowMs += 30 * DAY_MS - 1;
    expect(await access.callers.ofSession(session.token)).toMatchObject({ kind: "session", name: "laptop" });
    await access.sessions.end(session.token);
    expect(await access.callers.ofSession(session.token)).toBeUndefined();
    expect(JSON.stringify(await execute("select * from sessions"))).not.toContain(session.token);
  });

  test("the last admin key that works is kept where keys are asked, of two at once one too", async () => {
    const access = open();
    const one = await access.keys.create(admin, by);
    const two = await access.keys.create(admin, by);
    await access.keys.create(reader, by);
    await access.keys.create({ ...admin, expiresAt: new Date(nowMs + 1_000).toISOString() }, by);
    nowMs += 1_000;
    const revoked = await Promise.allSettled(
      [one, two].map(({ key }) => access.keys.revoke({ keyId: key.id }, by)),
    );
    expect(revoked.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const left = (await access.keys.list()).find(
      ({ scopes, revokedAt, expiresAt }) => scopes[0] === "admin" && !revokedAt && !expiresAt,
    );
    await expect(access.keys.revoke({ keyId: left!.id }, by)).rejects.toThrow(/last admin key that works/);
    expect((await open(false).keys.revoke({ keyId: left!.id }, by)).revokedAt).not.toBeNull();
    await expect(access.keys.revoke({ keyId: "019ab000-0000-7000-8000-000000000001" }, by)).rejects.toThrow(
      /^keyId: no key/,
    );
  });

  test("the setting's key works as long as the setting has it, and stays revoked where somebody revoked it", async () => {
    const access = open();
    const [first, second] = ["Zm9vYmFy+0123456789/abcdefghijkl=", "another-one-0123456789-abcdefghijkl"];
    expect(await access.prepare(undefined)).toEqual({ works: false, isSettingRevoked: false });
    expect(await access.prepare(first)).toEqual({ works: true, isSettingRevoked: false });
    expect(await open().prepare(first)).toEqual({ works: true, isSettingRevoked: false });
    expect(await open().callers.ofKey(first)).toMatchObject({ scopes: ["admin"] });
    await open().prepare(second);
    expect(await open().callers.ofKey(first)).toBeUndefined();
    expect(await open().callers.ofKey(second)).toMatchObject({ name: "EVALBOARD_ADMIN_KEY" });
    const [setting] = await access.keys.list();
    await access.keys.create(admin, by);
    await access.keys.revoke({ keyId: setting!.id }, by);
    expect(await open().prepare(second)).toEqual({ works: true, isSettingRevoked: true });
    expect(await open().callers.ofKey(second)).toBeUndefined();
    expect(JSON.stringify(await execute("select * from audit_entries"))).not.toMatch(/0123456789/);
  });

  test("while the database is away a key that was known is good for reading, for ten minutes", async () => {
    const access = open();
    const { key, secret } = await access.keys.create(reader, by);
    expect(await access.callers.ofKey(secret)).toMatchObject({ isUnverified: false });
    isAway = true;
    nowMs += 600_000;
    expect(await access.callers.ofKey(secret)).toMatchObject({ keyId: key.id, isUnverified: true });
    await expect(access.callers.ofKey(`evb_${"a".repeat(8)}_${"b".repeat(43)}`)).rejects.toThrow("gone");
    nowMs += 1;
    await expect(access.callers.ofKey(secret)).rejects.toThrow("gone");
    isAway = false;
    nowMs += 1_000;
    expect(await access.callers.ofKey(secret)).toMatchObject({ isUnverified: false });
  });

  test("the last use is stored once a minute", async () => {
    const access = open();
    const { secret } = await access.keys.create(reader, by);
    const used = async () => (await access.keys.list())[0]!.lastUsedAt;
    const first = new Date(nowMs).toISOString();
    await access.callers.ofKey(secret);
    await vi.waitFor(async () => expect(await used()).toBe(first), 10_000);
    nowMs += 59_999;
    await access.callers.ofKey(secret);
    nowMs += 1;
    await access.callers.ofKey(secret);
    await vi.waitFor(async () => expect(await used()).toBe(new Date(nowMs).toISOString()), 10_000);
    expect(await used()).not.toBe(new Date(nowMs - 1).toISOString());
  });

  test("the audit log lists the newest first, a page at a time", async () => {
    const { audit } = open();
    for (const subject of ["a", "b", "c"]) await audit.note(by, { action: "run.deleted", subject });
    const first = await audit.list({ limit: 2 });
    expect(first.entries.map(({ subject }) => subject)).toEqual(["c", "b"]);
    const second = await audit.list({ limit: 2, cursor: first.nextCursor });
    expect([second.entries.map(({ subject }) => subject), second.nextCursor]).toEqual([["a"], null]);
  });
});
