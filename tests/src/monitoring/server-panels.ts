import type { Panel } from "@grafana/schema";
import { timePanel } from "./panel.ts";

const rate = (name: string) => `rate(evalboard_${name}{@}[$__rate_interval])`;
const quantile = (share: number, name: string, by: string) =>
  `histogram_quantile(${share}, sum by (le, ${by}) (${rate(`${name}_bucket`)}))`;

/** The server at work. */
export const serverPanels: readonly Panel[] = [
  timePanel({
    title: "Requests",
    description: "Answered HTTP requests a second, by the route's pattern.",
    unit: "reqps",
    lines: {
      "{{method}} {{route}}": `sum by (method, route) (${rate("http_request_duration_seconds_count")})`,
    },
    min: 0,
  }),
  timePanel({
    title: "Requests that failed",
    description: "A second, by status: 4xx are faults of callers, 5xx of the server or its database.",
    unit: "reqps",
    lines: {
      "{{status}} {{route}}": `sum by (status, route) (rate(evalboard_http_request_duration_seconds_count{@, status=~"[45].."}[$__rate_interval]))`,
    },
    min: 0,
  }),
  timePanel({
    title: "Latency of procedures, 95 %",
    description: "Of each call, also within a batch.",
    unit: "s",
    lines: { "{{procedure}}": quantile(0.95, "procedure_duration_seconds", "procedure") },
    min: 0,
  }),
  timePanel({
    title: "Where answers come from",
    description:
      "Answers of the reports' caches a second: ready and hit were there, miss was waited for, stale is old.",
    unit: "ops",
    lines: { "{{report}} {{from}}": `sum by (report, from) (${rate("report_answers_total")})` },
    min: 0,
  }),
  timePanel({
    title: "Computations, 95 %",
    description: "How long reports take to compute.",
    unit: "s",
    lines: { "{{report}}": quantile(0.95, "report_computation_duration_seconds", "report") },
    min: 0,
  }),
  timePanel({
    title: "Database connections",
    description: "PGlite has one. Who waits for long gets a 503.",
    unit: "short",
    lines: {
      "open, {{instance}}": "evalboard_database_connections{@}",
      "idle, {{instance}}": "evalboard_database_connections_idle{@}",
      "most, {{instance}}": "evalboard_database_connections_max{@}",
      "waiting, {{instance}}": "evalboard_database_waiting{@}",
    },
    min: 0,
  }),
  timePanel({
    title: "Recorded",
    description: "Runs that were completed or failed, and results, a second.",
    unit: "ops",
    lines: {
      "runs {{status}}": `sum by (status) (${rate("runs_ended_total")})`,
      results: `sum (${rate("results_recorded_total")})`,
    },
    min: 0,
  }),
  timePanel({
    title: "Facts, quarters and alerts",
    description: "While facts are built the board is computed from the runs. Failures a second.",
    unit: "short",
    lines: {
      "runs left to build, {{instance}}": "evalboard_facts_runs_left{@}",
      "facts failed": `sum (${rate("facts_errors_total")})`,
      "quarters failed": `sum (${rate("quarters_errors_total")})`,
      "alerts {{outcome}}": `sum by (outcome) (${rate("alert_sendings_total")})`,
    },
    min: 0,
  }),
  timePanel({
    title: "Reports that servers share",
    description:
      "A second: taken from another server or kept for others, alone where that failed; of Redis, away is not asked or no answer.",
    unit: "ops",
    lines: {
      "{{sharing}}": `sum by (sharing) (${rate("report_sharings_total")})`,
      "Redis {{recall}}": `sum by (recall) (${rate("report_recalls_total")})`,
    },
    min: 0,
  }),
  timePanel({
    title: "Replicas",
    description: "How old what each shows is; beyond 30 s, or at fault, it is left out.",
    unit: "s",
    lines: {
      "behind, {{replica}}, {{instance}}": "evalboard_replica_lag_seconds{@}",
      "left out, {{replica}}, {{instance}}": "1 - evalboard_replica_readable{@}",
    },
    min: 0,
  }),
  timePanel({
    title: "Event loop",
    description: "How long what is due waits for its turn; processor time a second.",
    unit: "s",
    lines: {
      "lag p99, {{instance}}": "nodejs_eventloop_lag_p99_seconds{@}",
      "processor, {{instance}}": "rate(process_cpu_seconds_total{@}[$__rate_interval])",
    },
    min: 0,
  }),
  timePanel({
    title: "Memory",
    description: "PGlite alone has some 600 MB.",
    unit: "bytes",
    lines: {
      "resident, {{instance}}": "process_resident_memory_bytes{@}",
      "heap, {{instance}}": "nodejs_heap_size_used_bytes{@}",
    },
    min: 0,
  }),
];
