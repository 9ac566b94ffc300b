import { type Orm, Setting } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSettingStore } from "./settings.ts";
import { agreeOnZone, OtherZone, requireZone } from "./zone.ts";

const now = new Date("2026-03-10T12:00:00.000Z");

describe.each(engines)("the zone of a board on %s", (engine) => {
  let orm: Orm;
  const agree = (timeZone: string, isChange = false) => agreeOnZone(orm, { timeZone, isChange, now });

  beforeAll(async () => {
    orm = await createTestOrm(engine);
  });
  beforeEach(async () => void (await orm.em.fork().nativeDelete(Setting, {})));
  afterAll(() => orm.close());

  test("is that of the first server, and another one's is refused with both and what to do", async () => {
    await requireZone(orm, "Asia/Kolkata");
    await agree("Europe/Berlin");
    await agree("Europe/Berlin");
    const refused: unknown = await agree("UTC").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(OtherZone);
    expect(String(refused)).toMatch(/of Europe\/Berlin, and this server's are those of UTC/);
    expect(String(refused)).toMatch(/set EVALBOARD_TIME_ZONE=Europe\/Berlin/);
    expect(String(refused)).toMatch(/start --change-time-zone/);
    await agree("Europe/Berlin");
  });

  test("is one of those of several servers that are the first at once", async () => {
    const zones = ["UTC", "Asia/Kolkata", "Europe/Berlin", "America/New_York"];
    const started = await Promise.allSettled(zones.map((zone) => agree(zone)));
    expect(started.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("is changed on purpose, and who has the one before hears of it", async () => {
    await agree("Europe/Berlin");
    await agree("Asia/Kolkata", true);
    await agree("Asia/Kolkata");
    await expect(requireZone(orm, "Europe/Berlin")).rejects.toThrow(OtherZone);
  });

  test("is nothing that the settings of the page are troubled by", async () => {
    await agree("Europe/Berlin");
    const timeZone = { name: "Europe/Berlin", isSet: true };
    const fixed = { timeZone, alertErrorRate: undefined, webhook: undefined };
    const settings = createSettingStore({ orm, fixed, refusalOf: () => undefined });
    expect((await settings.change({ passMark: 0.7 })).changes).toEqual([
      { setting: "passMark", from: "0.5", to: "0.7" },
    ]);
    await agree("Europe/Berlin");
  });
});
