import { randomUUID } from "node:crypto";
import type { RecordingClient } from "@evalboard/client";
import {
  AddResults,
  CompareRecorded,
  CompleteRun,
  FailRun,
  type NewResult,
  type RunStatus,
  StartRun,
} from "@evalboard/contract";

interface StoredRun {
  readonly runId: string;
  readonly start: StartRun;
  status: RunStatus;
  /** By item key and repeat. */
  readonly results: Map<string, NewResult>;
  label?: string | undefined;
  tags: Readonly<Record<string, string>>;
  error?: string;
  endedAt?: string | undefined;
  contentHash?: string | undefined;
}

const keyOf = ({ itemKey, repeat = 1 }: NewResult) => JSON.stringify([itemKey, repeat]);
const isUnscored = ({ score, error }: NewResult) => score === null && (error ?? null) === null;

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
      compare: { mutate: (recorded: CompareRecorded) => this.compare(recorded) },
    };
    // oxlint-disable-next-line no-unsafe-type-assertion -- nobody reads what ending a run answers
    return { runs: { record } } as unknown as RecordingClient;
  }

  async start(input: StartRun) {
    const start = StartRun.parse(input);
    this.answer("start");
    const replaced = start.replace === true ? this.runs.get(start.externalId) : undefined;
    const known = replaced ? undefined : this.runs.get(start.externalId);
    const { label, tags } = start;
    const fresh = {
      runId: replaced?.runId ?? randomUUID(),
      start,
      status: "running" as const,
      label,
      tags,
      results: new Map(),
    };
    const run: StoredRun = known ?? fresh;
    this.runs.set(start.externalId, run);
    const described =
      (label !== undefined && label !== run.label) ||
      Object.entries(tags).some(([name, value]) => run.tags[name] !== value);
    Object.assign(run, { label: label ?? run.label, tags: { ...run.tags, ...tags } });
    const waiting = [...run.results.values()].filter(isUnscored).length;
    const unscored = run.status === "completed" && waiting > 0 ? { unscored: waiting } : {};
    const { runId, status, contentHash } = run;
    const ended = status === "running" ? {} : { ...unscored, contentHash };
    return { runId, status, created: known === undefined, described, ...ended };
  }

  /** By scores alone. */
  async compare(input: CompareRecorded) {
    const { start, results } = CompareRecorded.parse(input);
    this.answer(`compare ${results.length}`);
    const run = this.runs.get(start.externalId);
    if (!run) throw new Error(`there is no run ${start.externalId}`);
    const stored = (sent: NewResult) => run.results.get(keyOf(sent));
    const found = results.filter((sent) => stored(sent) !== undefined);
    const late = found.filter((sent) => stored(sent)?.score === null && sent.score !== null);
    const different = found.filter((sent) => stored(sent)?.score !== sent.score && !late.includes(sent));
    const [first] = different;
    const example = first && {
      itemKey: first.itemKey,
      itemName: first.itemName ?? first.input ?? null,
      repeat: first.repeat ?? 1,
      stored: stored(first)?.score ?? null,
      sent: first.score,
    };
    return {
      runId: run.runId,
      status: run.status,
      stored: run.results.size,
      facts: [],
      same: found.length - late.length - different.length,
      late: late.length,
      added: results.length - found.length,
      different: different.length,
      differing: example ? [{ field: "score", n: different.length, example }] : [],
    };
  }

  async addResults(input: AddResults) {
    const { runId, results } = AddResults.parse(input);
    const { status, results: stored } = this.run(runId);
    const counts = { added: 0, alreadyThere: 0, scored: 0 };
    for (const result of results) {
      const key = keyOf(result);
      const before = stored.get(key);
      if (!before && status !== "running") throw new Error(`run ${runId} is ${status}`);
      if (!before) counts.added += 1;
      else counts[isUnscored(before) && result.score !== null ? "scored" : "alreadyThere"] += 1;
      stored.set(key, result);
    }
    this.answer(`addResults ${results.length}`);
    return counts;
  }

  async complete(input: CompleteRun) {
    const { runId, completedAt, content } = CompleteRun.parse(input);
    this.answer("complete");
    const run = this.run(runId);
    run.contentHash = content?.hash;
    if (run.status === "running") Object.assign(run, { status: "completed", endedAt: completedAt });
  }

  async fail(input: FailRun) {
    const { runId, error, failedAt } = FailRun.parse(input);
    this.answer("fail");
    Object.assign(this.running(runId), { status: "failed", error, endedAt: failedAt });
  }

  private run(runId: string): StoredRun {
    const run = [...this.runs.values()].find((candidate) => candidate.runId === runId);
    if (!run) throw new Error(`there is no run ${runId}`);
    return run;
  }

  private running(runId: string): StoredRun {
    const run = this.run(runId);
    if (run.status !== "running") throw new Error(`run ${runId} is ${run.status}`);
    return run;
  }

  private answer(call: string): void {
    this.calls.push(call);
    const at = this.calls.length;
    if (this.fault && (at === this.faultAt || (this.lasting && at > this.faultAt))) throw this.fault;
  }
}
