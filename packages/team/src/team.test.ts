import { ChangeSettings, SaveView } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSettingStore, type FixedSettings, readPassMark } from "./settings.ts";
import { createViewStore } from "./views.ts";

const now = new Date("2026-01-31T09:00:00.000Z");
const by = { name: "ops" };
const secret = `whsec_${"a".repeat(43)}=`;
const otherSecret = `whsec_${"b".repeat(43)}=`;
const id = "01900000-0000-7000-8000-000000000001";

test.each([
  "/",
  "/?period=30d&label=main&tag=temperature%3D0.2",
  "/runs?text=%2F%2Fevil.example",
  "/datasets/01900000-0000-7000-8000-000000000001/items/a%2Fb?answer=x",
  `/runs?text=${"a".repeat(1_989)}`,
])("%s is an address within the board", (address) => {
  expect(SaveView.parse({ name: "a", address }).address).toBe(address);
});

test.each([
  "",
  "runs",
  "//evil.example/",
  "/\\evil.example",
  "\\/evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "/.//evil.example",
  "/runs/..//evil.example",
  "/%2e//evil.example",
  "/\t/evil.example",
  "/runs?text=a b",
  "/runs#top",
  "/runs?text=é",
  `/runs?text=${"a".repeat(1_990)}`,
])("%j is none", (address) => {
  const read = SaveView.safeParse({ name: "a", address });
  expect(read.error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
    ["address", expect.stringMatching(/^must (be an address within the board|have at most 2000)/)],
  ]);
});

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => void (orm = await createTestOrm(engine)));
  afterAll(() => orm.close());
  beforeEach(async () => {
    for (const table of ["saved_views", "settings"])
      await orm.em.getConnection().execute(`delete from ${table}`);
  });

  test("a view is kept under a name that no other has, until it is removed", async () => {
    const views = createViewStore({ orm, now: () => now });
    const nightly = await views.save({ name: "Nightly", address: "/?label=nightly" }, by);
    await views.save({ name: "nightly 2", address: "/runs?label=main" }, by);
    expect(nightly).toEqual({
      id: nightly.id,
      name: "Nightly",
      address: "/?label=nightly",
      createdBy: "ops",
      createdAt: now.toISOString(),
    });
    await expect(views.save({ name: "Nightly", address: "/" }, by)).rejects.toThrow(
      /^name: "Nightly" is the name of another saved view/,
    );
    const renaming = { viewId: nightly.id, name: "Zebra" };
    expect(await views.rename(renaming)).toEqual({ view: { ...nightly, name: "Zebra" }, before: "Nightly" });
    await expect(views.rename({ ...renaming, name: "nightly 2" })).rejects.toThrow(/^name: "nightly 2" is/);
    expect((await views.list()).map(({ name }) => name)).toEqual(["nightly 2", "Zebra"]);
    expect((await views.remove({ viewId: nightly.id })).name).toBe("Zebra");
    await expect(views.remove({ viewId: nightly.id })).rejects.toThrow(/^viewId: no saved view/);
    await expect(views.rename(renaming)).rejects.toThrow(/^viewId: no saved view/);
    expect(await views.list()).toHaveLength(1);
  });

  const open = (fixed: Partial<FixedSettings> = {}) =>
    createSettingStore({
      orm,
      fixed: {
        timeZone: { name: "UTC", isSet: false },
        alertErrorRate: undefined,
        webhook: undefined,
        ...fixed,
      },
      refusalOf: (url) => (url.includes("10.0.0.1") ? "must be a public address" : undefined),
      now: () => now,
    });
  const change = (changes: ChangeSettings, settings = open()) =>
    settings.change(ChangeSettings.parse(changes));

  test("what nobody has set is as it is by itself, and what is unset is so again", async () => {
    const settings = open();
    const before = await settings.get();
    expect(before).toEqual({
      timeZone: { value: "UTC", source: "default", variable: "EVALBOARD_TIME_ZONE" },
      passMark: { value: 0.5, source: "default", variable: null },
      alertErrorRate: { value: 0.1, source: "default", variable: "ALERT_ERROR_RATE" },
      webhook: { value: null, source: "default", variable: "ALERT_WEBHOOK_URL" },
      retention: { value: [], source: "default", variable: null },
    });
    expect([await settings.alerts(), await settings.retention()]).toEqual([null, []]);
    const retention = [{ dataset: null, olderThanDays: 90 }];
    const { settings: set, changes } = await change({ passMark: 0.75, retention });
    expect(set.passMark).toEqual({ value: 0.75, source: "board", variable: null });
    expect(await readPassMark(orm.em.fork())).toBe(0.75);
    expect(await settings.retention()).toEqual(retention);
    expect(changes).toEqual([
      { setting: "passMark", from: "0.5", to: "0.75" },
      { setting: "retention", from: "none", to: "every dataset after 90 days" },
    ]);
    expect((await change({ passMark: 0.75 })).changes).toEqual([]);
    expect((await change({ passMark: null, retention: null })).settings).toEqual(before);
    expect(await readPassMark(orm.em.fork())).toBe(0.5);
  });

  test("a webhook's secret is kept, and told nobody", async () => {
    const url = "https://hooks.example.com/T0/secret-path";
    await expect(change({ webhook: { url } })).rejects.toThrow(/^webhook\.secret: must be given/);
    await expect(change({ webhook: { url: "http://10.0.0.1/", secret } })).rejects.toThrow(
      /^webhook\.url: must be a public address/,
    );
    const first = await change({ webhook: { url, secret } });
    const moved = await change({ webhook: { url: "https://other.example.com/" } });
    expect(await open().alerts()).toEqual({
      webhook: { url: "https://other.example.com/", secret },
      errorRate: 0.1,
    });
    const renewed = await change({ webhook: { url: "https://other.example.com/", secret: otherSecret } });
    expect((await open().alerts())?.webhook.secret).toBe(otherSecret);
    const told = JSON.stringify([first, moved, renewed, await open().get()]);
    expect(told).not.toMatch(/whsec_/);
    expect(JSON.stringify([first.changes, moved.changes])).not.toContain("secret-path");
    expect(renewed.changes).toHaveLength(1);
    expect((await change({ webhook: null })).changes).toEqual([
      { setting: "webhook", from: "other.example.com", to: "none" },
    ]);
    expect(await open().alerts()).toBeNull();
  });

  test("what the environment sets goes first and is not changed", async () => {
    await change({ alertErrorRate: 0.3, webhook: { url: "https://hooks.example.com/", secret } });
    const fixed = { alertErrorRate: 0.2, webhook: { url: "https://env.example.com/", secret: otherSecret } };
    const settings = open(fixed);
    expect(await settings.get()).toMatchObject({
      alertErrorRate: { value: 0.2, source: "environment", variable: "ALERT_ERROR_RATE" },
      webhook: { value: { url: "https://env.example.com/" }, source: "environment" },
    });
    expect(await settings.alerts()).toEqual({ webhook: fixed.webhook, errorRate: 0.2 });
    await expect(change({ alertErrorRate: null, passMark: 0.9 }, settings)).rejects.toThrow(
      /^alertErrorRate: is set by the server's environment; change ALERT_ERROR_RATE there/,
    );
    await expect(change({ webhook: null }, settings)).rejects.toThrow(/^webhook: .*ALERT_WEBHOOK_URL/);
    expect((await settings.get()).passMark.value).toBe(0.5);
    expect((await open().alerts())?.errorRate).toBe(0.3);
  });

  test("a rule names a dataset that there is, once", async () => {
    const rule = { dataset: "questions", olderThanDays: 30 };
    await expect(change({ retention: [{ ...rule, dataset: null }, rule] })).rejects.toThrow(
      /^retention\[1\]\.dataset: no dataset is called "questions"/,
    );
    await orm.em
      .getConnection()
      .execute(`insert into datasets (id, canonical_id, name) values ('${id}', '${id}', 'questions')`);
    expect((await change({ retention: [rule] })).settings.retention.value).toEqual([rule]);
    const twice = ChangeSettings.safeParse({ retention: [rule, { ...rule, olderThanDays: 5 }] });
    expect(twice.error?.issues[0]?.message).toBe("must name each dataset once");
  });
});
