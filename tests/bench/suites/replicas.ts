import { createReplicas, type Replicas } from "@evalboard/db";
import { startReplicated } from "@evalboard/db/testing";
import { createKeptFigures, createSharedReports, createStatsReader } from "@evalboard/stats";
import { filledBoard, timeZone } from "../fill/filled-board.ts";
import { type Bench, type Row, row } from "../harness/bench.ts";
import { processorMs } from "../harness/process-figures.ts";
import { openDatabase } from "../harness/shared-postgresql.ts";

/** Computations that are counted together, for a clock tick is long. */
const TOGETHER = 50;

/** What is left to the primary of a board's computation for which a replica is read, beside one for which it is read itself. */
export async function replicas({ say, maxRuns }: Bench): Promise<Row[]> {
  await using postgresql = await startReplicated();
  // One, whose process is the one that is looked at.
  const database = () => openDatabase(postgresql.primary.url, { maxConnections: 1 });
  const board = await filledBoard({ database }, Math.min(10_000, maxRuns), say);
  const { orm } = board;
  const url = new URL(postgresql.replica.url);
  url.pathname = new URL(board.url).pathname;
  const limits = { statementTimeoutMs: 60_000, connectionTimeoutMs: 60_000, maxConnections: 1 };
  const onError = (error: unknown) => {
    throw error;
  };
  const read = await createReplicas({
    primary: orm,
    urls: [url.href],
    ...limits,
    onChange: ({ reason }) => say(`${reason}`),
  });
  const watch = () => Promise.all(read.watches.map((one) => one()));
  while (!read.isReadable()) await watch();
  const watching = setInterval(() => void watch(), 1_000);
  const kept = createKeptFigures();
  const pid = async () => Number((await board.execute("select pg_backend_pid() as pid"))[0]?.["pid"]);
  const primaryMs = async (period: "24h" | "7d" | "all", elsewhere?: Replicas) => {
    const shared = createSharedReports({ orm, replicas: elsewhere, version: "1", onError });
    const [connection, begunMs] = [await pid(), processorMs(await pid())];
    for (let n = 0; n < TOGETHER; n++) {
      await board.execute("update kept_reports set computed_at = computed_at - interval '1 hour'");
      const reader = createStatsReader({ orm, replicas: elsewhere, timeZone, kept, shared });
      await reader.get(period);
      await reader.close();
    }
    if ((await pid()) !== connection) throw new Error("the connection was another one at the end");
    return (processorMs(connection) - begunMs) / TOGETHER;
  };
  const rows: Row[] = [];
  for (const period of ["24h", "7d", "all"] as const) {
    say(`${period} of ${board.runs} runs`);
    await primaryMs(period);
    const [alone, relieved] = [await primaryMs(period), await primaryMs(period, read)];
    const against = { value: alone, unit: "ms", of: "without replicas" } as const;
    rows.push(row(`${period}, the primary's processor`, { value: relieved, unit: "ms" }, against));
  }
  clearInterval(watching);
  await read.close();
  await board.drop();
  return rows;
}
