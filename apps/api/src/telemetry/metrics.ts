import type { AnswerFrom, Recall, ReportKind, Sharing } from "@evalboard/stats";
import { collectDefaultMetrics, Counter, Registry } from "@prometheus-io/client";
import { createDurations } from "./durations.ts";

/** `absent` where there is no such subject. */
export type ComputationOutcome = "ok" | "absent" | "failed";

/** What the server has counted since it was started. */
export interface Metrics {
  /** An HTTP request was answered; `route` is a pattern, never an address. */
  readonly requestEnded: (method: string, route: string, status: number, seconds: number) => void;
  /** A procedure was done, over tRPC or REST; the board of `/api/runs/stats` asks its reader, and is none. `outcome` is `ok` or the error's code in small letters. */
  readonly callEnded: (procedure: string, outcome: string, seconds: number) => void;
  /** `stats.get` was answered by a board that was ready. */
  readonly readyCallEnded: (seconds: number) => void;
  /** A board was sent as bytes that were there, without asking its cache. */
  readonly boardReady: () => void;
  readonly reportAnswered: (report: ReportKind, from: AnswerFrom) => void;
  readonly reportComputed: (report: ReportKind, outcome: ComputationOutcome, seconds: number) => void;
  /** What became of a report that other servers of the database may have, or may want. */
  readonly reportShared: (sharing: Sharing) => void;
  /** What became of a report in Redis. */
  readonly reportRecalled: (recall: Recall) => void;
  readonly runEnded: (status: "completed" | "failed") => void;
  readonly resultsRecorded: (results: number) => void;
  readonly factsFailed: () => void;
  readonly quartersFailed: () => void;
  readonly alertSent: (outcome: "delivered" | "failed") => void;
  /** Where others add what they know. */
  readonly registry: Registry;
  /** All of it in Prometheus' text format. */
  readonly text: () => Promise<string>;
}

/** Counts from zero; of this process nothing, see `countProcess`. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = createDurations<"method" | "route" | "status">(
    "evalboard_http_request_duration_seconds",
    "HTTP requests that were answered, by the route's pattern",
  );
  const calls = createDurations<"procedure" | "outcome">(
    "evalboard_procedure_duration_seconds",
    "Calls of procedures, each call of a batch by itself",
  );
  const computations = createDurations<"report" | "outcome">(
    "evalboard_report_computation_duration_seconds",
    "Computations of reports, however many waited for each",
  );
  let readyBoards = 0;
  const answers = new Counter({
    name: "evalboard_report_answers_total",
    help: "Answers of the reports' caches, by where they came from",
    labelNames: ["report", "from"],
    registers,
  });
  const sharings = new Counter({
    name: "evalboard_report_sharings_total",
    help: "Reports that were taken from other servers of the database, or kept for them",
    labelNames: ["sharing"],
    registers,
  });
  const recalls = new Counter({
    name: "evalboard_report_recalls_total",
    help: "Reports that Redis was asked for, or to keep",
    labelNames: ["recall"],
    registers,
  });
  const runs = new Counter({
    name: "evalboard_runs_ended_total",
    help: "Runs that were ended through this server",
    labelNames: ["status"],
    registers,
  });
  for (const status of ["completed", "failed"]) runs.inc({ status }, 0);
  const results = new Counter({
    name: "evalboard_results_recorded_total",
    help: "Results that were stored through this server",
    registers,
  });
  const factsErrors = new Counter({
    name: "evalboard_facts_errors_total",
    help: "Failures of keeping the facts up; what can be is tried again",
    registers,
  });
  const quartersErrors = new Counter({
    name: "evalboard_quarters_errors_total",
    help: "Failures of looking after the partitions of results; tried again an hour later",
    registers,
  });
  const alerts = new Counter({
    name: "evalboard_alert_sendings_total",
    help: "Sendings of alerts to the webhook",
    labelNames: ["outcome"],
    registers,
  });
  for (const outcome of ["delivered", "failed"]) alerts.inc({ outcome }, 0);
  const readyCalls = calls.of({ procedure: "stats.get", outcome: "ok" });
  const requestsOf = keptSeries((status, route, method) =>
    requests.of({ method, route, status: String(status) }),
  );
  return {
    requestEnded: (method, route, status, seconds) => requestsOf(status, route, method).observe(seconds),
    callEnded: (procedure, outcome, seconds) => calls.of({ procedure, outcome }).observe(seconds),
    readyCallEnded: (seconds) => readyCalls.observe(seconds),
    boardReady: () => {
      readyBoards += 1;
    },
    reportAnswered: (report, from) => answers.inc({ report, from }),
    reportComputed: (report, outcome, seconds) => computations.of({ report, outcome }).observe(seconds),
    reportShared: (sharing) => sharings.inc({ sharing }),
    reportRecalled: (recall) => recalls.inc({ recall }),
    runEnded: (status) => runs.inc({ status }),
    resultsRecorded: (count) => results.inc(count),
    factsFailed: () => factsErrors.inc(),
    quartersFailed: () => quartersErrors.inc(),
    alertSent: (outcome) => alerts.inc({ outcome }),
    registry,
    text: async () => {
      // Counted apart: a counter takes ten times as long as the addition.
      answers.inc({ report: "board", from: "ready" }, readyBoards);
      readyBoards = 0;
      return [requests.text(), calls.text(), computations.text(), await registry.metrics()].join("\n");
    },
  };
}

/** Adds what is known of this process: its event loop, memory, garbage collection, processor time and open files. */
export function countProcess({ registry }: Metrics): void {
  // Two of the misnamed are observed by a timer, ten times a second: as seldom as a timer can be.
  collectDefaultMetrics({ register: registry, eventLoopUtilizationTimeout: 2 ** 31 - 1 });
  for (const name of misnamed) registry.removeSingleMetric(name);
}

/** Of the client's metrics those whose names say another type than they have, which Prometheus' own check refuses. */
const misnamed = [
  "nodejs_active_handles_total",
  "nodejs_active_requests_total",
  "nodejs_active_resources_total",
  "nodejs_eventloop_utilization_histogram",
  "nodejs_eventloop_utilization_summary",
];

/** Three looks into maps find a request's series; a key made of its labels would cost ten times that. */
function keptSeries<Kept>(make: (status: number, route: string, method: string) => Kept) {
  const kept = new Map<number, Map<string, Map<string, Kept>>>();
  return (status: number, route: string, method: string): Kept => {
    const found = kept.get(status)?.get(route)?.get(method);
    if (found) return found;
    const byRoute = kept.get(status) ?? new Map<string, Map<string, Kept>>();
    const byMethod = byRoute.get(route) ?? new Map<string, Kept>();
    const made = make(status, route, method);
    kept.set(status, byRoute.set(route, byMethod.set(method, made)));
    return made;
  };
}
