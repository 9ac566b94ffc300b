import { createTestOrm, engines } from "@evalboard/db/testing";
import { describe, expect, it } from "vitest";
import { RunConflict } from "./errors.ts";
import { createRunStore } from "./store.ts";
import { resultsOf, startOf } from "./testing/runs-of-test.ts";

/** How many runs are raced for. */
const races = Number(process.env["RACES"] ?? 3);
const callers = 20;

describe.each(engines)("twenty who end a run at once, on %s", (engine) => {
  it("end it once: the first wins, and all others are told what it is", async () => {
    const orm = await createTestOrm(engine);
    const runs = createRunStore({ orm });
    for (let race = 0; race < races; race++) {
      const { runId } = await runs.start(startOf({ externalId: `race-${race}` }));
      await runs.addResults({ runId, results: resultsOf(1, 0) });
      const calls = Array.from({ length: callers }, (_, caller) =>
        caller % 4 === race % 4 ? runs.fail({ runId, error: `broke ${caller}` }) : runs.complete({ runId }),
      );
      const ended = await Promise.allSettled(calls);
      const { status, averageScore } = await runs.get({ runId });
      const changed = ended.filter((one) => one.status === "fulfilled" && one.value.changed);
      expect([race, changed.length, averageScore]).toEqual([race, 1, status === "completed" ? 0.5 : null]);
      for (const one of ended) {
        if (one.status === "fulfilled") expect(one.value.run.status).toBe(status);
        else expect(one.reason).toBeInstanceOf(RunConflict);
      }
    }
    await orm.close();
  });
});
