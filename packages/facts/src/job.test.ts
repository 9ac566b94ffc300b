import { DatabaseLostError } from "@evalboard/db";
import pLimit from "p-limit";
import { describe, expect, test } from "vitest";
import { SupersededError } from "./build.ts";
import { createJob } from "./job.ts";

describe("create job", () => {
  const at = new Date("2026-03-30T09:30:00.000Z");
  const jobOf = (errors: unknown[] = []) =>
    createJob<string>({ now: () => at, onError: (error) => errors.push(error) });

  describe("a job", () => {
    test("is done once however many ask for it, and again when it is over", async () => {
      const job = jobOf();
      const works = [Promise.withResolvers<string>(), Promise.withResolvers<string>()] as const;
      let begun = 0;
      const work = () => works[begun++]!.promise;
      expect(job.last()).toBeNull();
      for (let ask = 0; ask < 3; ask++) job.start(work);
      expect(begun).toBe(1);
      expect(job.last()).toMatchObject({
        work: { startedAt: at.toISOString(), endedAt: null },
        outcome: null,
      });
      works[0].resolve("first");
      await expect.poll(() => job.last()?.outcome).toBe("first");
      expect(job.last()?.work).toMatchObject({ endedAt: at.toISOString(), error: null });
      job.start(work);
      expect([begun, job.last()?.outcome]).toEqual([2, null]);
    });

    test("tells how far it is while it goes on", async () => {
      const job = jobOf();
      const over = Promise.withResolvers<string>();
      job.start(async (tally) => {
        Object.assign(tally, { runs: 500, totalRuns: 1_000 });
        return over.promise;
      });
      expect(job.last()?.work).toMatchObject({ runs: 500, totalRuns: 1_000, endedAt: null });
      over.resolve("");
    });

    test.each([
      [new SupersededError(), /another process has begun/],
      [new DatabaseLostError("gone from 10.0.0.7"), /^the database could not be reached meanwhile$/],
      [new Error("select secret from runs"), /^internal error: the server's log has it$/],
    ])("that breaks says no more than may be known, and can be done again (%s)", async (error, words) => {
      const errors: unknown[] = [];
      const job = jobOf(errors);
      job.start(async () => {
        throw error;
      });
      await expect.poll(() => job.last()?.work.error).toMatch(words);
      expect(errors).toEqual([error]);
      job.start(async () => "well");
      await expect.poll(() => job.last()).toMatchObject({ work: { error: null }, outcome: "well" });
    });
  });
});

describe("turns", () => {
  test("each waits for those before, whether they went well or broke", async () => {
    const inTurn = pLimit(1);
    const events: string[] = [];
    const first = Promise.withResolvers<string>();
    const asked = [
      inTurn(async () => void events.push(await first.promise)),
      inTurn(async () => {
        await new Promise((resolve) => setImmediate(resolve));
        events.push("second");
        throw new Error("broke");
      }).catch(() => {}),
      inTurn(async () => void events.push("third")),
    ];
    await new Promise((resolve) => setImmediate(resolve));
    expect(events).toEqual([]);
    first.resolve("first");
    await Promise.all(asked);
    expect(events).toEqual(["first", "second", "third"]);
  });
});
