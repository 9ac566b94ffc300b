import { describe, expect, it } from "vitest";
import { fixtureRun } from "../testing/fixture-run.ts";
import { MemoryRecorder } from "../testing/memory-recorder.ts";
import { sendRun } from "./send-run.ts";
import { ServerUnreachable } from "./server-fault.ts";

const run = fixtureRun(2_500);

describe("sendRun", () => {
  it("starts the run, adds its results in batches, and completes it at its own time", async () => {
    const recorder = new MemoryRecorder();
    const sent: number[] = [];
    expect((await sendRun(recorder, run, (results) => sent.push(results))).status).toBe("imported");
    expect(recorder.calls).toEqual([
      "start",
      "addResults 1000",
      "addResults 1000",
      "addResults 500",
      "complete",
    ]);
    expect(recorder.runs.get("nightly-1")).toMatchObject({
      status: "completed",
      endedAt: "2026-01-31T09:00:00.000Z",
    });
    expect(sent).toEqual([1_000, 1_000, 500]);
  });

  it("ends a run as failed that was one", async () => {
    const recorder = new MemoryRecorder();
    await sendRun(recorder, { ...run, end: { status: "failed", error: "out of money" } }, () => {});
    expect(recorder.runs.get("nightly-1")).toMatchObject({ status: "failed", error: "out of money" });
  });

  it("sends nothing of a run that has ended there", async () => {
    const recorder = new MemoryRecorder();
    const first = await sendRun(recorder, run, () => {});
    recorder.calls.length = 0;
    const sent: number[] = [];
    expect(await sendRun(recorder, run, (results) => sent.push(results))).toEqual({
      runId: first.runId,
      status: "already there",
    });
    expect(recorder.calls).toEqual(["start"]);
    expect(sent).toEqual([2_500]);
  });

  it.each([1, 2, 3, 4, 5])(
    "goes on where answer %i was lost, and nothing is there twice",
    async (faultAt) => {
      const recorder = new MemoryRecorder();
      Object.assign(recorder, { fault: new ServerUnreachable("gone"), faultAt });
      await expect(sendRun(recorder, run, () => {})).rejects.toThrow("gone");
      expect(recorder.runs.get("nightly-1")?.status).not.toBe("completed");

      recorder.fault = null;
      expect((await sendRun(recorder, run, () => {})).status).toBe("imported");
      expect(recorder.runs.size).toBe(1);
      expect(recorder.runs.get("nightly-1")?.results.size).toBe(2_500);
      expect(recorder.runs.get("nightly-1")?.status).toBe("completed");
    },
  );
});
