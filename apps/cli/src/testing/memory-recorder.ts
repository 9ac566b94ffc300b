import { randomUUID } from "node:crypto";
import type { RecordingClient } from "@evalboard/client";
import { AddResults, CompleteRun, FailRun, type RunStatus, StartRun } from "@evalboard/contract";

interface StoredRun {
  readonly runId: string;
  readonly start: StartRun;
  status: RunStatus;
  /** By item key and repeat. */
  readonly results: Map<string, unknown>;
  error?: string;
  endedAt?: string | undefined;
}

/** A recorder that keeps runs as the server does, and throws `fault` instead of its `faultAt`th answer. */
export class MemoryRecorder {
  readonly runs = new Map<string, StoredRun>();
  readonly calls: string[] = [];
  fault: Error | null = null;
  faultAt = 0;
  /** Whether every later answer fails too. */
  lasting = false;

  /** This as a client of a server. */
  get client(): RecordingClient {
    const record = {
      start: { mutate: (run: StartRun) => this.start(run) },
      addResults: { mutate: (results: AddResults) => this.addResults(results) },
      complete: { mutate: (run: CompleteRun) => this.complete(run) },
      fail: { mutate: (run: FailRun) => this.fail(run) },
    };
    // oxlint-disable-next-line no-unsafe-type-assertion -- nobody reads what ending a run answers
    return { runs: { record } } as unknown as RecordingClient;
  }

  async start(input: StartRun) {
    const start = StartRun.parse(input);
    this.answer("start");
    const known = this.runs.get(start.externalId);
    const run: StoredRun = known ?? { runId: randomUUID(), start, status: "running", results: new Map() };
    this.runs.set(start.externalId, run);
    return { runId: run.runId, status: run.status, created: known === undefined };
  }

  async addResults(input: AddResults) {
    const { runId, results } = AddResults.parse(input);
    const stored = this.running(runId).results;
    const before = stored.size;
    for (const result of results) stored.set(JSON.stringify([result.itemKey, result.repeat]), result);
    this.answer(`addResults ${results.length}`);
    const added = stored.size - before;
    return { added, alreadyThere: results.length - added };
  }

  async complete(input: CompleteRun) {
    const { runId, completedAt } = CompleteRun.parse(input);
    this.answer("complete");
    Object.assign(this.running(runId), { status: "completed", endedAt: completedAt });
  }

  async fail(input: FailRun) {
    const { runId, error, failedAt } = FailRun.parse(input);
    this.answer("fail");
    Object.assign(this.running(runId), { status: "failed", error, endedAt: failedAt });
  }

  private running(runId: string): StoredRun {
    const run = [...this.runs.values()].find((candidate) => candidate.runId === runId);
    if (run?.status !== "running") throw new Error(`run ${runId} is ${run?.status}`);
    return run;
  }

  private answer(call: string): void {
    this.calls.push(call);
    const at = this.calls.length;
    if (this.fault && (at === this.faultAt || (this.lasting && at > this.faultAt))) throw this.fault;
  }
}
