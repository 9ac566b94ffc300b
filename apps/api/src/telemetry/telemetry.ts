import type { DoCall } from "@evalboard/router";
import type { RunStore } from "@evalboard/runs";
import { isOfNothing, type ReportWatch } from "@evalboard/stats";
import { TRPCError } from "@trpc/server";
import { type ComputationOutcome, createMetrics, type Metrics } from "./metrics.ts";
import type { Tracing } from "./tracing.ts";

/** What counts and traces what the server does. */
export interface Telemetry {
  readonly metrics: Metrics;
  /** Absent where nobody wants traces, and then costs nothing. */
  readonly tracing?: Tracing | undefined;
}

/** Metrics from zero, and traces where they are wanted. */
export function createTelemetry(tracing?: Tracing): Telemetry {
  return { metrics: createMetrics(), tracing };
}

/** Has `doCall` do the call of a procedure, counts it by how it came out and traces it. */
export function aroundCalls({ metrics, tracing }: Telemetry, doCall: DoCall): DoCall {
  return async (called, call) => {
    const { path: procedure } = called;
    const startMs = performance.now();
    const ended = (outcome: string) => metrics.callEnded(procedure, outcome, secondsSince(startMs));
    try {
      const result = await within(tracing, procedure, { "rpc.system": "trpc", "rpc.method": procedure }, () =>
        doCall(called, call),
      );
      ended("ok");
      return result;
    } catch (error) {
      ended(error instanceof TRPCError ? error.code.toLowerCase() : "internal_server_error");
      throw error;
    }
  };
}

/** Hears of the reports' caches, and counts and traces what they compute. */
export function watchReports({ metrics, tracing }: Telemetry): ReportWatch {
  return {
    answered: metrics.reportAnswered,
    computing: async (report, period, compute) => {
      const startMs = performance.now();
      const ended = (outcome: ComputationOutcome) =>
        metrics.reportComputed(report, outcome, secondsSince(startMs));
      try {
        const computed = await within(tracing, `compute ${report}`, { "evalboard.period": period }, compute);
        ended("ok");
        return computed;
      } catch (error) {
        ended(isOfNothing(error) ? "absent" : "failed");
        throw error;
      }
    },
  };
}

/** The store, what is recorded through it counted and completions traced. */
export function watchRuns(runs: RunStore, { metrics, tracing }: Telemetry): RunStore {
  return {
    ...runs,
    addResults: async (batch) => {
      const added = await runs.addResults(batch);
      metrics.resultsRecorded(added.added);
      return added;
    },
    complete: async (run) => {
      const complete = () => runs.complete(run);
      const ended = await within(tracing, "complete run", { "evalboard.run.id": run.runId }, complete);
      if (ended.changed) metrics.runEnded("completed");
      return ended;
    },
    fail: async (run) => {
      const ended = await runs.fail(run);
      if (ended.changed) metrics.runEnded("failed");
      return ended;
    },
  };
}

function within<Result>(
  tracing: Tracing | undefined,
  name: string,
  attributes: Readonly<Record<string, string>>,
  work: () => Promise<Result>,
): Promise<Result> {
  return tracing ? tracing.within(name, attributes, work) : work();
}

const secondsSince = (startMs: number) => (performance.now() - startMs) / 1_000;
