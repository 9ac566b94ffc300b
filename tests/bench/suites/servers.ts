import type { Period } from "@evalboard/contract";
import {
  createKeptFigures,
  createSharedReports,
  openSecondLayer,
  type Recall,
  type StatsReaderOptions,
} from "@evalboard/stats";
import { hasRedis, startRedis } from "../../src/harness/redis.ts";
import { boardReader } from "../fill/board-reader.ts";
import { type FilledBoard, filledBoard } from "../fill/filled-board.ts";
import { type Bench, type Row, row } from "../harness/bench.ts";
import { inTurn, timed } from "../harness/in-turn.ts";

/** A board that is computed for several servers, and one that another has computed, beside one that a server computes for itself alone. */
export async function servers(bench: Bench): Promise<Row[]> {
  const board = await filledBoard(await bench.postgresql(), Math.min(10_000, bench.maxRuns), bench.say);
  try {
    const rows: Row[] = [];
    for (const period of ["24h", "7d", "all"] as const)
      rows.push(...(await besideAlone(board, period, bench)));
    return rows;
  } finally {
    await board.drop();
  }
}

async function besideAlone(board: FilledBoard, period: Period, { say }: Bench): Promise<Row[]> {
  say(`${period} of ${board.runs} runs`);
  const kept = createKeptFigures();
  const onError = (error: unknown) => {
    throw error;
  };
  const shared = createSharedReports({ orm: board.orm, version: "1", onError });
  /** By a reader that has no answer yet, though it knows the figures of items. */
  await using redis = hasRedis ? await startRedis() : undefined;
  const recalls = new Set<Recall>();
  const layer =
    redis &&
    (await openSecondLayer({
      url: redis.url,
      version: "1",
      onChange: (why) => say(why === null ? "Redis answers again" : `Redis is away: ${why}`),
      onRecall: (recall) => recalls.add(recall),
    }));
  await layer?.attach(board.orm);
  const compute = async (among?: Pick<StatsReaderOptions, "shared" | "layer">) => {
    const reader = boardReader(board.orm, undefined, kept, among);
    await reader.get(period);
    await reader.close();
  };
  const expire = () => board.execute("update kept_reports set computed_at = computed_at - interval '1 hour'");
  // Until Redis has answered for the first time, and has it.
  if (layer) while (!recalls.has("found")) await compute({ shared, layer });
  const { alone, first, other, byRedis } = await inTurn(
    { rounds: 25, mostMs: 60_000 },
    {
      alone: () => timed(() => compute()),
      first: async () => {
        await expire();
        return timed(() => compute({ shared }));
      },
      other: () => timed(() => compute({ shared })),
      byRedis: () => timed(() => compute({ shared, layer })),
    },
  );
  layer?.close();
  const processor = await inTurn(
    { rounds: 25, mostMs: 60_000 },
    {
      alone: () => processorTime(() => compute()),
      first: async () => {
        await expire();
        return processorTime(() => compute({ shared }));
      },
    },
  );
  const against = { value: alone, unit: "ms", of: "alone" } as const;
  return [
    row(`${period}, computed for all`, { value: first, unit: "ms" }, against),
    row(`${period}, taken from another`, { value: other, unit: "ms" }, against),
    ...(layer
      ? [
          row(`${period}, taken from Redis`, { value: byRedis, unit: "ms" }, against),
          row(
            `${period}, taken from Redis, beside PostgreSQL`,
            { value: byRedis, unit: "ms" },
            { value: other, unit: "ms", of: "PostgreSQL" },
          ),
        ]
      : []),
    row(
      `${period}, computed for all, the server's processor`,
      { value: processor.first, unit: "ms" },
      { value: processor.alone, unit: "ms", of: "alone" },
    ),
  ];
}

/** How long this process was at work, ms: what else the machine does is not in it. */
async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const begun = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
}
