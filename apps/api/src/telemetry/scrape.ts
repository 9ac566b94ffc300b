import { setTimeout } from "node:timers/promises";
import type { FactsStatus } from "@evalboard/contract";
import type { DatabaseLoad, ReplicaState } from "@evalboard/db";
import type { FactKeeper } from "@evalboard/facts";
import type { StatsReader } from "@evalboard/stats";
import { Gauge } from "@prometheus-io/client";
import type { FastifyInstance } from "fastify";
import { boardGauges, gaugedPeriods } from "./board-gauges.ts";
import type { Metrics } from "./metrics.ts";

export interface Scraped {
  readonly stats: Pick<StatsReader, "get">;
  readonly facts: Pick<FactKeeper, "status">;
  /** Absent where the server's database is not looked into. */
  readonly databaseLoad?: (() => DatabaseLoad) | undefined;
  /** Absent where there are no replicas. */
  readonly replicaStates?: (() => readonly ReplicaState[]) | undefined;
}

/** How long a scrape waits for what the database is asked, ms: Prometheus gives up after 10 s. */
const PATIENCE_MS = 2_000;

/** How old what is known of the facts may get, ms: of it alone each scrape would ask the database. */
const FACTS_TTL_MS = 10_000;

/**
 * `GET /metrics`, for Prometheus. It costs what two who look at the board cost, who have theirs computed once a minute, and answers
 * though there is no board and no database: what could not be had in time is left out.
 */
export function metricsRoute(app: FastifyInstance, metrics: Metrics, scraped: Scraped): void {
  const setBoards = boardGauges(metrics.registry);
  const setFacts = factsGauges(metrics);
  const setDatabase = scraped.databaseLoad && databaseGauges(metrics, scraped.databaseLoad);
  const setReplicas = replicaGauges(metrics, scraped.replicaStates ?? (() => []));
  const factsStatus = keptFor(FACTS_TTL_MS, () => scraped.facts.status());
  app.get("/metrics", { config: { door: "whole" } }, async (_request, reply) => {
    const [facts, ...boards] = await Promise.all([
      inTime(factsStatus()),
      ...gaugedPeriods.map(async (period) => [period, await inTime(scraped.stats.get(period))] as const),
    ]);
    setFacts(facts);
    setDatabase?.();
    setReplicas();
    setBoards.set(new Map(boards), new Date());
    return reply
      .type(metrics.registry.contentType)
      .header("cache-control", "no-store")
      .send(await metrics.text());
  });
}

/** What there is within the patience of a scrape; a failure is told of by who had it. */
async function inTime<Found>(found: Promise<Found>): Promise<Found | undefined> {
  const timer = new AbortController();
  const { signal } = timer;
  const tooLate = setTimeout(PATIENCE_MS, undefined, { signal, ref: false }).catch(() => undefined);
  return Promise.race([found.catch(() => undefined), tooLate]).finally(() => timer.abort());
}

/** Asks once for all who want to know at a time, and again once the answer is older than that. */
function keptFor<Found>(ttlMs: number, ask: () => Promise<Found>): () => Promise<Found> {
  let kept: { readonly answer: Promise<Found>; readonly askedMs: number } | undefined;
  return () => {
    const nowMs = performance.now();
    if (!kept || nowMs - kept.askedMs >= ttlMs) kept = { answer: ask(), askedMs: nowMs };
    return kept.answer;
  };
}

/** Of facts that cannot be asked for, nothing is told. */
function factsGauges({ registry }: Metrics): (status: FactsStatus | undefined) => void {
  const gauge = (name: string, help: string, read: (status: FactsStatus) => number | null) => {
    const one = new Gauge<string>({ name: `evalboard_facts_${name}`, help, registers: [registry] });
    return (status: FactsStatus | undefined) => {
      const value = status ? read(status) : null;
      if (value === null) one.remove({});
      else one.set(value);
    };
  };
  const all = [
    gauge(
      "current",
      "Whether the board is read from facts; 0 while it is computed from the runs",
      ({ runs }) => (runs === null ? 0 : 1),
    ),
    gauge("runs", "Completed runs in the facts", ({ runs }) => runs),
    gauge("building", "Whether facts are being built", ({ rebuild }) => (isUnderWay(rebuild) ? 1 : 0)),
    gauge("runs_left", "Completed runs that the building has yet to read", ({ rebuild }) =>
      isUnderWay(rebuild) ? Math.max(0, rebuild.totalRuns - rebuild.runs) : 0,
    ),
    gauge("last_build_timestamp_seconds", "When this server's last building ended", ({ rebuild }) =>
      rebuild?.endedAt ? Date.parse(rebuild.endedAt) / 1_000 : null,
    ),
    gauge("last_build_failed", "Whether this server's last building came to no end", ({ rebuild }) =>
      rebuild?.endedAt ? Number(rebuild.error !== null) : null,
    ),
  ];
  return (status) => {
    for (const tell of all) tell(status);
  };
}

function isUnderWay(work: FactsStatus["rebuild"]): work is NonNullable<FactsStatus["rebuild"]> {
  return work !== null && work.endedAt === null;
}

function databaseGauges({ registry }: Metrics, load: () => DatabaseLoad): () => void {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `evalboard_database_${name}`, help, registers: [registry] });
  const connections = gauge("connections", "Connections that are open; PGlite has one");
  const most = gauge("connections_max", "Connections that may be open");
  const idle = gauge("connections_idle", "Open connections that nobody uses");
  const waiting = gauge("waiting", "Units of work that wait for a connection");
  return () => {
    const now = load();
    connections.set(now.connections);
    most.set(now.maxConnections);
    idle.set(now.idleConnections);
    waiting.set(now.waiting);
  };
}

function replicaGauges({ registry }: Metrics, states: () => readonly ReplicaState[]): () => void {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `evalboard_replica_${name}`, help, labelNames: ["replica"], registers: [registry] });
  const lag = gauge("lag_seconds", "How old what a replica shows is; absent where it cannot tell");
  const readable = gauge("readable", "Whether reports are read from a replica");
  return () => {
    for (const { name: replica, behindMs, reason } of states()) {
      readable.set({ replica }, reason === null ? 1 : 0);
      if (behindMs === null) lag.remove({ replica });
      else lag.set({ replica }, behindMs / 1_000);
    }
  };
}
