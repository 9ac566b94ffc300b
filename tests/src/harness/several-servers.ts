import { createClient, EvalBoardError, recordRun } from "@evalboard/client";
import { StatsReport } from "@evalboard/contract";
import { createPostgresqlDatabase, providedDatabases } from "@evalboard/db/testing";
import { expect } from "vitest";
import { type Balancer, startBalancer } from "./balancer.ts";
import { ask } from "./keep-asking.ts";
import { settableClock } from "./settable-clock.ts";
import { type ServerUnderTest, startServer } from "./start-server.ts";
import { tempDir } from "./temp-dir.ts";

/** A machine with much to do may take as long as it wants. */
const patient = { MAX_LOOP_DELAY_MS: "0", DATABASE_WAIT_MS: "60000", STATEMENT_TIMEOUT_MS: "60000" };

/** Three servers of one PostgreSQL behind a balancer; they have one clock. */
export interface SeveralServers extends AsyncDisposable {
  readonly databaseUrl: string;
  readonly servers: ServerUnderTest[];
  readonly balancer: Balancer;
  /** Starts another one, which gets nothing from the balancer. */
  startOne(env?: Readonly<Record<string, string>>): Promise<ServerUnderTest>;
  /** Kills one of them, and has the balancer pass it over; gives what starts one in its place. */
  kill(index: number): Promise<() => Promise<ServerUnderTest>>;
  /** Sets the clock ahead, by a minute and a second where nothing is said. */
  later(byMs?: number): Promise<void>;
  /**
   * Has 30 ask the balancer at once; gives what they are all told, again where that is an old one, which there is while a new one takes longer than
   * a second.
   */
  askAll(path: string): Promise<StatsReport>;
  /** How often a report was computed, by all servers that run together since each was started. */
  computations(report: string): Promise<number>;
}

export async function severalServers(env: Readonly<Record<string, string>> = {}): Promise<SeveralServers> {
  const folder = await tempDir();
  const clock = await settableClock(folder.path);
  const { postgresqlUrl, postgresqlTemplate } = providedDatabases();
  const database = await createPostgresqlDatabase(postgresqlUrl, postgresqlTemplate);
  const startOne = (own: Readonly<Record<string, string>> = {}) =>
    startServer({
      cwd: folder.path,
      env: { ...patient, ...clock.env, DATABASE_URL: database.url, ...env, ...own },
    });
  const servers = await Promise.all([startOne(), startOne(), startOne()]);
  const balancer = await startBalancer(servers.map(({ url }) => url));
  let aheadMs = 0;
  return {
    databaseUrl: database.url,
    servers,
    balancer,
    startOne,
    kill: async (index) => {
      await servers[index]!.stop("SIGKILL");
      balancer.servers = servers.filter((_, other) => other !== index).map(({ url }) => url);
      return async () => {
        servers[index] = await startOne();
        balancer.servers = servers.map(({ url }) => url);
        return servers[index];
      };
    },
    later: async (byMs = 61_000) => {
      aheadMs += byMs;
      await clock.set(aheadMs);
    },
    askAll: async (path) => {
      for (;;) {
        const asked = await Promise.all(Array.from({ length: 30 }, () => ask(balancer.url, path)));
        expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([200]));
        const told = asked.map(({ body }) => StatsReport.parse(JSON.parse(body)));
        const [first, ...others] = told.filter(({ stale }) => !stale);
        for (const { generatedAt } of others) expect(generatedAt).toBe(first?.generatedAt);
        if (first) return first;
      }
    },
    computations: async (report) => {
      const name = "evalboard_report_computation_duration_seconds_count";
      const counted = await Promise.all(
        servers.map(({ url }) => counter(url, `${name}{report="${report}",outcome="ok"}`)),
      );
      return counted.reduce((sum, count) => sum + count, 0);
    },
    [Symbol.asyncDispose]: async () => {
      await balancer[Symbol.asyncDispose]();
      await Promise.all(servers.map((server) => server.stop("SIGKILL")));
      await database.drop();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** What a server counted, by the metric's name and labels; 0 where it has not, or does not answer. */
export async function counter(url: string, name: string): Promise<number> {
  const { body } = await ask(url, "/metrics");
  const line = body.split("\n").find((each) => each.startsWith(`${name} `));
  return Number(line?.split(" ").at(-1) ?? 0);
}

/** What a run begins with. */
export const start = {
  model: { provider: "openai", name: "gpt-4o" },
  dataset: { name: "capitals" },
  prompt: { name: "capitals", text: "Name the capital of {{country}}." },
};
export const results = [1, 0].map((score, item) => ({ itemKey: `item-${item}`, score }));

/** Records run after run, whichever server breaks; `stop` gives the runs whose completion was answered. */
export function keepRecording(url: string, writers: number) {
  const over = new AbortController();
  const answered = new Set<string>();
  const writing = Array.from({ length: writers }, async (_, writer) => {
    for (let index = 0; !over.signal.aborted; index++) {
      try {
        const run = { start: { ...start, externalId: `${writer}-${index}` }, results };
        answered.add((await recordRun(createClient({ url }), run)).runId);
      } catch (error) {
        if (!(error instanceof EvalBoardError)) throw error;
      }
    }
  });
  return {
    answered,
    stop: async () => {
      over.abort();
      await Promise.all(writing);
    },
  };
}

/** The completed runs of a board, by their ids. */
export async function completedRuns(client: ReturnType<typeof createClient>): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let cursor: string | null | undefined;
  do {
    const page = await client.runs.list.query({ limit: 100, cursor });
    for (const { id, status } of page.runs) if (status === "completed") ids.add(id);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}
